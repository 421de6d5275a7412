namespace Tandem.Management.Frameworks;

/// <summary>Reads members that name something else, and reports those that lead nowhere.</summary>
internal static class ReferenceReader
{
    internal static RequirementId? Id(ContentNode node, Standard standard)
    {
        if (Id(node) is not { } id)
            return null;
        if (id.Standard == standard)
            return id;
        node.Problem($"`{id}` belongs to the other standard");
        return null;
    }

    internal static RequirementId? Id(ContentNode node)
    {
        if (RequirementId.TryParse(node.AsText(), out var id, out var problem))
            return id;
        node.Problem(problem);
        return null;
    }

    internal static Requirement? Requirement(ContentNode node, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        if (Id(node) is not { } id)
            return null;
        if (known.TryGetValue(id, out var requirement))
            return requirement;
        node.Problem($"`{id}` is neither a clause nor a control of the content");
        return null;
    }

    internal static EvidenceType? Evidence(ContentNode node, IReadOnlyDictionary<string, EvidenceType> known)
    {
        if (node.AsText() is { } text && known.TryGetValue(text, out var type))
            return type;
        node.Problem($"`{node.AsText()}` is not a kind of evidence");
        return null;
    }

    internal static IReadOnlyList<EvidenceType> EvidenceList(ContentNode node, IReadOnlyDictionary<string, EvidenceType> known) =>
        [.. node.Items("evidence").Select(item => Evidence(item, known)).OfType<EvidenceType>()];

    internal static void Add(ContentNode node, Requirement requirement, Dictionary<RequirementId, Requirement> known)
    {
        if (node.Text("ref") is var reference && reference != requirement.Id.Ref)
            node.Member("ref").Problem($"`{reference}` does not fit `{requirement.Id}`");
        if (!known.TryAdd(requirement.Id, requirement))
            node.Member("id").Problem($"`{requirement.Id}` is used twice");
    }
}
