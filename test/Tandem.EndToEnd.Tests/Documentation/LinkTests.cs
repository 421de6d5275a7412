using System.Text.RegularExpressions;
using Tandem.EndToEnd.Tests.Hosting;

namespace Tandem.EndToEnd.Tests.Documentation;

/// <summary>What the documents point at exists.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void RelativeLinks_LeadSomewhere()
    {
        var broken = new List<string>();
        var links = 0;
        foreach (var document in Documents())
        {
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                var target = link.Groups["target"].Value.Split('#')[0];
                if (target.Length is 0 || target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
                    continue;
                links++;
                if (!Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target)))
                    broken.Add($"{Path.GetRelativePath(BuildPaths.Repository, document)} -> {target}");
            }
        }

        Assert.Empty(broken);
        Assert.True(links > 50, $"only {links} links were found, so documents were not read");
    }

    private static IEnumerable<string> Documents() => Directory.EnumerateFiles(BuildPaths.Repository, "*.md", SearchOption.AllDirectories)
        .Where(path => !path.Contains("node_modules", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
