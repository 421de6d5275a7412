using Tandem.Management.Frameworks;

namespace Tandem.Management.Tests.Frameworks;

/// <summary>The content of this repository, found from the test's own folder upwards.</summary>
internal static class Content
{
    private static readonly Lazy<FrameworkCatalogue> Loaded = new(() => FrameworkLoader.Load(Path.Combine(Root, "frameworks")));

    internal static FrameworkCatalogue Catalogue => Loaded.Value;

    internal static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var content = Path.Combine(folder.FullName, "content");
                if (File.Exists(Path.Combine(content, "frameworks", "index.json")))
                    return content;
            }
            throw new InvalidOperationException("content/frameworks not found above the test folder");
        }
    }

    /// <summary>A copy that a test may damage.</summary>
    internal static string Copy()
    {
        var target = Directory.CreateTempSubdirectory("tandem-content-").FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "frameworks"), "*.json"))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }
}
