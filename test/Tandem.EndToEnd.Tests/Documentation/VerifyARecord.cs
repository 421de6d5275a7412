using System.Globalization;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests.Documentation;

/// <summary>The script that the documents give to strangers does what they say, with nothing of ours.</summary>
[Collection(DemoCollection.Name)]
public sealed class VerifyARecord(DemoFixture fixture)
{
    [Fact]
    public async Task Script_AcceptsARecord_AndRefusesAChangedOne()
    {
        using var folder = new TemporaryFolder("tandem-record");
        var script = Path.Combine(folder.Path, "verify-record.sh");
        await File.WriteAllTextAsync(script, ScriptOf(Path.Combine(BuildPaths.Repository, "docs", "formats", "verify-a-record.md")), TestContext.Current.CancellationToken);
        var proof = Path.Combine(folder.Path, "proof");
        var lines = await LogLines.AllAsync(fixture.Demo);
        var index = lines.FindIndex(line => line.Contains("\"kind\":\"outcome\"", StringComparison.Ordinal));
        await LogLines.WaitForCheckpointAsync(fixture.Demo, index);
        var prove = await ProgramRun.Tandem("prove", fixture.Demo.GatewayLedger, "--key", fixture.Demo.GatewayLogKey, "--index", index.ToString(CultureInfo.InvariantCulture), "--out", proof);
        Assert.True(prove.ExitCode is 0, prove.ToString());

        var accepted = await ProgramRun.Of("sh", [script, proof, fixture.Demo.GatewayLogKey]);
        var entry = Path.Combine(proof, "entry.note");
        await File.WriteAllTextAsync(entry, (await File.ReadAllTextAsync(entry, TestContext.Current.CancellationToken)).Replace("\"kind\":\"outcome\"", "\"kind\":\"outcomf\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var refused = await ProgramRun.Of("sh", [script, proof, fixture.Demo.GatewayLogKey]);

        Assert.True(accepted.ExitCode is 0, accepted.ToString());
        Assert.Contains(lines[index], accepted.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, refused.ExitCode);
    }

    private static string ScriptOf(string document)
    {
        var text = File.ReadAllText(document);
        var start = text.IndexOf("```sh\n", StringComparison.Ordinal) + "```sh\n".Length;
        return text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)] + "\n";
    }
}
