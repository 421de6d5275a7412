using System.Runtime.InteropServices;

namespace Tandem.Gateway.Protocols.Sse;

/// <summary>One line of an event: where its content, its field's value and its line ending lie in the raw bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SseLine(Range Content, Range Value, Range Whole)
{
    public bool IsBlank => Content.Start.Value == Content.End.Value;

    /// <summary>True when the line's field has this name.</summary>
    public bool Is(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> field)
    {
        var content = raw[Content];
        return content.StartsWith(field) && (content.Length == field.Length || content[field.Length] == ':');
    }
}
