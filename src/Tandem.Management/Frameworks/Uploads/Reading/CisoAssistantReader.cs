using Tandem.Management.Frameworks.External;

namespace Tandem.Management.Frameworks.Uploads.Reading;

/// <summary>A library of CISO Assistant that holds one framework. Libraries of other things are refused by what they hold.</summary>
internal static class CisoAssistantReader
{
    private static readonly HashSet<string> Kept = ["urn", "locale", "ref_id", "name", "description", "copyright", "version", "provider", "packager", "publication_date", "objects"];

    private static readonly HashSet<string> KeptOfFramework = ["urn", "ref_id", "name", "description", "requirement_nodes"];

    private static readonly HashSet<string> KeptOfNode = ["urn", "parent_urn", "ref_id", "name", "description", "assessable", "depth", "implementation_groups", "annotation"];

    private static readonly HashSet<string> Frameworks = ["framework", "frameworks"];

    private static readonly Dictionary<string, string> Held = new(StringComparer.Ordinal)
    {
        ["reference_controls"] = "reference controls",
        ["threats"] = "threats",
        ["risk_matrix"] = "a risk matrix",
        ["risk_matrices"] = "risk matrices",
        ["requirement_mapping_set"] = "a mapping between frameworks",
        ["requirement_mapping_sets"] = "mappings between frameworks",
        ["metric_definitions"] = "definitions of metrics",
        ["preset"] = "a preset",
        ["presets"] = "presets",
    };

    internal static ReadFramework? Read(SourceNode file, SourceReader reader)
    {
        if (file.Find("objects") is not { Kind: SourceKind.Map } objects)
        {
            reader.Problem(file, "no library of CISO Assistant: `objects` is missing");
            return null;
        }
        var frameworks = objects.Members.Where(member => Frameworks.Contains(member.Key)).SelectMany(member => member.Value.Kind == SourceKind.List ? member.Value.Items : [member.Value])
            .Where(framework => framework.Kind == SourceKind.Map).ToList();
        if (frameworks.Count != 1)
        {
            reader.Problem(objects, frameworks.Count > 1 ? $"the library holds {frameworks.Count} frameworks; put each into a file of its own" : $"the library holds no framework but {Holds(objects)}; upload a library with a framework");
            return null;
        }
        reader.Ignore(file, Kept);
        reader.Ignore(objects, Frameworks);
        return Read(file, frameworks[0], reader);
    }

    private static ReadFramework Read(SourceNode file, SourceNode framework, SourceReader reader)
    {
        reader.Ignore(framework, KeptOfFramework);
        if (framework.Find("requirement_nodes") is null)
            reader.Problem(framework, "`requirement_nodes` is missing; give a list");
        var published = reader.Text(file, "publication_date", UploadLimits.Ref);
        return new()
        {
            Urn = reader.Needed(framework, "urn", UploadLimits.Urn),
            Number = reader.Version(file, "version"),
            Format = FrameworkFormat.CisoAssistant,
            // The format does not say what a framework is to those who follow it.
            Kind = FrameworkKind.ControlCatalogue,
            Ref = reader.Text(framework, "ref_id", UploadLimits.Ref) is { Length: > 0 } reference ? reference : reader.Needed(file, "ref_id", UploadLimits.Ref),
            Name = reader.Text(framework, "name", UploadLimits.Short) is { Length: > 0 } name ? name : reader.Needed(file, "name", UploadLimits.Short),
            Edition = published.Length > 0 ? $"published {published}" : "",
            Publisher = reader.Text(file, "provider", UploadLimits.Short),
            Locale = reader.Text(file, "locale", 35),
            Copyright = reader.Text(file, "copyright", UploadLimits.Text),
            Description = reader.Text(framework, "description", UploadLimits.Text) is { Length: > 0 } words ? words : reader.Text(file, "description", UploadLimits.Text),
            Nodes = reader.Maps(framework, "requirement_nodes").Select(item => Node(item, reader)).ToList(),
        };
    }

    private static ReadNode Node(SourceNode item, SourceReader reader)
    {
        reader.Ignore(item, KeptOfNode);
        var parent = reader.Text(item, "parent_urn", UploadLimits.Urn);
        var title = reader.Text(item, "name", UploadLimits.Title);
        var text = reader.Text(item, "description", UploadLimits.Text);
        var reference = reader.Text(item, "ref_id", UploadLimits.Ref);
        return new()
        {
            Urn = reader.Needed(item, "urn", UploadLimits.Urn),
            Parent = parent.Length > 0 ? parent : null,
            Ref = reference,
            Title = title,
            Text = text,
            IsAssessable = reader.Flag(item, "assessable"),
            Groups = reader.Texts(item, "implementation_groups"),
            Note = reader.Text(item, "annotation", UploadLimits.Text),
            Place = item.Place,
        };
    }

    private static string Holds(SourceNode objects)
    {
        var held = objects.Members.Where(member => !Frameworks.Contains(member.Key)).Select(member => Held.GetValueOrDefault(member.Key, $"`{Ui.FormText.Shortened(member.Key, 60)}`")).ToList();
        return held.Count == 0 ? "nothing" : string.Join(", ", held.Take(10));
    }
}
