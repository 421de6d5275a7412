using Tandem.Management.Access;

namespace Tandem.Management.Ui;

/// <summary>Groups of the rail, in the order of the standards' clauses.</summary>
public enum RailGroup
{
    Home,
    Context,
    AiAndAssets,
    RiskAndImpact,
    Controls,
    Operate,
    AuditAndImprove,
    Evidence,
    Gateway,
    Catalogue,
    Settings,
}

/// <summary>What the rail calls its groups.</summary>
internal static class RailGroups
{
    /// <summary>Heading of a group; null for the one that needs none.</summary>
    internal static string? Title(this RailGroup group) => group switch
    {
        RailGroup.Home => null,
        RailGroup.Context => "Context & scope",
        RailGroup.AiAndAssets => "AI & assets",
        RailGroup.RiskAndImpact => "Risk & impact",
        RailGroup.Controls => "Controls & applicability",
        RailGroup.Operate => "Operate",
        RailGroup.AuditAndImprove => "Audit & improve",
        RailGroup.Evidence => "Evidence & ledger",
        RailGroup.Gateway => "Gateway",
        RailGroup.Catalogue => "Catalogue",
        RailGroup.Settings => "Settings",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>One link of the rail; each feature registers its own, so that the rail shows what exists and nothing else.</summary>
/// <param name="Group">Place by clause.</param>
/// <param name="Order">Place within the group.</param>
/// <param name="Icon">Name of a Tabler icon listed in icons.txt.</param>
/// <param name="Label">Words shown.</param>
/// <param name="Path">Address; active when the page's path is it or below it.</param>
public sealed record RailEntry(RailGroup Group, int Order, string Icon, string Label, string Path)
{
    /// <summary>Permission without which the entry is not shown; null shows it to everybody.</summary>
    public string? Permission { get; init; }

    internal bool IsFor(CurrentUser user) => Permission is null || user.May(Permission);

    public bool IsActive(string path) => Path == "/" ? path == "/" : path == Path || path.StartsWith(Path + "/", StringComparison.Ordinal);
}
