namespace Tandem.Management.History;

/// <summary>How the history says that a program made a change with an access token: in the name of the request, which nobody can enter. Who acted is the person whose token it is.</summary>
internal static class ByToken
{
    private const string Before = " by token \"";

    internal static string Mark(string requestId, string? token) => token is null ? requestId : $"{requestId}{Before}{token}\"";

    /// <summary>Name of the token; null for a change without one.</summary>
    internal static string? NameIn(string requestId) =>
        requestId.IndexOf(Before, StringComparison.Ordinal) is >= 0 and var at && requestId.EndsWith('"') ? requestId[(at + Before.Length)..^1] : null;
}
