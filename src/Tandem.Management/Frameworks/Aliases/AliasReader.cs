namespace Tandem.Management.Frameworks.Aliases;

internal static class AliasReader
{
    internal static IReadOnlyList<RequirementAlias> Read(ContentNode file, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var aliases = new List<RequirementAlias>();
        foreach (var item in file.Items("items"))
        {
            var id = item.Text("id");
            if (!ids.Add(id))
                item.Member("id").Problem($"`{id}` is used twice");
            // An area such as A.9 is named too, so the number need not be a requirement.
            var identifiers = item.Items("identifiers").Select(ReferenceReader.Id).OfType<RequirementId>().ToList();
            var wordings = item.Texts("wordings").Select(RequirementText.WordsOf).ToList();
            if (wordings.Count == 0 || wordings.Exists(wording => wording.Count == 0))
                item.Member("wordings").Problem("each alias needs a wording that shows what is meant");
            var meant = item.Items("meant").Select(node => ReferenceReader.Requirement(node, known)).OfType<Requirement>().ToList();
            foreach (var same in meant.Where(requirement => identifiers.Contains(requirement.Id)))
                item.Member("meant").Problem($"`{same.Id}` cannot be meant instead of itself");
            var page = item.Member("page").AsText();
            if ((page is null) == (item.Items("meant").Count == 0))
                item.Member("meant").Problem("either requirements are meant, or `page` says where to look");
            if (page is not null && !page.StartsWith("/catalogue", StringComparison.Ordinal))
                item.Member("page").Problem($"`{page}` is no page of the catalogue");
            aliases.Add(new(id, identifiers, wordings, meant, page, item.Text("reason")));
        }
        return aliases;
    }
}
