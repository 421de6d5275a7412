using System.Diagnostics;
using Tandem.Management.Frameworks;
using Tandem.Management.Ui;

namespace Tandem.Management.Context;

/// <summary>What pages call the values of the register.</summary>
internal static class ContextIssueWords
{
    internal static string Of(ContextKind kind) => kind switch
    {
        ContextKind.External => "External",
        ContextKind.Internal => "Internal",
        _ => throw new UnreachableException(),
    };

    internal static string Of(ContextCategory category) => category switch
    {
        ContextCategory.Political => "Political",
        ContextCategory.Economic => "Economic",
        ContextCategory.Social => "Social",
        ContextCategory.Technological => "Technological",
        ContextCategory.Legal => "Legal",
        ContextCategory.Environmental => "Environmental",
        ContextCategory.Structure => "Structure",
        ContextCategory.People => "People",
        ContextCategory.Processes => "Processes",
        ContextCategory.Finance => "Finance",
        ContextCategory.Culture => "Culture",
        _ => throw new UnreachableException(),
    };

    internal static string Of(ConcernedStandards standards) => standards switch
    {
        ConcernedStandards.Both => "Both standards",
        ConcernedStandards.Iso27001 => Standard.Iso27001.Edition(),
        ConcernedStandards.Iso42001 => Standard.Iso42001.Edition(),
        _ => throw new UnreachableException(),
    };

    internal static string Of(ClimateRelevance relevance) => relevance switch
    {
        ClimateRelevance.NotAssessed => "Not assessed",
        ClimateRelevance.Yes => "Yes",
        ClimateRelevance.No => "No",
        _ => throw new UnreachableException(),
    };

    internal static string Of(ContextIssueState state) => state switch
    {
        ContextIssueState.Draft => "Draft",
        ContextIssueState.Current => "Current",
        ContextIssueState.NoLongerCurrent => "No longer current",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(ContextIssueState state) => state switch
    {
        ContextIssueState.Draft or ContextIssueState.NoLongerCurrent => Ui.Tone.Neutral,
        ContextIssueState.Current => Ui.Tone.Good,
        _ => throw new UnreachableException(),
    };
}
