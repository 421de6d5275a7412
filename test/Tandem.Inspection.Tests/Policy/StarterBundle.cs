using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Policy;

/// <summary>The starter bundle of the repository, as files and loaded.</summary>
internal static class StarterBundle
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static Dictionary<string, ReadOnlyMemory<byte>> Files()
    {
        var folder = Folder();
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
            path => new ReadOnlyMemory<byte>(File.ReadAllBytes(path)),
            StringComparer.Ordinal);
    }

    public static PolicyBundle Load()
    {
        var result = PolicyBundle.Load(Files(), Now);
        Assert.Equal([], result.Problems);
        return result.Bundle!;
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tandem.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        return Path.Combine(folder.FullName, "content", "policy-starter");
    }
}
