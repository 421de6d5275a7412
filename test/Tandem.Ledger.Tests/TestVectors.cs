using System.Text.Json;

namespace Tandem.Ledger.Tests;

/// <summary>Finds the vectors in test/vectors of the source tree.</summary>
internal static class TestVectors
{
    private static readonly string Folder = Find(AppContext.BaseDirectory);

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    public static byte[] Bytes(params ReadOnlySpan<string> parts) => File.ReadAllBytes(PathOf(parts));

    public static JsonElement Json(params ReadOnlySpan<string> parts)
    {
        using var document = JsonDocument.Parse(Bytes(parts));
        return document.RootElement.Clone();
    }

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "test", "vectors");
            if (Directory.Exists(candidate))
                return candidate;
        }
        throw new DirectoryNotFoundException("test/vectors is not above the test's folder");
    }
}
