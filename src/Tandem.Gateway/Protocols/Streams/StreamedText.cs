namespace Tandem.Gateway.Protocols.Streams;

/// <summary>A channel and where its text stands in the dialect's events.</summary>
/// <param name="Owner">Index of the choice (OpenAI) or of the content block (Anthropic).</param>
/// <param name="Place">Names and positions below the owner, as the last piece had them.</param>
/// <param name="Channel">The text.</param>
internal sealed record StreamedText(long Owner, TextPlace Place, TextChannel Channel)
{
    /// <summary>True once the owner ended: nothing is held any more.</summary>
    public bool IsEnded { get; set; }
}
