using Tandem.Management.Ui;

namespace Tandem.Management.Access.Accounts;

/// <summary>All roles as options of a form.</summary>
internal static class RoleChoices
{
    internal static IReadOnlyList<Choice> All { get; } = [.. Roles.All.Select(role => new Choice(role, role))];
}
