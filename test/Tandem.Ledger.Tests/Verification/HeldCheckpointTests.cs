using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Tests.Writing;
using Tandem.Ledger.Verification;

namespace Tandem.Ledger.Tests.Verification;

/// <summary>A log that was cut or rewritten by somebody who has its key is right in itself; only a checkpoint that was kept outside shows it.</summary>
public sealed class HeldCheckpointTests : IDisposable
{
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(3, 3)]
    [InlineData(300, 0)]
    [InlineData(255, 300)]
    public async Task Verify_LogThatGrew_ContinuesTheHeldCheckpoint(int before, int after)
    {
        await _log.WriteAsync(before);
        var held = Checkpoint();
        if (after > 0) await _log.WriteAsync(after);

        Assert.Empty(Verify(held).Problems);
        Assert.Equal(VerificationVerdict.Valid, Verify(held).Verdict);
    }

    [Fact]
    public async Task Verify_LogThatWasCutAndSignedAgain_IsInvalid()
    {
        await _log.WriteAsync(3);
        var earlier = Copy();
        await _log.WriteAsync(3);
        var held = Checkpoint();
        Replace(earlier);

        Assert.Equal(VerificationVerdict.Valid, Verify(null).Verdict);
        Assert.Equal("held-checkpoint-ahead", Assert.Single(Verify(held).Problems).Code);
        Assert.Equal(VerificationVerdict.Invalid, Verify(held).Verdict);
    }

    [Fact]
    public async Task Verify_LogThatWasWrittenAnewWithItsKey_IsInvalid()
    {
        await _log.WriteAsync(3);
        var held = Checkpoint();
        Directory.Delete(_log.Path, recursive: true);
        Directory.CreateDirectory(_log.Path);
        await _log.WriteAsync(7);

        Assert.Equal(VerificationVerdict.Valid, Verify(null).Verdict);
        Assert.Equal("held-checkpoint-differs", Assert.Single(Verify(held).Problems).Code);
    }

    [Fact]
    public async Task Verify_CheckpointOfAnotherLog_IsRefused()
    {
        using var other = new LogFolder();
        await other.WriteAsync(3);
        await _log.WriteAsync(3);

        Assert.Throws<ArgumentException>(() => Verify(SignedCheckpoint.Parse(File.ReadAllBytes(other.CheckpointPath))));
    }

    private SignedCheckpoint Checkpoint() => SignedCheckpoint.Parse(File.ReadAllBytes(_log.CheckpointPath));

    private VerificationReport Verify(SignedCheckpoint? held) => held is null
        ? LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, VerificationMode.Full, null, TestContext.Current.CancellationToken)
        : LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, VerificationMode.Full, held, null, TestContext.Current.CancellationToken);

    private Dictionary<string, byte[]> Copy() =>
        Directory.EnumerateFiles(_log.Path, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);

    private void Replace(Dictionary<string, byte[]> files)
    {
        Directory.Delete(_log.Path, recursive: true);
        foreach (var (file, bytes) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }
    }
}
