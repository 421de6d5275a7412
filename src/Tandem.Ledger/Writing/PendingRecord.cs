using Tandem.Ledger.Merkle;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Records;

namespace Tandem.Ledger.Writing;

/// <summary>A record that has its place in the chain and is on its way to the disk. Signed on the thread pool, in any order.</summary>
internal sealed class PendingRecord(long index, DateTimeOffset time, byte[] line, byte[] lineHash, NoteSigner signer, RecordKey? recordKey, SpareSegment? newSegment) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource<RecordReceipt> _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private bool _isSigned; // guarded by _gate
    private Exception? _failure;

    public long Index { get; } = index;

    /// <summary>SHA-256 of the JSON line: the next record's `prev`.</summary>
    public byte[] LineHash { get; } = lineHash;

    /// <summary>Set when this record is the first of a new segment.</summary>
    public SpareSegment? NewSegment { get; } = newSegment;

    /// <summary>Size the entry will have; known before the signature is.</summary>
    public int EntryBytes { get; } = RecordEntry.SizeOf(line.Length, signer);

    /// <summary>The signed entry; only after <see cref="WaitUntilSigned"/>.</summary>
    public byte[] Entry { get; private set; } = [];

    /// <summary>RFC 6962 leaf hash; only after <see cref="WaitUntilSigned"/>.</summary>
    public byte[] LeafHash { get; private set; } = [];

    public Task<RecordReceipt> Durable => _durable.Task;

    /// <summary>Signs.</summary>
    public void Execute()
    {
        try
        {
            Entry = RecordEntry.Sign(line, signer);
            LeafHash = MerkleTree.HashLeaf(Entry);
        }
        catch (Exception exception)
        {
            // Carried to the committer, which stops the writer: the chain already contains this record.
            _failure = exception;
        }
        finally
        {
            recordKey?.Release();
            lock (_gate)
            {
                _isSigned = true;
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Waits for the signature; throws what signing threw.</summary>
    public void WaitUntilSigned()
    {
        lock (_gate)
        {
            while (!_isSigned) Monitor.Wait(_gate);
        }

        if (_failure is not null) throw new InvalidOperationException("signing a record failed", _failure);
    }

    public void Complete() => _durable.TrySetResult(new RecordReceipt(Index, Index, time));

    public void Fail(LedgerUnavailableException exception)
    {
        _durable.TrySetException(exception);
        _ = _durable.Task.Exception; // observed: nobody waits for records of the writer's own
    }
}
