using System.Globalization;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>Checks which files a bundle has and how large they are, before any is read.</summary>
internal static class BundleFiles
{
    private static readonly string[] Required = ["bundle.json", "inventory.json", "classes.json", "upstreams.json", "routes.json"];

    public static void Check(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, ProblemList problems)
    {
        if (files.Count > BundleLimits.MaxFiles)
            problems.Add(".", string.Create(CultureInfo.InvariantCulture, $"bundle has {files.Count} files; at most {BundleLimits.MaxFiles} are allowed, merge some"));
        if (files.Values.Sum(content => (long)content.Length) > BundleLimits.MaxBundleBytes)
            problems.Add(".", "bundle is larger than 16 MiB; shorten it");
        foreach (var name in Required)
        {
            if (!files.ContainsKey(name))
                problems.Add(name, "file is missing; add it");
        }

        if (!files.Keys.Any(IsRules))
            problems.Add("rules", "bundle has no file of rules; add rules/NAME.json");
        foreach (var (path, content) in files)
        {
            if (!IsKnown(path))
                problems.Add(path, path.StartsWith("detectors/", StringComparison.Ordinal)
                    ? "detectors of a bundle are known but not carried out by this version; remove the file"
                    : "file does not belong to a bundle; remove it");
            else if (content.Length > BundleLimits.MaxFileBytes)
                problems.Add(path, "file is larger than 1 MiB; split it");
        }
    }

    public static bool IsRules(string path) => IsJsonIn("rules/", path);

    public static bool IsTests(string path) => IsJsonIn("tests/", path);

    private static bool IsKnown(string path) =>
        Required.Contains(path) || path is PolicyBundle.SignaturesFile or "README.md" || IsRules(path) || IsTests(path);

    private static bool IsJsonIn(string folder, string path) =>
        path.Length <= BundleLimits.MaxPathLength
        && path.StartsWith(folder, StringComparison.Ordinal)
        && path.EndsWith(".json", StringComparison.Ordinal)
        && TextShape.Name.Accepts(path[folder.Length..]);
}
