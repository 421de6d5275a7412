using System.CommandLine;
using Tandem.Ledger.Verification;

namespace Tandem.Commands;

/// <summary><c>tandem verify</c>: checks a whole log offline, with the public key alone. Exit code 0 valid, 1 invalid, 2 incomplete.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var log = new LogArguments();
        var structure = new Option<bool>("--structure") { Description = "check chain, tree and checkpoint only, not every signature (faster)" };
        var json = new Option<bool>("--json") { Description = "print the report as JSON" };
        var command = new ExampleCommand("verify", "Check a log offline: every byte, the chain, the tree, the checkpoint and every signature. Exit code 0 valid, 1 invalid, 2 incomplete.",
            "tandem verify data/gateway/ledger --key data/gateway/log.vkey")
        { structure, json };
        log.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            var mode = result.GetValue(structure) ? VerificationMode.Structure : VerificationMode.Full;
            using var progress = new LineProgress(quiet: result.GetValue(json));
            var report = LedgerVerification.Verify(log.Folder(result), log.Key(result), mode, progress.Of<VerificationProgress>(step => (step.Bytes, step.TotalBytes)), cancellation);
            progress.End();
            Console.WriteLine(result.GetValue(json) ? ReportText.Json(report) : ReportText.Plain(report));
            return Task.FromResult((int)report.Verdict);
        });
        return command;
    }
}
