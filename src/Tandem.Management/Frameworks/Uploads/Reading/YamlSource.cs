using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tandem.Management.Frameworks.Uploads.Reading;

/// <summary>Reads YAML as plain data. INVARIANT (no bombs, no objects): anchors, aliases and tags are refused, so that a file cannot grow while it is read and makes nothing but texts, lists and maps.</summary>
internal sealed class YamlSource
{
    private readonly Parser _parser;

    private YamlSource(Parser parser) => _parser = parser;

    /// <exception cref="UnreadableFrameworkException">It is no YAML, or holds what is not taken.</exception>
    internal static SourceNode Read(string file)
    {
        try
        {
            using var text = new StringReader(file);
            var source = new YamlSource(new Parser(text));
            source._parser.Consume<StreamStart>();
            source._parser.Consume<DocumentStart>();
            var root = source.Value("", 1);
            source._parser.Consume<DocumentEnd>();
            if (!source._parser.Accept<StreamEnd>(out _))
                throw Refused(source._parser.Current!, "a second document begins; put each into a file of its own");
            return root;
        }
        catch (YamlException problem)
        {
            throw new UnreadableFrameworkException(string.Create(CultureInfo.InvariantCulture, $"line {problem.Start.Line}: not valid YAML: {problem.Message}"), problem);
        }
    }

    private SourceNode Value(string place, int depth)
    {
        if (_parser.Accept<AnchorAlias>(out var alias))
            throw Refused(alias, "an alias (`*name`) is not taken; write the value out");
        if (!_parser.Accept<NodeEvent>(out var node))
            throw Refused(_parser.Current!, "a value is expected");
        if (!node.Anchor.IsEmpty)
            throw Refused(node, "an anchor (`&name`) is not taken; write each value out");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            throw Refused(node, "a tag (`!name`) is not taken; leave it out");
        if (depth > UploadLimits.Nesting)
            throw Refused(node, $"more than {UploadLimits.Nesting} levels; flatten the file");
        var line = (int)node.Start.Line;
        return node switch
        {
            Scalar => ScalarOf(place, line, _parser.Consume<Scalar>()),
            SequenceStart => List(place, line, depth),
            MappingStart => Map(place, line, depth),
            _ => throw Refused(node, "a value is expected"),
        };
    }

    private static SourceNode ScalarOf(string place, int line, Scalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" } ? SourceNode.OfNothing(place, line) : SourceNode.OfText(place, line, scalar.Value);

    private SourceNode List(string place, int line, int depth)
    {
        _parser.Consume<SequenceStart>();
        var items = new List<SourceNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Value(string.Create(CultureInfo.InvariantCulture, $"{place}[{items.Count}]"), depth + 1));
        return SourceNode.OfList(place, line, items);
    }

    private SourceNode Map(string place, int line, int depth)
    {
        _parser.Consume<MappingStart>();
        var members = new Dictionary<string, SourceNode>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = _parser.Current!;
            var key = Value(place, depth + 1);
            if (key.Kind != SourceKind.Text)
                throw Refused(at, "a name is expected before the colon");
            if (!members.TryAdd(key.Text, Value(place.Length == 0 ? key.Text : $"{place}.{key.Text}", depth + 1)))
                throw Refused(_parser.Current!, $"`{Ui.FormText.Shortened(key.Text, 60)}` is named twice; keep one of them");
        }
        return SourceNode.OfMap(place, line, members);
    }

    private static UnreadableFrameworkException Refused(ParsingEvent at, string why) => new(string.Create(CultureInfo.InvariantCulture, $"line {at.Start.Line}: {why}"));
}
