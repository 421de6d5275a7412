using System.Runtime.InteropServices;
using System.Text;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>One step of the way to a value: a member's name, or the position of an element.</summary>
/// <param name="Name">The decoded name; null for an element.</param>
/// <param name="Position">Position of the element.</param>
/// <param name="Known">Whether a table knows the name; names that none knows may hold anything and are never shown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BodyStep(ReadOnlyMemory<byte>? Name, int Position, bool Known)
{
    /// <summary>The way as people read it; unknown names stand as <c>?</c>.</summary>
    public static string PathOf(IReadOnlyList<BodyStep> steps)
    {
        var path = new StringBuilder();
        foreach (var step in steps)
        {
            if (step.Name is not { } name) path.Append('[').Append(step.Position).Append(']');
            else path.Append(path.Length == 0 ? "" : ".").Append(step.Known ? Encoding.UTF8.GetString(name.Span) : "?");
        }

        return path.ToString();
    }
}
