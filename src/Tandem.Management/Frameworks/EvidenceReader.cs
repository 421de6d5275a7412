namespace Tandem.Management.Frameworks;

internal static class EvidenceReader
{
    internal static IReadOnlyDictionary<string, EvidenceType> ReadTypes(ContentNode file)
    {
        var types = new Dictionary<string, EvidenceType>(StringComparer.Ordinal);
        foreach (var item in file.Items("items"))
        {
            var type = new EvidenceType(
                item.Text("id"),
                item.Text("title"),
                item.Text("kind"),
                item.Text("group"),
                item.Number("suggestedMaxAgeDays", 1, 3650),
                item.Flag("producedByGateway"),
                item.Text("description"));
            if (!types.TryAdd(type.Id, type))
                item.Member("id").Problem($"`{type.Id}` is used twice");
        }
        return types;
    }

    internal static IReadOnlyList<RecordField> ReadFields(ContentNode file)
    {
        var fields = new List<RecordField>();
        foreach (var item in file.Items("fields"))
        {
            var field = new RecordField(item.Text("name"), item.Text("group"), item.Text("description"));
            if (fields.Exists(other => other.Name == field.Name))
                item.Member("name").Problem($"`{field.Name}` is used twice");
            fields.Add(field);
        }
        return fields;
    }

    internal static IReadOnlyDictionary<RequirementId, RuntimeEvidence> ReadRuntime(ContentNode file, IReadOnlySet<string> fields)
    {
        var runtime = new Dictionary<RequirementId, RuntimeEvidence>();
        foreach (var item in file.Items("items"))
        {
            if (ReferenceReader.Id(item.Member("requirement")) is not { } id)
                continue;
            var named = item.Texts("fields");
            foreach (var field in item.Items("fields").Where(field => field.AsText() is { } name && !fields.Contains(name)))
                field.Problem($"`{field.AsText()}` is not listed under fields");
            if (Strength(item.Member("strength")) is not { } strength)
                continue;
            if (!runtime.TryAdd(id, new RuntimeEvidence(id, strength, named, item.Text("check"))))
                item.Member("requirement").Problem($"`{id}` is used twice");
        }
        return runtime;
    }

    internal static void CheckReferences(ContentNode file, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        foreach (var item in file.Items("items"))
            ReferenceReader.Requirement(item.Member("requirement"), known);
    }

    internal static IReadOnlyList<string> ReadMinimum(ContentNode file, string name, IReadOnlyList<RecordField> fields)
    {
        var minimum = file.Texts(name);
        foreach (var item in file.Items(name).Where(item => !fields.Any(field => field.Name == item.AsText())))
            item.Problem($"`{item.AsText()}` is not listed under fields");
        if (minimum.Count == 0)
            file.Member(name).Problem("an empty set would be held by every record");
        return minimum;
    }

    private static RuntimeStrength? Strength(ContentNode node)
    {
        switch (node.AsText())
        {
            case "direct": return RuntimeStrength.Direct;
            case "supporting": return RuntimeStrength.Supporting;
            case "input": return RuntimeStrength.Input;
            default:
                node.Problem($"`{node.AsText()}` is not direct, supporting or input");
                return null;
        }
    }
}
