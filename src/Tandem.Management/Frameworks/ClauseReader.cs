namespace Tandem.Management.Frameworks;

internal static class ClauseReader
{
    internal static void Read(
        Standard standard,
        ContentNode file,
        IReadOnlyDictionary<string, EvidenceType> evidence,
        IReadOnlyDictionary<RequirementId, RuntimeEvidence> runtime,
        Dictionary<RequirementId, Requirement> known)
    {
        var groups = new Dictionary<string, RequirementGroup>(StringComparer.Ordinal);
        foreach (var item in file.Items("items"))
        {
            if (ReferenceReader.Id(item.Member("id"), standard) is not { } id)
                continue;
            var title = item.Text("title");
            var main = id.Ref.Split('.')[0];
            if (id.Ref == main)
                groups[main] = new RequirementGroup(standard, main, title, groups.Count, IsAnnex: false);
            if (!groups.TryGetValue(main, out var group))
            {
                item.Member("id").Problem($"clause `{main}` must come before `{id}`");
                continue;
            }
            ReferenceReader.Add(item, new Requirement
            {
                Id = id,
                Kind = RequirementKind.Clause,
                Title = title,
                Summary = item.Text("summary"),
                Parent = item.Member("parent") is { IsNull: false } parent ? ReferenceReader.Id(parent, standard) : null,
                IsAssessable = item.Flag("assessable"),
                Level = item.Text("level"),
                Group = group,
                NeedsDocumentedInformation = item.Flag("documentedInformation"),
                Evidence = ReferenceReader.EvidenceList(item, evidence),
                RuntimeEvidence = runtime.GetValueOrDefault(id),
            }, known);
        }
    }

    /// <summary>Parents and siblings can stand anywhere in the files, so they are looked up when all are read.</summary>
    internal static void CheckReferences(ContentNode file, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        foreach (var item in file.Items("items"))
        {
            if (item.Member("parent") is { IsNull: false } parent)
                ReferenceReader.Requirement(parent, known);
            if (item.Member("counterpart") is { IsNull: false } counterpart)
                ReferenceReader.Requirement(counterpart, known);
        }
    }
}
