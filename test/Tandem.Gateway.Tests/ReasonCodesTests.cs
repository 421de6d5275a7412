using System.Reflection;

namespace Tandem.Gateway.Tests;

/// <summary>The list of codes and the page that explains them.</summary>
public sealed class ReasonCodesTests
{
    [Fact]
    public void ReasonCodes_HaveOneSectionEachInTheDocument()
    {
        var codes = typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);
        var sections = File.ReadLines(Path.Combine(Repository(), "docs", "errors.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).Order(StringComparer.Ordinal);

        Assert.Equal(codes, sections);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tandem.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the repository is not above the test's folder");
        return folder;
    }
}
