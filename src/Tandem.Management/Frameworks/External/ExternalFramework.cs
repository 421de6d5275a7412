using Tandem.Management.Ui;

namespace Tandem.Management.Frameworks.External;

/// <summary>What a framework is to those who follow it.</summary>
public enum FrameworkKind
{
    Standard,
    Law,
    Guidance,
    ControlCatalogue,
    Internal,
}

internal static class FrameworkKinds
{
    internal static string Words(FrameworkKind kind) => kind switch
    {
        FrameworkKind.Standard => "standard of a management system",
        FrameworkKind.Law => "law",
        FrameworkKind.Guidance => "guidance",
        FrameworkKind.ControlCatalogue => "catalogue of controls",
        FrameworkKind.Internal => "the organisation's own",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>A law or a framework besides the two standards, whose provisions lead to requirements of theirs.</summary>
/// <param name="Id">Prefix of its identifiers: `eu-ai-act`.</param>
/// <param name="Name">Its full name.</param>
/// <param name="ShortName">What people call it.</param>
/// <param name="Publisher">Who issues it.</param>
/// <param name="Edition">Which state of it.</param>
/// <param name="Kind">Law or guidance.</param>
/// <param name="Note">What to mind; empty for nothing.</param>
public sealed record ExternalFramework(string Id, string Name, string ShortName, string Publisher, string Edition, FrameworkKind Kind, string Note)
{
    public string Url => "/frameworks/" + Id;
}

/// <summary>An article of a law, or a subcategory of another framework, in our words.</summary>
/// <param name="Id">With its framework: `eu-ai-act:Art.12`, `nist-ai-rmf:GOVERN 1.1`.</param>
/// <param name="Framework">The framework it is of.</param>
/// <param name="Ref">Its number there.</param>
/// <param name="Order">Place in the framework.</param>
/// <param name="Title">Short title.</param>
/// <param name="Summary">In our own words; empty where the title says it.</param>
/// <param name="Part">The part of the framework it stands in; empty for none.</param>
/// <param name="Concerns">Whom it binds; empty where that is not noted.</param>
/// <param name="AppliesFrom">From when; null where that is not noted.</param>
public sealed record Provision(
    string Id, ExternalFramework Framework, string Ref, int Order, string Title, string Summary, string Part, IReadOnlyList<string> Concerns, DateOnly? AppliesFrom)
{
    public string Url => $"{Framework.Url}/{Uri.EscapeDataString(Ref)}";
}

/// <summary>How far work for a requirement serves a provision.</summary>
public enum Support
{
    Weak,
    Partial,
    Strong,
}

internal static class Supports
{
    internal static string Words(Support support) => support switch
    {
        Support.Weak => "weak",
        Support.Partial => "partial",
        Support.Strong => "strong",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static Tone Tone(Support support) => support switch
    {
        Support.Weak => Ui.Tone.Neutral,
        Support.Partial => Ui.Tone.Attention,
        Support.Strong => Ui.Tone.Active,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>A provision and a requirement that helps with it. It suggests where work serves both; it never shows that the provision is met.</summary>
public sealed record CrosswalkLink(string Id, Provision Source, Requirement Target, Support Support, string Note, string Basis);
