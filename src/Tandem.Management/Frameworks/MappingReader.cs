namespace Tandem.Management.Frameworks;

internal static class MappingReader
{
    internal static IReadOnlyList<ControlMapping> ReadControls(ContentNode file, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        var terms = file.Texts("relationTerms").ToHashSet(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var mappings = new List<ControlMapping>();
        foreach (var item in file.Items("items"))
        {
            var id = item.Text("id");
            if (!ids.Add(id))
                item.Member("id").Problem($"`{id}` is used twice");
            var relation = item.Text("relation");
            if (!terms.Contains(relation))
                item.Member("relation").Problem($"`{relation}` is not listed under relationTerms");
            var source = ReferenceReader.Requirement(item.Member("source"), known);
            var target = ReferenceReader.Requirement(item.Member("target"), known);
            if (source is null || target is null)
                continue;
            if (source.Id.Standard != Standard.Iso27001 || target.Id.Standard != Standard.Iso42001)
                item.Problem("a pair goes from ISO/IEC 27001 to ISO/IEC 42001");
            mappings.Add(new ControlMapping(
                id, source, target, relation, item.Number("strength", 1, 10), item.Flag("extends"), item.Text("reuse"), item.Text("rationale"), item.Texts("basis")));
        }
        return mappings;
    }

    internal static IReadOnlyList<ControlWithoutCounterpart> ReadWithoutCounterpart(ContentNode file, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        var without = new List<ControlWithoutCounterpart>();
        foreach (var item in file.Items("withoutCounterpart"))
        {
            if (ReferenceReader.Requirement(item.Member("target"), known) is { } target)
                without.Add(new ControlWithoutCounterpart(target, item.Text("rationale")));
        }
        return without;
    }

    internal static IReadOnlyList<ClauseMapping> ReadClauses(ContentNode file, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        var mappings = new List<ClauseMapping>();
        foreach (var item in file.Items("items"))
        {
            var source = item.Member("source") is { IsNull: false } node ? ReferenceReader.Requirement(node, known) : null;
            var integration = Integration(item.Member("integration"));
            if (ReferenceReader.Requirement(item.Member("target"), known) is not { } target || integration is null)
                continue;
            if (source is null != (integration == ClauseIntegration.OnlyIso42001))
                item.Member("integration").Problem("only a clause without a sibling is in one standard only");
            mappings.Add(new ClauseMapping(source, target, item.Text("relation"), integration.Value, item.Text("approach")));
        }
        return mappings;
    }

    private static ClauseIntegration? Integration(ContentNode node)
    {
        switch (node.AsText())
        {
            case "same": return ClauseIntegration.Same;
            case "extended": return ClauseIntegration.Extended;
            case "only in ISO/IEC 42001": return ClauseIntegration.OnlyIso42001;
            default:
                node.Problem($"`{node.AsText()}` is not same, extended or only in ISO/IEC 42001");
                return null;
        }
    }
}
