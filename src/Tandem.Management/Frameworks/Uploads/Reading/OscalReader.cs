using System.Globalization;
using System.Text.RegularExpressions;
using Tandem.Management.Frameworks.External;

namespace Tandem.Management.Frameworks.Uploads.Reading;

/// <summary>A catalog of OSCAL 1.1 or 1.2: groups and controls, each with its parts, and parameters put into titles and texts.</summary>
internal sealed partial class OscalReader
{
    private static readonly HashSet<string> Kept = ["uuid", "metadata", "groups", "controls", "params"];

    private static readonly HashSet<string> KeptOfGroup = ["id", "title", "groups", "controls", "parts", "params", "props"];

    private static readonly HashSet<string> KeptOfControl = ["id", "title", "controls", "parts", "params", "props"];

    private readonly SourceReader _reader;
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private readonly List<ReadNode> _nodes = [];

    private OscalReader(SourceReader reader) => _reader = reader;

    internal static ReadFramework Read(SourceNode catalog, SourceReader reader)
    {
        reader.Ignore(catalog, Kept);
        var metadata = catalog.Find("metadata") ?? SourceNode.OfMap("catalog.metadata", 0, new Dictionary<string, SourceNode>());
        var name = reader.Needed(metadata, "title", UploadLimits.Short);
        var oscal = reader.Needed(metadata, "oscal-version", UploadLimits.Ref);
        if (oscal.Length > 0 && !oscal.StartsWith("1.1", StringComparison.Ordinal) && !oscal.StartsWith("1.2", StringComparison.Ordinal))
            reader.Problem(metadata, $"OSCAL `{oscal}` is not taken; upload 1.1 or 1.2");
        var content = new OscalReader(reader);
        content.CollectParameters(catalog);
        content.Parts(catalog, null);
        return new()
        {
            // A catalog's uuid is another one in each revision; its title is not.
            Urn = "oscal:" + NotInIdentifier().Replace(name.ToLowerInvariant(), "-").Trim('-') is { Length: <= UploadLimits.Urn } urn ? urn : "oscal",
            Number = Modified(metadata, reader),
            Format = FrameworkFormat.Oscal,
            Kind = FrameworkKind.ControlCatalogue,
            Ref = name.Length <= UploadLimits.Ref ? name : name[..UploadLimits.Ref],
            Name = name,
            Edition = reader.Text(metadata, "version", UploadLimits.Ref),
            Publisher = reader.Maps(metadata, "parties").Select(party => reader.Text(party, "name", UploadLimits.Short)).FirstOrDefault() ?? "",
            Locale = "",
            Copyright = "",
            Description = reader.Text(metadata, "remarks", UploadLimits.Text),
            Nodes = content._nodes,
        };
    }

    // Two revisions are told apart by the minute in which they were last changed: 202402150930.
    private static long Modified(SourceNode metadata, SourceReader reader)
    {
        if (DateTimeOffset.TryParse(reader.Text(metadata, "last-modified", UploadLimits.Ref), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return long.Parse(at.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        reader.Problem(metadata, "`last-modified` must be a time like 2024-02-15T09:30:00Z; it tells a later catalog from an earlier one");
        return 0;
    }

    private void CollectParameters(SourceNode node)
    {
        foreach (var parameter in _reader.Maps(node, "params"))
        {
            var values = parameter.Find("values") is { Items: [{ Text.Length: > 0 } first, ..] } ? first.Text : _reader.Text(parameter, "label", UploadLimits.Short);
            _parameters[_reader.Needed(parameter, "id", UploadLimits.Urn)] = values.Length > 0 ? values : "to be set";
        }
        foreach (var inner in _reader.Maps(node, "groups").Concat(_reader.Maps(node, "controls")))
            CollectParameters(inner);
    }

    private void Parts(SourceNode node, string? parent)
    {
        foreach (var group in _reader.Maps(node, "groups"))
            Add(group, parent, isControl: false);
        foreach (var control in _reader.Maps(node, "controls"))
            Add(control, parent, isControl: true);
    }

    private void Add(SourceNode node, string? parent, bool isControl)
    {
        if (_nodes.Count > UploadLimits.Nodes)
            return;
        _reader.Ignore(node, isControl ? KeptOfControl : KeptOfGroup);
        var id = isControl ? _reader.Needed(node, "id", UploadLimits.Urn) : _reader.Text(node, "id", UploadLimits.Urn);
        if (id.Length == 0)
            id = node.Path;
        var properties = _reader.Maps(node, "props").Select(property => (Name: _reader.Text(property, "name", UploadLimits.Ref), Value: _reader.Text(property, "value", UploadLimits.Text))).ToList();
        var label = properties.Find(property => property.Name == "label").Value;
        var text = Filled(string.Join('\n', Prose(node, 0)));
        if (text.Length > UploadLimits.Text)
            _reader.Problem(node, $"its parts have {text.Length} characters; at most {UploadLimits.Text} are taken");
        _nodes.Add(new()
        {
            Urn = id,
            Parent = parent,
            Ref = label is { Length: > 0 and <= UploadLimits.Ref } ? label : isControl && id.Length <= UploadLimits.Ref ? id : "",
            Title = Filled(_reader.Needed(node, "title", UploadLimits.Title)),
            Text = text,
            IsAssessable = isControl && !properties.Contains(("status", "withdrawn")),
            Place = node.Place,
        });
        Parts(node, id);
    }

    private IEnumerable<string> Prose(SourceNode node, int depth)
    {
        foreach (var part in _reader.Maps(node, "parts"))
        {
            var title = _reader.Text(part, "title", UploadLimits.Title);
            var prose = _reader.Text(part, "prose", UploadLimits.Text);
            if (title.Length + prose.Length > 0)
                yield return new string(' ', Math.Min(depth, 8) * 2) + string.Join(": ", new[] { title, prose }.Where(words => words.Length > 0));
            foreach (var inner in Prose(part, depth + 1))
                yield return inner;
        }
    }

    private string Filled(string text) => Insert().Replace(text, match => $"[{_parameters.GetValueOrDefault(match.Groups["id"].Value, match.Groups["id"].Value)}]");

    [GeneratedRegex(@"\{\{\s*insert:\s*param,\s*(?<id>[^\s{}]{1,300})\s*\}\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Insert();

    [GeneratedRegex(@"[^a-z0-9]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInIdentifier();
}
