using Tandem.Gateway.Protocols.Json;

namespace Tandem.Gateway.Protocols;

/// <summary>A buffered answer that was read whole.</summary>
internal sealed class Answer
{
    private static readonly byte[] Null = "null"u8.ToArray();

    private readonly BodyText _body;

    internal Answer(BodyText body)
    {
        _body = body;
        Tokens = new TokenCounts(body.NumberOf(Meaning.InputTokens), body.NumberOf(Meaning.OutputTokens));
        Model = body.Find(Meaning.Model) is { } model ? body.StringOf(model) : null;
        FinishReason = body.Find(Meaning.FinishReason) is { } reason ? body.StringOf(reason) : null;
    }

    /// <summary>Every text, in the order of the body; what the model said and every other string.</summary>
    public IReadOnlyList<TextSegment> Segments => _body.Segments;

    /// <summary>Parts that will be passed on without inspection.</summary>
    public IReadOnlyList<UninspectedPart> Uninspected => _body.Uninspected;

    public TokenCounts Tokens { get; }

    /// <summary>The model as upstream names it; null when it names none.</summary>
    public string? Model { get; }

    /// <summary>Why upstream stopped, in the dialect's own word; null when it does not say.</summary>
    public string? FinishReason { get; }

    /// <summary>When the answer was made, seconds since 1970; null when it does not say.</summary>
    public long? Created => _body.NumberOf(Meaning.Created);

    /// <summary>The answer to release: the original bytes but for the changed texts; token probabilities, which would spell out what was removed, go with them.</summary>
    /// <param name="changes">New text in UTF-8 by <see cref="TextSegment.Number"/>.</param>
    /// <exception cref="ArgumentException">A change names no segment, or is no UTF-8.</exception>
    public byte[] Rewrite(IReadOnlyDictionary<int, byte[]> changes)
    {
        var edits = new List<BodyEdit>();
        if (changes.Count > 0)
        {
            foreach (var mark in _body.Marks)
            {
                if (mark.Meaning == Meaning.TokenDetail) edits.Add(new BodyEdit(mark.Start, mark.End, Null));
            }
        }

        return _body.Rewrite(changes, edits);
    }
}
