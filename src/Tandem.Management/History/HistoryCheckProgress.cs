namespace Tandem.Management.History;

/// <summary>A comparison of history and log that runs now.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Done">Part that is done, 0 to 1.</param>
/// <param name="IsAsked">Whether somebody asked for it; otherwise it runs by itself, slowly.</param>
public sealed record HistoryCheckProgress(DateTimeOffset Since, double Done, bool IsAsked);

/// <summary>How history and log stand to each other.</summary>
/// <param name="Running">The comparison that runs now; null when none does.</param>
/// <param name="Latest">What came of the latest that ended; null when none has since the program started.</param>
public sealed record HistoryCheckState(HistoryCheckProgress? Running, HistoryFindings? Latest);
