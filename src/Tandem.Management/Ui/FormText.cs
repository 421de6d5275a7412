namespace Tandem.Management.Ui;

/// <summary>Words of forms and messages.</summary>
public static class FormText
{
    /// <summary>A message, which starts in lower case for logs and APIs, as a sentence for a page.</summary>
    public static string Sentence(string message) => message.Length == 0 ? message : char.ToUpperInvariant(message[0]) + message[1..];

    /// <summary>The beginning of a text; no character is cut in two, because half of one is no text and PostgreSQL takes none.</summary>
    public static string Start(string text, int most) => text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>A text that has room for so many characters; what is too long ends in an ellipsis.</summary>
    public static string Shortened(string text, int longest) => text.Length <= longest ? text : Start(text, longest - 1) + "…";

    /// <summary>The lines a person entered, without empty ones and repetitions.</summary>
    public static IReadOnlyList<string> Lines(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();

    /// <summary>The words a person entered separated by commas or lines.</summary>
    public static IReadOnlyList<string> Words(string? text) =>
        (text ?? "").Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
}
