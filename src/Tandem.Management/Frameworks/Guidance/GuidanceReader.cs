namespace Tandem.Management.Frameworks.Guidance;

internal static class GuidanceReader
{
    internal static IReadOnlyDictionary<RequirementId, RequirementGuidance> Read(ContentNode file, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        var guidance = new Dictionary<RequirementId, RequirementGuidance>();
        foreach (var item in file.Items("items"))
        {
            if (ReferenceReader.Requirement(item.Member("requirement"), known) is not { } requirement)
                continue;
            // Controls of ISO/IEC 27001 are in place with whoever reads this: for them it is told what AI adds, for all others how to begin.
            var isKnownWork = requirement.Id is { Standard: Standard.Iso27001, IsControl: true };
            var how = item.Texts("how");
            if (how.Count == 0)
                item.Member("how").Problem("at least one sentence is expected");
            if (!guidance.TryAdd(requirement.Id, new RequirementGuidance
            {
                How = how,
                CommonMistakes = isKnownWork ? [] : item.Texts("commonMistakes"),
                Extends = isKnownWork ? [] : Extends(item, known),
                FirstStep = isKnownWork ? "" : item.Text("firstStep"),
                Effort = isKnownWork ? null : Effort(item.Member("effortHint")),
                AiAngle = isKnownWork ? AiAngle(item.Member("aiAngle")) : "",
            }))
                item.Member("requirement").Problem($"`{requirement.Id}` is used twice");
        }
        foreach (var requirement in known.Values.Where(requirement => requirement.IsAssessable && !guidance.ContainsKey(requirement.Id)))
            file.Member("items").Problem($"guidance for `{requirement.Id}` is missing");
        return guidance;
    }

    private static List<ExtendedWork> Extends(ContentNode item, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        var extends = new List<ExtendedWork>();
        foreach (var entry in item.Items("extends27001"))
        {
            if (ReferenceReader.Requirement(entry.Member("id"), known) is not { } requirement)
                continue;
            if (requirement.Id.Standard != Standard.Iso27001)
                entry.Member("id").Problem($"`{requirement.Id}` belongs to the other standard");
            extends.Add(new(requirement, entry.Text("note")));
        }
        return extends;
    }

    private static EffortHint? Effort(ContentNode node)
    {
        switch (node.AsText())
        {
            case "S": return EffortHint.Days;
            case "M": return EffortHint.Weeks;
            case "L": return EffortHint.Months;
            default:
                node.Problem($"`{node.AsText()}` is not S, M or L");
                return null;
        }
    }

    private static string AiAngle(ContentNode node)
    {
        if (!node.IsNull && node.AsText() is null)
            node.Problem("a text is expected, or null where AI adds nothing");
        return node.AsText() ?? "";
    }
}
