using System.CommandLine;
using Tandem.Hosting;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Verification;

namespace Tandem.Commands;

/// <summary><c>tandem verify</c>: checks a whole log offline, with the public key alone. Exit code 0 valid, 1 invalid, 2 incomplete.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var log = new LogArguments();
        var structure = new Option<bool>("--structure") { Description = "check chain, tree and checkpoint only, not every signature (faster)" };
        var held = new Option<string>("--held") { Description = "a file with a checkpoint of this log that you kept earlier: verify also that the log still continues it" };
        var json = new Option<bool>("--json") { Description = "print the report as JSON" };
        var command = new ExampleCommand("verify", "Check a log offline: every byte, the chain, the tree, the checkpoint and every signature. Exit code 0 valid, 1 invalid, 2 incomplete.",
            "tandem verify data/gateway/ledger --key data/gateway/log.vkey")
        { structure, held, json };
        log.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            var mode = result.GetValue(structure) ? VerificationMode.Structure : VerificationMode.Full;
            var (folder, key, kept) = (log.Folder(result), log.Key(result), result.GetValue(held));
            using var progress = new LineProgress(quiet: result.GetValue(json));
            var steps = progress.Of<VerificationProgress>(step => (step.Bytes, step.TotalBytes));
            var report = kept is null ? LedgerVerification.Verify(folder, key, mode, steps, cancellation) : LedgerVerification.Verify(folder, key, mode, Held(kept, key), steps, cancellation);
            progress.End();
            Console.WriteLine(result.GetValue(json) ? ReportText.Json(report) : ReportText.Plain(report));
            return Task.FromResult((int)report.Verdict);
        });
        return command;
    }

    private static SignedCheckpoint Held(string file, VerifierKey key)
    {
        try
        {
            var held = SignedCheckpoint.Parse(File.ReadAllBytes(file));
            return held.Verify(key) ? held : throw new CommandException($"the checkpoint in `{file}` is not signed by `{key}`; take one that you kept from this log");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NoteFormatException)
        {
            throw new CommandException($"`{file}` cannot be read as a checkpoint: {error.Message}; it is a copy of the file `checkpoint` of the log's folder");
        }
    }
}
