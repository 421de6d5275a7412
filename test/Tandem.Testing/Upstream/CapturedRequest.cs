using System.Text;

namespace Tandem.Testing.Upstream;

/// <summary>One request as an upstream received it.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">Header values by lower-case name.</param>
/// <param name="Body">The body's bytes.</param>
public sealed record CapturedRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
