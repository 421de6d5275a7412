using System.CommandLine;
using System.Globalization;
using Tandem.Hosting;
using Tandem.Ledger.Hammering;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Signing;
using Tandem.Ledger.Writing;

namespace Tandem.Commands;

/// <summary><c>tandem hammer</c>: puts load on a log of its own and checks that every acknowledged record is there and has its proof.</summary>
internal static class HammerCommand
{
    private const string Origin = "tandem/hammer";

    public static Command Create()
    {
        var folder = new Option<string>("--log") { Description = "folder of a new log; must be empty or missing", Required = true };
        var callers = new Option<int>("--callers") { Description = "callers that append at the same time, 1 to 4096", DefaultValueFactory = _ => 64 };
        var records = new Option<long>("--records") { Description = "records to append in all", DefaultValueFactory = _ => 100_000 };
        var commit = new Option<int>("--commit-timeout-ms") { Description = "longest time in milliseconds that a record may take to be durable", DefaultValueFactory = _ => 10_000 };
        var acknowledged = new Option<string?>("--acknowledged") { Description = "file that receives `index id` of each record as it is acknowledged; what it holds when the process is killed must be in the log" };
        var command = new ExampleCommand("hammer", "Append to a log of its own with many callers, then read every acknowledged record back and prove it. Exit code 1 when one is lost.",
            "tandem hammer --log /var/tmp/hammer --records 100000 --callers 64")
        { folder, callers, records, commit, acknowledged };
        command.SetAction(async (result, cancellation) =>
        {
            var place = result.GetRequiredValue(folder);
            if (Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any())
                throw new CommandException($"`{place}` is not empty; name a new folder, a log with evidence is never hammered");
            if (result.GetValue(callers) is < 1 or > 4_096 || result.GetValue(records) < 1 || result.GetValue(commit) < 1)
                throw new CommandException("--callers must lie between 1 and 4096, --records and --commit-timeout-ms above 0");
            using var signer = new NoteSigner(Origin, Ed25519PrivateKey.Generate());
            Directory.CreateDirectory(place);
            var log = new LedgerWriterOptions { Folder = place, Origin = Origin, Writer = "hammer", LogSigner = signer, CommitTimeout = TimeSpan.FromMilliseconds(result.GetValue(commit)) };
            await using var receipts = result.GetValue(acknowledged) is { } file ? new StreamWriter(file) : null;
            var outcome = await LedgerHammer.RunAsync(log, new HammerOptions { Callers = result.GetValue(callers), Count = result.GetValue(records), Acknowledged = receipts }, cancellation);
            Console.WriteLine(Text(outcome));
            return outcome.Lost is 0 ? 0 : 1;
        });
        return command;
    }

    private static string Text(HammerResult result) => string.Join(Environment.NewLine,
        (string[])
        [
            string.Create(CultureInfo.InvariantCulture, $"acknowledged {result.Acknowledged}, refused {result.Refused}, lost {result.Lost}"),
            string.Create(CultureInfo.InvariantCulture, $"{result.RecordsPerSecond:F0} records/s over {result.Elapsed.TotalSeconds:F2} s, signatures by {Ed25519.ProviderName}"),
            string.Create(CultureInfo.InvariantCulture, $"append to receipt: p50 {result.Latency.P50.TotalMilliseconds:F2} ms, p90 {result.Latency.P90.TotalMilliseconds:F2}, p99 {result.Latency.P99.TotalMilliseconds:F2}, p99.9 {result.Latency.P999.TotalMilliseconds:F2}, longest {result.Latency.Maximum.TotalMilliseconds:F2}"),
            .. result.Problems,
        ]);
}
