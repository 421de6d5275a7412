using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Hosting;
using Tandem.Ledger.Verification;
using Tandem.Management.Backup;

namespace Tandem.Commands;

/// <summary><c>tandem fsck</c>: rebuilds tree and tiles from the segments and compares; holds uploaded files against the database.</summary>
internal static class FsckCommand
{
    public static Command Create()
    {
        var log = new LogArguments();
        var rewrite = new Option<bool>("--rewrite-tiles") { Description = "write tiles and entry bundles again when they are all that is wrong; segments and checkpoint are never changed" };
        var json = new Option<bool>("--json") { Description = "print the report as JSON" };
        var files = new Option<string?>("--files") { Description = "management's data folder, to hold its uploaded files against its database too; for example data/management" };
        var database = new Option<string?>("--database") { Description = "with --files: connection string of management's database in PostgreSQL, when it is not in the data folder" };
        var command = new ExampleCommand("fsck", "Rebuild the tree and all tiles of a log from its segments and compare them with what is stored. Exit code 0 same, 1 different, 2 incomplete.",
            "tandem fsck data/gateway/ledger --key data/gateway/log.vkey")
        { rewrite, json, files, database };
        log.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            using var progress = new LineProgress(quiet: result.GetValue(json));
            var report = LedgerFsck.Check(log.Folder(result), log.Key(result), result.GetValue(rewrite), progress.Of<VerificationProgress>(step => (step.Bytes, step.TotalBytes)), cancellation);
            progress.End();
            var found = await CheckFilesAsync(result.GetValue(files), result.GetValue(database), cancellation);
            Console.WriteLine(result.GetValue(json) ? Json(report, found) : ReportText.Plain(report) + Plain(found));
            return (int)(found is { Problems.Count: > 0 } ? VerificationVerdict.Invalid : report.Verdict);
        });
        return command;
    }

    private static async Task<StoredFileFindings?> CheckFilesAsync(string? folder, string? database, CancellationToken cancellation) => folder is null ? null
        : !Directory.Exists(folder) ? throw new CommandException($"there is no folder `{folder}`; name management's data folder, for example data/management")
        : await StoredFiles.CheckAsync(folder, database, cancellation);

    private static string Json(VerificationReport report, StoredFileFindings? found)
    {
        if (found is null)
            return ReportText.Json(report);
        var both = new JsonObject { ["log"] = JsonNode.Parse(ReportText.Json(report)), ["files"] = JsonSerializer.SerializeToNode(found, JsonSerializerOptions.Web) };
        return both.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static string Plain(StoredFileFindings? found) => found is null ? "" : string.Create(
        CultureInfo.InvariantCulture, $"\n{(found.Problems.Count == 0 ? "VALID" : "INVALID")}  {found.Files} uploaded files, {found.Bytes} bytes{string.Concat(found.Problems.Select(problem => $"\n  {problem}"))}");
}
