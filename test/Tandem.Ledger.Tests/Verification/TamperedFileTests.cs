using Tandem.Ledger.Tests.Writing;
using Tandem.Ledger.Verification;

namespace Tandem.Ledger.Tests.Verification;

/// <summary>No file of a log can be changed unseen, the partial tiles of earlier checkpoints included.</summary>
public sealed class TamperedFileTests : IDisposable
{
    // docs/formats/segment.md, "What is verified": these carry no claim.
    private static readonly string[] WithoutClaim = ["lock", "reserve"];
    private readonly LogFolder _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(257)]
    [InlineData(300, 520, 530, 700)]
    [InlineData(100, 255, 256, 511, 512)]
    public async Task OneBit_InEachFile_IsFoundAndTheFileNamed(params int[] checkpoints)
    {
        await WriteAsync(checkpoints);
        Assert.Equal(VerificationVerdict.Valid, Verify(VerificationMode.Full).Verdict);
        var files = Files();
        Assert.Contains(files, file => file.StartsWith("tile/0/", StringComparison.Ordinal) && !file.Contains(".p/", StringComparison.Ordinal));
        Assert.Contains(files, file => file.Contains(".p/", StringComparison.Ordinal));

        foreach (var file in files)
        {
            var path = Path.Combine(_log.Path, file);
            var length = new FileInfo(path).Length;
            foreach (var offset in (long[])[0, length / 3, length / 2, length - 1])
            {
                LedgerVerificationTests.FlipBit(path, offset);

                var report = Verify(VerificationMode.Full);

                Assert.True(report.Verdict != VerificationVerdict.Valid, $"byte {offset} of {file}");
                Assert.True(report.Problems.Any(problem => problem.File == file), $"byte {offset} of {file}: {string.Join('\n', report.Problems)}");
                LedgerVerificationTests.FlipBit(path, offset);
            }
        }

        Assert.Equal(VerificationVerdict.Valid, Verify(VerificationMode.Full).Verdict);
    }

    [Fact]
    public async Task PartialTilesOfEarlierCheckpoints_Damaged_AreWrittenAgainByFsck()
    {
        await WriteAsync([20, 40, 60, 300, 310]);
        var files = Files().Where(file => file.Contains(".p/", StringComparison.Ordinal)).ToArray();
        Assert.True(files.Length >= 4);
        var before = files.ToDictionary(file => file, file => File.ReadAllBytes(Path.Combine(_log.Path, file)));
        foreach (var file in files) LedgerVerificationTests.FlipBit(Path.Combine(_log.Path, file), 3);

        var found = Verify(VerificationMode.Structure);
        var repaired = LedgerFsck.Check(_log.Path, _log.Key.VerifierKey, true, null, TestContext.Current.CancellationToken);

        Assert.Equal(files, found.Problems.Select(problem => problem.File).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(VerificationVerdict.Valid, repaired.Verdict);
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(_log.Path, file.Key))));
    }

    [Fact]
    public async Task PartialTile_LeftBesideItsFullOne_IsComparedAndRemovedByFsckWhenDamaged()
    {
        // As a crash between writing the full tile and deleting the partial ones leaves it.
        await WriteAsync([100]);
        var partial = Path.Combine(_log.Path, "tile", "0", "000.p", "100");
        var content = await File.ReadAllBytesAsync(partial, TestContext.Current.CancellationToken);
        await WriteAsync([300]);
        Assert.False(File.Exists(partial));
        Directory.CreateDirectory(Path.GetDirectoryName(partial)!);
        await File.WriteAllBytesAsync(partial, content, TestContext.Current.CancellationToken);
        Assert.Equal(VerificationVerdict.Valid, Verify(VerificationMode.Structure).Verdict);

        LedgerVerificationTests.FlipBit(partial, 32 * 17);
        var found = Verify(VerificationMode.Structure);
        var repaired = LedgerFsck.Check(_log.Path, _log.Key.VerifierKey, true, null, TestContext.Current.CancellationToken);

        Assert.Equal(("tile-differs", "tile/0/000.p/100", 17L), (Assert.Single(found.Problems).Code, found.Problems[0].File, found.Problems[0].Index));
        Assert.Equal(VerificationVerdict.Valid, repaired.Verdict);
        Assert.False(File.Exists(partial));
    }

    [Fact]
    public async Task TilesOfNoTree_AreFound()
    {
        await WriteAsync([10]);
        var folder = Path.Combine(_log.Path, "tile", "1", "x001");
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "000"), new byte[32 * 256], TestContext.Current.CancellationToken);

        var report = Verify(VerificationMode.Structure);

        Assert.Equal(("tile-ahead", "tile/1/x001/000"), (Assert.Single(report.Problems).Code, report.Problems[0].File));
    }

    private string[] Files() =>
    [
        .. Directory.GetFiles(_log.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_log.Path, path))
            .Where(file => !WithoutClaim.Contains(file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Appends up to each of the sizes and publishes a checkpoint there.</summary>
    private async Task WriteAsync(int[] checkpoints)
    {
        await using var writer = await _log.OpenAsync();
        foreach (var size in checkpoints)
        {
            while (writer.Count < size) await writer.AppendAsync(LogFolder.Draft(), TestContext.Current.CancellationToken);
            await writer.PublishCheckpointAsync(TestContext.Current.CancellationToken);
        }
    }

    private VerificationReport Verify(VerificationMode mode) =>
        LedgerVerification.Verify(_log.Path, _log.Key.VerifierKey, mode, null, TestContext.Current.CancellationToken);
}
