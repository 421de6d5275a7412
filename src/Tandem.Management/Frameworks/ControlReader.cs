namespace Tandem.Management.Frameworks;

internal static class ControlReader
{
    internal static void Read(
        Standard standard,
        ContentNode file,
        IReadOnlyDictionary<string, EvidenceType> evidence,
        IReadOnlyDictionary<RequirementId, RuntimeEvidence> runtime,
        Dictionary<RequirementId, Requirement> known)
    {
        var (list, member) = standard == Standard.Iso27001 ? ("themes", "theme") : ("areas", "area");
        var groups = new Dictionary<string, RequirementGroup>(StringComparer.Ordinal);
        foreach (var item in file.Items(list))
        {
            var key = item.Text("id");
            var prefix = standard == Standard.Iso27001 ? item.Text("prefix") : key;
            if (!groups.TryAdd(key, new RequirementGroup(standard, prefix, item.Text("title"), groups.Count, IsAnnex: true)))
                item.Member("id").Problem($"`{key}` is used twice");
        }
        var objectives = standard == Standard.Iso42001 ? ReadObjectives(file) : [];
        foreach (var item in file.Items("items"))
        {
            if (ReferenceReader.Id(item.Member("id"), standard) is not { } id)
                continue;
            if (!id.IsControl)
                item.Member("id").Problem($"`{id}` is not a control of Annex A");
            if (!groups.TryGetValue(item.Text(member), out var group))
            {
                item.Member(member).Problem($"`{item.Text(member)}` is not listed under {list}");
                continue;
            }
            var unsuitable = standard == Standard.Iso42001 ? ReadUnsuitable(item, evidence) : [];
            ReferenceReader.Add(item, new Requirement
            {
                Id = id,
                Kind = RequirementKind.Control,
                Title = item.Text("title"),
                Summary = item.Text("summary"),
                IsAssessable = true,
                Level = item.Text("level"),
                Group = group,
                Objective = standard == Standard.Iso42001 ? Objective(item, objectives) : null,
                Evidence = ReferenceReader.EvidenceList(item, evidence),
                UnsuitableEvidence = unsuitable,
                RuntimeEvidence = runtime.GetValueOrDefault(id),
                Attributes = standard == Standard.Iso27001 ? ReadAttributes(item) : [],
                IsNewIn2022 = standard == Standard.Iso27001 && item.Flag("newIn2022"),
            }, known);
        }
    }

    private static Dictionary<string, string> ReadObjectives(ContentNode file)
    {
        var objectives = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in file.Items("objectives"))
            objectives[item.Text("id")] = item.Text("summary");
        return objectives;
    }

    private static string? Objective(ContentNode item, Dictionary<string, string> objectives)
    {
        if (objectives.TryGetValue(item.Text("objective"), out var summary))
            return summary;
        item.Member("objective").Problem($"`{item.Text("objective")}` is not listed under objectives");
        return null;
    }

    private static List<UnsuitableEvidence> ReadUnsuitable(ContentNode item, IReadOnlyDictionary<string, EvidenceType> evidence)
    {
        var unsuitable = new List<UnsuitableEvidence>();
        foreach (var entry in item.Items("unsuitableEvidence"))
        {
            if (ReferenceReader.Evidence(entry.Member("type"), evidence) is { } type)
                unsuitable.Add(new UnsuitableEvidence(type, entry.Text("reason")));
        }
        return unsuitable;
    }

    private static IReadOnlyList<RequirementTrait> ReadAttributes(ContentNode item)
    {
        var attributes = item.Member("attributes");
        return
        [
            new("Control type", attributes.Texts("controlType")),
            new("Properties", attributes.Texts("properties")),
            new("Cybersecurity concepts", attributes.Texts("cybersecurityConcepts")),
            new("Operational capabilities", attributes.Texts("operationalCapabilities")),
            new("Security domains", attributes.Texts("securityDomains")),
        ];
    }
}
