using Tandem.Inspection.Policy.Testing;

namespace Tandem.Inspection.Tests.Policy.Testing;

public sealed class BundleTestsTests
{
    [Fact]
    public void Run_CasesThatHold_Pass()
    {
        var result = Assert.Single(BundleTests.Run(BundleFolder.Load(BundleFolder.Good())));

        Assert.True(result.Passed);
        Assert.Equal(("tests/base.json", 3, "everything passes", ""), (result.File, result.Line, result.Name, result.Message));
    }

    [Theory]
    [InlineData("\"effect\": \"block\"", "effect is allow and not block")]
    [InlineData("\"effect\": \"allow\", \"rules\": [\"open@2\"]", "rules are [open] and not [open@2]")]
    [InlineData("\"effect\": \"allow\", \"rules\": [\"open\", \"other\"]", "rules are [open] and not [open, other]")]
    [InlineData("\"effect\": \"allow\", \"reasons\": []", "reasons are [OPEN] and not []")]
    [InlineData("\"effect\": \"allow\", \"classes\": [\"fin.\"]", "classes are [] and not [fin.]")]
    public void Run_CaseThatDoesNotHold_SaysWhatCameOut(string expectation, string message)
    {
        var files = BundleFolder.Good();
        files["tests/base.json"] = System.Text.Encoding.UTF8.GetBytes(
            "{ \"tests\": [ { \"name\": \"n\", \"phase\": \"request\", \"facts\": {}, \"expect\": { " + expectation + " } } ] }");

        var result = Assert.Single(BundleTests.Run(BundleFolder.Load(files)));

        Assert.False(result.Passed);
        Assert.Equal(message, result.Message);
    }

    [Fact]
    public void Run_EvaluationError_FailsTheCase()
    {
        var files = SampleBundle.Files(new SampleRule("open", "allow", "true"), new SampleRule("shut", "block", "tools[0] == 'x'"));
        files["tests/base.json"] = """
            { "tests": [ { "name": "n", "phase": "request", "facts": {}, "expect": { "effect": "block" } } ] }
            """u8.ToArray();

        var result = Assert.Single(BundleTests.Run(BundleFolder.Load(files)));

        Assert.False(result.Passed);
        Assert.StartsWith("error shut@1: index is outside the list", result.Message, StringComparison.Ordinal);
    }
}
