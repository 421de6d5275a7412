namespace Tandem.Inspection.Classification;

/// <summary>A text with what a detector must find in it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Expected">The part that must be found, or null when nothing may be found.</param>
internal sealed record DetectorExample(string Text, string? Expected)
{
    internal static DetectorExample Finds(string text, string expected) => new(text, expected);

    internal static DetectorExample Ignores(string text) => new(text, null);
}
