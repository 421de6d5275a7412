using System.CommandLine;
using Tandem.Backups;
using Tandem.Ledger.Verification;

namespace Tandem.Commands;

/// <summary><c>tandem restore</c>: a backup into an empty folder, proved there. Exit code 0 valid, 1 invalid, 2 incomplete.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var backup = new Argument<string>("backup") { Description = "the archive that `tandem backup` wrote" };
        var to = new Option<string>("--to") { Description = "the data folder to make; must be empty or not exist", Required = true };
        var keys = new Option<string?>("--keys") { Description = "the archive of the secret keys" };
        var database = new Option<string?>("--database") { Description = "connection string of an empty PostgreSQL database, for a backup that holds one; needs pg_restore" };
        var command = new ExampleCommand("restore", "Restore a backup into an empty folder and prove it: every hash, both logs, the history against its log. Exit code 0 valid, 1 invalid and nothing restored, 2 something must be added.",
            "tandem restore tandem-20261121T090000Z.tar --to /var/lib/tandem --keys tandem-keys.tar")
        { backup, to, keys, database };
        command.SetAction(async (result, cancellation) =>
        {
            using var progress = new LineProgress(quiet: false);
            var restored = await new RestoreBackup(Path.GetFullPath(result.GetRequiredValue(backup)), result.GetValue(keys) is { } named ? Path.GetFullPath(named) : null, result.GetValue(database), TimeProvider.System)
                .RunAsync(result.GetRequiredValue(to), progress.Of<(long Done, long Total)>(step => step), cancellation);
            progress.End();
            Print(restored, result.GetRequiredValue(to));
            return (int)restored.Verdict;
        });
        return command;
    }

    private static void Print(RestoredBackup restored, string target)
    {
        Console.WriteLine(restored.Verdict switch
        {
            VerificationVerdict.Valid => $"VALID  restored into {target}",
            VerificationVerdict.Incomplete => $"INCOMPLETE  restored into {target}; before the first start something must be added",
            _ => "INVALID  nothing was restored",
        });
        foreach (var proof in restored.Proofs)
            Console.WriteLine($"  proved       {proof}");
        foreach (var problem in restored.Problems)
            Console.WriteLine($"  problem      {problem}");
        foreach (var missing in restored.Missing)
            Console.WriteLine($"  missing      {missing}");
    }
}
