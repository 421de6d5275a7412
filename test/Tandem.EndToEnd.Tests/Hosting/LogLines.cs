using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>The JSON lines of a log, read as any outsider could.</summary>
internal static class LogLines
{
    public static Task<List<string>> AllAsync(RunningDemo demo) => AllAsync(demo.GatewayLedger, demo.GatewayLogKey);

    public static async Task<List<string>> AllAsync(string folder, string keyFile)
    {
        using var reader = LedgerReader.Open(folder, VerifierKey.Parse((await File.ReadAllTextAsync(keyFile)).Trim()));
        return [.. reader.ReadFrom(0).Select(record => System.Text.Encoding.UTF8.GetString(record.Json.Span))];
    }

    /// <summary>Waits until a checkpoint covers the record; one follows within about a second on a machine that has time.</summary>
    public static async Task WaitForCheckpointAsync(RunningDemo demo, long index)
    {
        using var reader = LedgerReader.Open(demo.GatewayLedger, VerifierKey.Parse((await File.ReadAllTextAsync(demo.GatewayLogKey)).Trim()));
        for (var tries = 0; tries < 2400; tries++)
        {
            if (reader.LatestCheckpoint() is { } checkpoint && checkpoint.Checkpoint.Size > index)
                return;
            await Task.Delay(50);
        }

        Assert.Fail($"no checkpoint covers record {index}");
    }
}
