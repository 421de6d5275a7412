namespace Tandem.MockLlm;

/// <summary>What the mock says: the words of its answer, cut into the pieces a stream sends, or a call of the first tool on offer.</summary>
internal sealed record MockAnswer(IReadOnlyList<string> Pieces, string? ToolName, IReadOnlyList<string> ToolArgumentPieces)
{
    /// <summary>A published example key of a cloud provider's documentation; it opens nothing.</summary>
    private static readonly string[] LeakedKey = ["AKIAIOS", "FODNN7EX", "AMPLE"];

    private const int LongestQuote = 2_000;

    public string Text => string.Concat(Pieces);

    public string ToolArguments => string.Concat(ToolArgumentPieces);

    public int OutputTokens => Math.Max(1, (Text.Length + ToolArguments.Length) / 4);

    public static MockAnswer To(MockRequest request, MockLlmOptions options)
    {
        if (options.Leak is MockLeak.ToolArguments)
            return new MockAnswer([], request.ToolName ?? "send", ["{\"key\":\"", .. LeakedKey, "\"}"]);
        if (request.CallsTool && options.Leak is MockLeak.None)
            return new MockAnswer([], request.ToolName, [.. request.ToolArguments.Chunk(8).Select(chunk => new string(chunk))]);

        // The answer quotes the question, so that a reader sees what reached the model after the gateway's work.
        var quoted = request.LastUserText.Length > LongestQuote ? request.LastUserText[..LongestQuote] + "…" : request.LastUserText;
        var words = options.Events > 0
            ? Enumerable.Range(0, options.Events).Select(i => FormattableString.Invariant($"word{i} and ")).ToList()
            : Words(request.EndsWithToolResult ? "Thank you, the tool has answered." : $"This is the mock model. It was asked: {quoted}");
        if (options.Leak is MockLeak.Text)
            words.InsertRange(words.Count / 2, ["Use ", .. LeakedKey, " now. "]);
        return new MockAnswer(words, null, []);
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i - 1] != ' ')
                continue;
            words.Add(text[start..i]);
            start = i;
        }

        words.Add(text[start..]);
        return words;
    }
}
