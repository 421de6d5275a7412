using System.CommandLine;
using Tandem.Ledger.Verification;

namespace Tandem.Commands;

/// <summary><c>tandem fsck</c>: rebuilds tree and tiles from the segments and compares.</summary>
internal static class FsckCommand
{
    public static Command Create()
    {
        var log = new LogArguments();
        var rewrite = new Option<bool>("--rewrite-tiles") { Description = "write tiles and entry bundles again when they are all that is wrong; segments and checkpoint are never changed" };
        var json = new Option<bool>("--json") { Description = "print the report as JSON" };
        var command = new ExampleCommand("fsck", "Rebuild the tree and all tiles of a log from its segments and compare them with what is stored. Exit code 0 same, 1 different, 2 incomplete.",
            "tandem fsck data/gateway/ledger --key data/gateway/log.vkey")
        { rewrite, json };
        log.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            using var progress = new LineProgress(quiet: result.GetValue(json));
            var report = LedgerFsck.Check(log.Folder(result), log.Key(result), result.GetValue(rewrite), progress.Of<VerificationProgress>(step => (step.Bytes, step.TotalBytes)), cancellation);
            progress.End();
            Console.WriteLine(result.GetValue(json) ? ReportText.Json(report) : ReportText.Plain(report));
            return Task.FromResult((int)report.Verdict);
        });
        return command;
    }
}
