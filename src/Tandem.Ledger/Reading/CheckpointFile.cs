using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Segments;

namespace Tandem.Ledger.Reading;

/// <summary>Reading the file `checkpoint`.</summary>
internal static class CheckpointFile
{
    /// <summary>The checkpoint; null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged, of another log or not signed by the log key.</exception>
    public static SignedCheckpoint? Read(string log, VerifierKey logKey)
    {
        var path = Path.Combine(log, LedgerFiles.Checkpoint);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            var checkpoint = SignedCheckpoint.Parse(bytes);
            if (checkpoint.Verify(logKey)) return checkpoint;
            throw new InvalidDataException(checkpoint.Checkpoint.Origin == logKey.Name
                ? $"the checkpoint is not signed by `{logKey}`; restore the file or use the log's key"
                : $"the checkpoint is of `{checkpoint.Checkpoint.Origin}`, not of `{logKey.Name}`; use the log's key");
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"the checkpoint is no signed checkpoint ({exception.Message}); restore the file from a mirror", exception);
        }
    }
}
