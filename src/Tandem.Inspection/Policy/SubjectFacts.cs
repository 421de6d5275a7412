namespace Tandem.Inspection.Policy;

/// <summary>Who calls, as rules see it: <c>subject</c>.</summary>
public sealed record SubjectFacts
{
    /// <summary>Identity of the person or service: <c>subject.id</c>; empty when unknown.</summary>
    public string Id { get; init; } = "";

    /// <summary>The calling application: <c>subject.app</c>; empty when unknown.</summary>
    public string App { get; init; } = "";

    /// <summary>Roles of the caller: <c>subject.roles</c>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>How the caller was authenticated: <c>subject.auth</c>, one of <c>verified-jwt</c>, <c>key</c>, <c>none</c>.</summary>
    public string Auth { get; init; } = "none";
}
