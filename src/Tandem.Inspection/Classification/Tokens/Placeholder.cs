namespace Tandem.Inspection.Classification.Tokens;

/// <summary>Tells what documentation writes in the place of a secret.</summary>
internal static class Placeholder
{
    /// <summary>
    /// True when a value is a row of one character, of the alphabet, or of the word EXAMPLE. The word once is not enough: published example keys
    /// (<c>AKIAIOSFODNN7EXAMPLE</c>) have the form of real ones, and a word that anybody can write must not be a way past inspection.
    /// </summary>
    internal static bool IsIn(ReadOnlySpan<byte> secret) =>
        secret.IndexOf("EXAMPLEEXAMPLE"u8) >= 0 || secret.IndexOf("abcdefghijkl"u8) >= 0 || secret.IndexOf("xxxxxxxx"u8) >= 0 || secret.IndexOf("00000000000"u8) >= 0;
}
