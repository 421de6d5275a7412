namespace Tandem.Inspection.Decisions;

/// <summary>Who called, as the record keeps it.</summary>
/// <param name="Subject">Pseudonym, 32 lower-case hexadecimal digits, or <c>none</c>: member <c>sub</c>, field caller.identity.</param>
/// <param name="Application">Calling application or <c>none</c>: member <c>app</c>, field caller.application.</param>
/// <param name="Roles">Roles in ordinal order: member <c>roles</c>, field caller.groups.</param>
/// <param name="Method"><c>verified-jwt</c>, <c>key</c> or <c>none</c>: member <c>auth</c>, field caller.authMethod.</param>
public sealed record CallerIdentity(string Subject, string Application, IReadOnlyList<string> Roles, string Method)
{
    /// <summary>Nobody could be established.</summary>
    public static CallerIdentity Unknown { get; } = new("none", "none", [], "none");
}
