using Tandem.Management.Documents.Text;
using Tandem.Management.Frameworks;
using Tandem.Management.Records.Fields;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Tandem.Management.Documents.Templates;

/// <summary>Reads `content/templates` and checks it whole against the catalogue: what is damaged is named with file and place.</summary>
internal static class TemplateReader
{
    private const string Fence = "---\n";

    private sealed class FrontMatter
    {
        public string Id { get; set; } = "";

        public string Title { get; set; } = "";

        public string Kind { get; set; } = "";

        public string Level { get; set; } = "";

        public List<string> Standards { get; set; } = [];

        public List<string> Clauses { get; set; } = [];

        public List<string> Controls { get; set; } = [];

        public List<Section> Sections { get; set; } = [];

        public int ReviewEveryMonths { get; set; }

        public string SuggestedOwnerRole { get; set; } = "";

        public string SuggestedApproverRole { get; set; } = "";

        public string EvidenceType { get; set; } = "";

        public List<Field> Fields { get; set; } = [];
    }

    private sealed class Section
    {
        public string Heading { get; set; } = "";

        public List<string> Iso27001 { get; set; } = [];

        public List<string> Iso42001 { get; set; } = [];
    }

    private sealed class Field
    {
        public string Name { get; set; } = "";

        public string Explain { get; set; } = "";

        public string Source { get; set; } = "";
    }

    /// <param name="folder">The folder `content/templates`.</param>
    /// <param name="catalogue">The requirements and kinds of evidence that they may name.</param>
    /// <exception cref="FrameworkContentException">Something is missing, damaged or does not fit; all problems are listed.</exception>
    internal static DocumentTemplates Load(string folder, FrameworkCatalogue catalogue)
    {
        var problems = new List<string>();
        var templates = new List<DocumentTemplate>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.md").Where(path => Path.GetFileName(path) != "README.md").Order(StringComparer.Ordinal))
        {
            var file = Path.GetFileName(path);
            if (Read(file, File.ReadAllText(path).ReplaceLineEndings("\n"), catalogue, problems) is not { } template)
                continue;
            if (templates.Exists(known => known.Id == template.Id))
                problems.Add($"{file}: id: `{template.Id}` is used twice");
            templates.Add(template);
        }
        if (templates.Count == 0)
            problems.Add($"no template was found in `{folder}`");
        if (problems.Count > 0)
            throw new FrameworkContentException(problems);
        return new([.. templates.OrderBy(template => template.Title, StringComparer.Ordinal)]);
    }

    private static DocumentTemplate? Read(string file, string text, FrameworkCatalogue catalogue, List<string> problems)
    {
        var end = text.StartsWith(Fence, StringComparison.Ordinal) ? text.IndexOf("\n" + Fence, Fence.Length - 1, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            problems.Add($"{file}: front matter between two lines of `---` is missing");
            return null;
        }
        FrontMatter front;
        try
        {
            front = new DeserializerBuilder().WithNamingConvention(YamlDotNet.Serialization.NamingConventions.CamelCaseNamingConvention.Instance).Build().Deserialize<FrontMatter>(text[Fence.Length..(end + 1)]);
        }
        catch (YamlException damage)
        {
            problems.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}: line {damage.Start.Line + 1}: {damage.InnerException?.Message ?? damage.Message}"));
            return null;
        }
        var body = text[(end + 1 + Fence.Length)..].TrimStart('\n');
        var requirements = front.Clauses.Concat(front.Controls).ToList();
        foreach (var id in requirements.Concat(front.Sections.SelectMany(section => section.Iso27001.Concat(section.Iso42001))).Distinct(StringComparer.Ordinal))
        {
            if (!RequirementId.TryParse(id, out var known) || catalogue.Find(known) is null)
                problems.Add($"{file}: `{id}` is neither a clause nor a control of the content");
        }
        if (!catalogue.EvidenceTypes.ContainsKey(front.EvidenceType))
            problems.Add($"{file}: evidenceType: `{front.EvidenceType}` is not a kind of evidence");
        if (KindOf(front.Kind) is not { } kind)
        {
            problems.Add($"{file}: kind: `{front.Kind}` is not a kind of document");
            kind = default;
        }
        foreach (var name in Placeholders.In(body).Except(front.Fields.Select(field => field.Name), StringComparer.Ordinal))
            problems.Add($"{file}: `{{{{{name}}}}}` is not declared as a field");
        return new DocumentTemplate(front.Id, front.Title, kind, body)
        {
            Level = front.Level,
            Standards = Standards.All.Where(standard => front.Standards.Contains(standard.Prefix(), StringComparer.Ordinal)).ToList(),
            Requirements = requirements,
            Sections = front.Sections.ConvertAll(section => new TemplateSection(section.Heading, section.Iso27001, section.Iso42001)),
            ReviewMonths = front.ReviewEveryMonths,
            OwnerRole = front.SuggestedOwnerRole,
            ApproverRole = front.SuggestedApproverRole,
            EvidenceType = front.EvidenceType,
            Fields = front.Fields.ConvertAll(field => new TemplateField(field.Name, field.Explain, field.Source)),
        };
    }

    // A form is a document that is filled in again and again, which the register calls a template.
    private static DocumentKind? KindOf(string kind) => kind == "form" ? DocumentKind.Template : ChoiceNames.Parse<DocumentKind>(kind);
}
