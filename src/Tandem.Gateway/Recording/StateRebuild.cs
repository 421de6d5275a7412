using System.Security.Cryptography;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Records;
using Tandem.Ledger.Writing;

namespace Tandem.Gateway.Recording;

/// <summary>Brings the gateway's memory back from its log at start, and closes the decisions a crash left open.</summary>
internal sealed class StateRebuild
{
    private readonly GatewayOptions _options;
    private readonly byte[] _macKey;
    private readonly VerifierKey _logKey;
    private readonly Microsoft.Extensions.Logging.ILogger _logger;

    public StateRebuild(GatewayOptions options, byte[] macKey, VerifierKey logKey, Microsoft.Extensions.Logging.ILogger<StateRebuild> logger)
    {
        _options = options;
        _macKey = macKey;
        _logKey = logKey;
        _logger = logger;
    }

    /// <summary>Reads the state and completes every open decision with a <c>recovery</c> record.</summary>
    public async Task<GatewayState> RunAsync(IRecordLog log)
    {
        using var reader = LedgerReader.Open(_options.LedgerFolder, _logKey);
        var state = Fold(reader);
        if (state.Open.Count > 0) RecordingLog.Recovered(_logger, state.Open.Count);
        foreach (var open in state.Open.ToArray()) await log.AppendAsync(RecoveryDraft.For(reader.Read(open)));
        Fold(reader, state);
        Save(reader, state);
        return state;
    }

    /// <summary>Writes the snapshot for the next start, when the last request has ended.</summary>
    public void Save()
    {
        using var reader = LedgerReader.Open(_options.LedgerFolder, _logKey);
        Save(reader, Fold(reader));
    }

    private GatewayState Fold(LedgerReader reader)
    {
        var isThere = File.Exists(_options.StateFile);
        var state = isThere ? StateSnapshot.Load(_options.StateFile, _macKey, reader) : null;
        if (isThere && state is null) RecordingLog.SnapshotRefused(_logger);
        state ??= new GatewayState();
        var from = state.Next;
        Fold(reader, state);
        RecordingLog.Rebuilt(_logger, state.Next - from, state.Keys.Count);
        return state;
    }

    private static void Fold(LedgerReader reader, GatewayState state)
    {
        var count = reader.Count();
        if (state.Next >= count) return;
        // INVARIANT (who gets in): a key record counts only where the chain holds. The opening of the log checked its end, so the pointers that lead
        // there bind every record before it; without them, a changed record of an old segment could give a key other roles or take back a revocation.
        var previous = state.Next == 0 ? new string('0', 64) : HashOf(reader.Read(state.Next - 1));
        foreach (var record in reader.ReadFrom(state.Next).Take((int)Math.Min(count - state.Next, int.MaxValue)))
        {
            if (!string.Equals(record.Previous, previous, StringComparison.Ordinal))
                throw new LedgerOpenException("corrupt", "segments", record.Index, $"record {record.Index} does not continue the record before it; verify the log and restore the segment from a mirror");
            state.Apply(record);
            previous = HashOf(record);
        }
    }

    private static string HashOf(LedgerRecord record) => Convert.ToHexStringLower(SHA256.HashData(record.Json.Span));

    private void Save(LedgerReader reader, GatewayState state)
    {
        try
        {
            if (state.Next > 0) StateSnapshot.Save(_options.StateFile, _macKey, state, reader);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            RecordingLog.SnapshotNotWritten(_logger, exception);
        }
    }
}
