namespace Tandem.Inspection.Classification.Tokens;

/// <summary>Tells what documentation writes in the place of a secret.</summary>
internal static class Placeholder
{
    /// <summary>True when a value names itself an example or is a row of the alphabet.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> secret) =>
        secret.IndexOf("EXAMPLE"u8) >= 0 || secret.IndexOf("abcdefghijkl"u8) >= 0 || secret.IndexOf("xxxxxxxx"u8) >= 0 || secret.IndexOf("00000000000"u8) >= 0;
}
