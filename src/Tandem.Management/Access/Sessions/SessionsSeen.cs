namespace Tandem.Management.Access.Sessions;

/// <summary>When each session was last used; <see cref="SessionUpkeep"/> writes it.</summary>
internal sealed class SessionsSeen : SeenTimes;
