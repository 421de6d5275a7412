using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Policy;

/// <summary>Bundles of the repository as files: the starter bundle, a small good one, and bad ones that each differ from it by one mistake.</summary>
internal static class BundleFolder
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static string Repository { get; } = FindRepository();

    private static string Bundles { get; } = Path.Combine(Repository, "test", "Tandem.Inspection.Tests", "Policy", "Bundles");

    public static string BadFolder { get; } = Path.Combine(Bundles, "bad");

    public static Dictionary<string, ReadOnlyMemory<byte>> Starter() => Read(Path.Combine(Repository, "content", "policy-starter"));

    public static Dictionary<string, ReadOnlyMemory<byte>> Good() => Read(Path.Combine(Bundles, "good"));

    public static string FormatPage() => File.ReadAllText(Path.Combine(Repository, "docs", "formats", "policy-bundle.md"));

    /// <summary>The good bundle with the files of a bad one in place of its own; <c>expected.txt</c> is not among them.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>> Bad(string name)
    {
        var files = Good();
        foreach (var (path, content) in Read(Path.Combine(BadFolder, name)))
            files[path] = content;
        files.Remove("expected.txt");
        return files;
    }

    public static PolicyBundle Load(Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        var result = PolicyBundle.Load(files, Now);
        Assert.Equal([], result.Problems);
        return result.Bundle!;
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
            path => new ReadOnlyMemory<byte>(File.ReadAllBytes(path)),
            StringComparer.Ordinal);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tandem.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder.FullName;
    }
}
