using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Policy.Loading;

/// <summary>One folder per kind of mistake: the files that differ from the good bundle, and every problem that must be reported.</summary>
public sealed class BadBundleTests
{
    public static TheoryData<string> Names() =>
        [.. Directory.EnumerateDirectories(BundleFolder.BadFolder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_BadBundle_ReportsExactlyTheExpectedProblems(string name)
    {
        var expected = File.ReadAllLines(Path.Combine(BundleFolder.BadFolder, name, "expected.txt"));

        var result = PolicyBundle.Load(BundleFolder.Bad(name), BundleFolder.Now, new BundleLoadOptions { RunTests = true, GatewayVersion = new Version(1, 0, 0) });

        Assert.Null(result.Bundle);
        Assert.Equal(expected, result.Problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_BadBundle_SpeaksInOneLineThatSaysWhatToDo(string name)
    {
        var result = PolicyBundle.Load(BundleFolder.Bad(name), BundleFolder.Now, new BundleLoadOptions { RunTests = true, GatewayVersion = new Version(1, 0, 0) });

        Assert.All(result.Problems, problem =>
        {
            Assert.Matches(@"\A[a-z`0-9][^\r\n]*[;,] [^\r\n]*[^.\r\n]\z", problem.Message);
        });
    }
}
