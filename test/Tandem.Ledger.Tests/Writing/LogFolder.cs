using System.Security.Cryptography;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Records;
using Tandem.Ledger.Segments;
using Tandem.Ledger.Signing;
using Tandem.Ledger.Writing;

namespace Tandem.Ledger.Tests.Writing;

/// <summary>A log in a folder of its own that goes with the test.</summary>
internal sealed class LogFolder : IDisposable
{
    public const string Origin = "gw1.example/ledger";

    // In memory where the system has a place for it: the fault tests flush thousands of times.
    private const string MemoryFolder = "/dev/shm";

    public LogFolder()
    {
        var name = $"tandem-log-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        Path = System.IO.Path.Combine(Directory.Exists(MemoryFolder) ? MemoryFolder : System.IO.Path.GetTempPath(), name);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public NoteSigner Key { get; private set; } = NewKey(Origin);

    public string CheckpointPath => System.IO.Path.Combine(Path, "checkpoint");

    public string FirstSegment => SegmentPath.Of(Path, 0).Path;

    public static NoteSigner NewKey(string origin) => new(origin, Ed25519PrivateKey.Generate());

    public static RecordDraft Draft(string text = "hello") => new RecordDraft("decision").Set("app", text).Set("cost", -1).Set("stream", false);

    public LedgerWriterOptions Options() => new()
    {
        Folder = Path,
        Origin = Origin,
        Writer = "gw1",
        LogSigner = Key,
        SegmentSizeBytes = LedgerWriterOptions.MinimumSegmentSizeBytes,
        CommitTimeout = TimeSpan.FromSeconds(30),
        CheckpointInterval = TimeSpan.FromHours(1),
    };

    public Task<LedgerWriter> OpenAsync(Func<LedgerWriterOptions, LedgerWriterOptions>? change = null) =>
        LedgerWriter.OpenAsync(change is null ? Options() : change(Options()), TestContext.Current.CancellationToken);

    /// <summary>Opens, appends, closes.</summary>
    public async Task WriteAsync(int records, Func<LedgerWriterOptions, LedgerWriterOptions>? change = null)
    {
        await using var writer = await OpenAsync(change);
        for (var number = 0; number < records; number++)
            await writer.AppendAsync(Draft($"app-{number}"), TestContext.Current.CancellationToken);
    }

    public LedgerReader Reader() => LedgerReader.Open(Path, Key.VerifierKey);

    /// <summary>All files as they are now, also beside a writer; by path relative to the folder.</summary>
    public IReadOnlyDictionary<string, byte[]> Keep() => Directory.GetFiles(Path, "*", SearchOption.AllDirectories)
        .Select(path => System.IO.Path.GetRelativePath(Path, path)).Where(file => file != "lock")
        .ToDictionary(file => file, file => File.ReadAllBytes(System.IO.Path.Combine(Path, file)));

    /// <summary>Puts the files back as they were kept and removes all others: what a crash or somebody with a copy leaves.</summary>
    /// <param name="kept">The copy.</param>
    /// <param name="only">Which files of the copy and of the folder; null for all.</param>
    public void Restore(IReadOnlyDictionary<string, byte[]> kept, Func<string, bool>? only = null)
    {
        foreach (var file in Keep().Keys.Where(file => only?.Invoke(file) ?? true)) File.Delete(System.IO.Path.Combine(Path, file));
        foreach (var (file, content) in kept.Where(file => only?.Invoke(file.Key) ?? true))
        {
            var path = System.IO.Path.Combine(Path, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }

    public void Dispose()
    {
        Key.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
