using Tandem.Gateway.Protocols.Json;

namespace Tandem.Gateway.Protocols;

/// <summary>A request body that was read whole: what it asks for and every text in it.</summary>
internal sealed class ParsedRequest
{
    private readonly BodyText _body;
    private readonly BodyMark? _model;

    internal ParsedRequest(BodyText body)
    {
        _body = body;
        _model = body.Find(Meaning.Model);
        Model = _model is { } model ? body.StringOf(model) : null;
        Stream = body.Find(Meaning.StreamFlag) is not null;
        EndUser = body.Find(Meaning.EndUser) is { } user ? body.StringOf(user) : null;
        Tools = [.. body.Marks.Where(mark => mark.Meaning == Meaning.OfferedTool).Select(body.StringOf)];
    }

    /// <summary>The model asked for; null when the body names none (answer 404 <c>MODEL_UNKNOWN</c>).</summary>
    public string? Model { get; }

    /// <summary>Whether the caller wants a stream.</summary>
    public bool Stream { get; }

    /// <summary>Every text, in the order of the body. The model's name and words of the dialect itself (<c>"role": "user"</c>) are not among them.</summary>
    public IReadOnlyList<TextSegment> Segments => _body.Segments;

    /// <summary>Names of the tools offered.</summary>
    public IReadOnlyList<string> Tools { get; }

    /// <summary>Parts that will be forwarded without inspection.</summary>
    public IReadOnlyList<UninspectedPart> Uninspected => _body.Uninspected;

    /// <summary>The person behind the application as the application names them; null when it does not.</summary>
    public string? EndUser { get; }

    /// <summary>The body to forward: the original bytes but for the changed texts and the model. Without changes it is the original.</summary>
    /// <param name="changes">New text in UTF-8 by <see cref="TextSegment.Number"/>.</param>
    /// <param name="upstreamModel">The model's name upstream; null or the name asked for leaves it.</param>
    /// <exception cref="ArgumentException">A change names no segment, or is no UTF-8.</exception>
    public byte[] Rewrite(IReadOnlyDictionary<int, byte[]> changes, string? upstreamModel)
    {
        var edits = new List<BodyEdit>();
        if (_model is { } model && upstreamModel is not null && upstreamModel != Model)
            edits.Add(new BodyEdit(model.Start, model.End, JsonQuote.Of(System.Text.Encoding.UTF8.GetBytes(upstreamModel))));
        return _body.Rewrite(changes, edits);
    }
}
