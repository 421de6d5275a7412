using System.Text.Json;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>Runs one of the official JavaScript clients and returns what the application saw.</summary>
internal static class JavaScriptClient
{
    public static async Task<JsonElement> RunAsync(string script, object task)
    {
        var run = await ProgramRun.Of("node", [Path.Combine(BuildPaths.Clients, script), JsonSerializer.Serialize(task)]);
        Assert.True(run.ExitCode is 0, run.ToString());
        return JsonSerializer.Deserialize<JsonElement>(run.Output);
    }
}
