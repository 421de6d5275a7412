namespace Tandem.Management.Decisions.Indexing;

/// <summary>Columns whose values the list offers with their counts.</summary>
internal static class FacetKind
{
    internal const string Outcome = "outcome";
    internal const string AiSystem = "ai";
    internal const string Application = "app";
    internal const string Class = "class";
    internal const string Reason = "reason";
}
