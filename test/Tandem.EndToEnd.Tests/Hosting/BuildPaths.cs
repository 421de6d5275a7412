using System.Reflection;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>Where the build put the executable, the JavaScript clients and what the tests leave for a reader (screenshots).</summary>
internal static class BuildPaths
{
    public static string Executable => Value("TandemExecutable");
    public static string Clients => Value("ClientsFolder");
    public static string Repository => Value("RepositoryFolder");

    public static string Artifacts(string name)
    {
        var folder = Path.Combine(Value("ArtifactsFolder"), name);
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static string Value(string key) => typeof(BuildPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value
        ?? throw new InvalidOperationException($"the build did not set `{key}`");
}
