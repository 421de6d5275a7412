using System.Globalization;

namespace Tandem.Management.Frameworks.External;

internal static class ExternalReader
{
    internal static IReadOnlyList<ExternalFramework> ReadFrameworks(ContentNode file)
    {
        var frameworks = new List<ExternalFramework>();
        foreach (var item in file.Items("frameworks"))
        {
            var id = item.Text("id");
            if (id.Length == 0 || !id.All(c => c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
                item.Member("id").Problem($"`{id}` is not made of small letters, digits and hyphens");
            if (Standards.TryParse(id, out _) || frameworks.Exists(known => known.Id == id))
                item.Member("id").Problem($"`{id}` is used twice");
            frameworks.Add(new(id, item.Text("name"), item.Text("shortName"), item.Text("publisher"), item.Text("edition"), Kind(item.Member("kind")), item.Member("note").AsText() ?? ""));
        }
        return frameworks;
    }

    internal static IReadOnlyList<Provision> ReadProvisions(ContentNode file, IReadOnlyList<ExternalFramework> frameworks)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var provisions = new List<Provision>();
        foreach (var item in file.Items("items"))
        {
            var (id, reference) = (item.Text("id"), item.Text("ref"));
            var of = item.Text("framework");
            if (frameworks.FirstOrDefault(known => known.Id == of) is not { } framework)
            {
                item.Member("framework").Problem($"`{of}` is not listed under frameworks");
                continue;
            }
            if (id != $"{framework.Id}:{reference}")
                item.Member("id").Problem($"`{id}` does not fit `{framework.Id}:{reference}`");
            if (!ids.Add(id))
                item.Member("id").Problem($"`{id}` is used twice");
            provisions.Add(new(
                id, framework, reference, provisions.Count, item.Text("title"), item.Member("summary").AsText() ?? "", item.Member("function").AsText() ?? "",
                item.Member("concerns").IsNull ? [] : item.Texts("concerns"), Day(item.Member("appliesFrom"))));
        }
        foreach (var empty in frameworks.Where(framework => provisions.TrueForAll(provision => provision.Framework != framework)))
            file.Member("items").Problem($"`{empty.Id}` has no provision");
        return provisions;
    }

    internal static IReadOnlyList<CrosswalkLink> ReadLinks(ContentNode file, IReadOnlyList<Provision> provisions, IReadOnlyDictionary<RequirementId, Requirement> known)
    {
        foreach (var (name, value) in file.Member("supportScale").Members())
        {
            if (Find(name) is null)
                value.Problem($"`{name}` is not strong, partial or weak");
        }
        var byId = provisions.DistinctBy(provision => provision.Id).ToDictionary(provision => provision.Id, StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var pairs = new HashSet<(string, RequirementId)>();
        var links = new List<CrosswalkLink>();
        foreach (var item in file.Items("items"))
        {
            var id = item.Text("id");
            if (!ids.Add(id))
                item.Member("id").Problem($"`{id}` is used twice");
            var (word, from) = (item.Text("support"), item.Text("source"));
            var support = Find(word);
            if (support is null)
                item.Member("support").Problem($"`{word}` is not strong, partial or weak");
            var target = ReferenceReader.Requirement(item.Member("target"), known);
            if (!byId.TryGetValue(from, out var source))
                item.Member("source").Problem($"`{from}` is no provision of the content");
            if (source is null || target is null || support is null)
                continue;
            if (!pairs.Add((source.Id, target.Id)))
                item.Problem($"`{source.Id}` and `{target.Id}` are linked twice");
            links.Add(new(id, source, target, support.Value, item.Member("note").AsText() ?? "", item.Text("basis")));
        }
        return links;
    }

    private static FrameworkKind Kind(ContentNode node)
    {
        switch (node.AsText())
        {
            case "law": return FrameworkKind.Law;
            case "guidance": return FrameworkKind.Guidance;
            default:
                node.Problem($"`{node.AsText()}` is not law or guidance");
                return default;
        }
    }

    private static Support? Find(string word) => word switch
    {
        "strong" => Support.Strong,
        "partial" => Support.Partial,
        "weak" => Support.Weak,
        _ => null,
    };

    private static DateOnly? Day(ContentNode node)
    {
        if (node.IsNull)
            return null;
        if (DateOnly.TryParseExact(node.AsText(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        node.Problem("a day like 2026-08-02 is expected");
        return null;
    }
}
