namespace Tandem.Ledger.Canonical;

/// <summary>Why a text is not canonical JSON of the profile.</summary>
/// <param name="Offset">Zero-based byte offset of the first place that is wrong.</param>
/// <param name="Message">One line: what is wrong there.</param>
public readonly record struct JcsProblem(int Offset, string Message);
