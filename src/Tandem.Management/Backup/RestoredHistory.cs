using System.Data.Common;
using Tandem.Ledger.Verification;
using Tandem.Management.History;

namespace Tandem.Management.Backup;

/// <summary>Proves a restored history: every row of the database against the log, and every record of the log against the database.</summary>
public static class RestoredHistory
{
    /// <summary>Compares; changes nothing, and needs no secret key.</summary>
    /// <param name="dataFolder">Management's restored data folder.</param>
    /// <param name="postgres">Connection string of a database in PostgreSQL; null for the file in the data folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<HistoryFindings> CompareAsync(string dataFolder, string? postgres, TimeProvider time, CancellationToken cancellation)
    {
        await using var restored = RestoredDatabase.Open(dataFolder, postgres);
        try
        {
            return await new HistoryComparison(restored.Context, ManagementCopy.LedgerFolder(dataFolder), ManagementCopy.VerifierKeyFile(dataFolder), time).RunAsync(VerificationMode.Full, null, null, cancellation);
        }
        catch (DbException failure)
        {
            return new(time.GetUtcNow(), 0, 0, 1, [new(null, $"the history cannot be read from the database: {failure.Message}; restore with the version of the program that made the backup")]);
        }
    }
}
