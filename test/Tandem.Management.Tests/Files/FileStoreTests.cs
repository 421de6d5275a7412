using System.Text;
using Tandem.Management.Files;
using Tandem.Testing.Files;

namespace Tandem.Management.Tests.Files;

public sealed class FileStoreTests : IDisposable
{
    private const string Hello = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"; // "hello world"

    private readonly TemporaryFolder _folder = new();
    private readonly FileStore _store;
    private readonly string _root;

    public FileStoreTests()
    {
        var options = ManagementFixture.OptionsIn(_folder);
        _store = new FileStore(options);
        _root = options.FilesFolder;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Store_TwiceTheSame_KeepsOneFileUnderItsHash()
    {
        var first = await _store.StoreAsync(Stream("hello world"), Cancellation);
        var second = await _store.StoreAsync(Stream("hello world"), Cancellation);

        Assert.Equal(new StoredFile(Hello, 11), first);
        Assert.Equal(first, second);
        Assert.Equal([Path.Combine(_root, "b9", Hello)], Files());
        using var file = new StreamReader(await _store.OpenAsync(Hello, Cancellation));
        Assert.Equal("hello world", await file.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task Store_AtOnce_KeepsOneFile()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _store.StoreAsync(Stream("hello world"), Cancellation), Cancellation)));

        Assert.All(stored, file => Assert.Equal(Hello, file.Sha256));
        Assert.Single(Files());
    }

    [Fact]
    public async Task Store_OfWhatBreaksOffOrIsTooLarge_LeavesNothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _store.StoreAsync(new BrokenStream(1024 * 1024), Cancellation));
        await Assert.ThrowsAsync<InvalidDataException>(() => _store.StoreAsync(new BrokenStream(FileStore.LargestBytes + 1), Cancellation));

        Assert.Empty(Files());
    }

    [Fact]
    public async Task Open_OfAChangedOrMissingFile_IsRefusedByName_AndItIsNotOverwritten()
    {
        await _store.StoreAsync(Stream("hello world"), Cancellation);
        var path = FileStore.PathIn(_root, Hello);
        await File.WriteAllTextAsync(path, "hello worle", Cancellation);

        var damage = await Assert.ThrowsAsync<DamagedFileException>(() => _store.OpenAsync(Hello, Cancellation));
        Assert.Contains($"`{Hello}` is damaged", damage.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DamagedFileException>(() => _store.StoreAsync(Stream("hello world"), Cancellation));
        Assert.Equal("hello worle", await File.ReadAllTextAsync(path, Cancellation));
        File.Delete(path);
        var missing = await Assert.ThrowsAsync<DamagedFileException>(() => _store.OpenAsync(Hello, Cancellation));
        Assert.Contains($"`{Hello}` is missing", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_AfterACrash_RemovesWhatWasLeftBehind_AndNotWhatIsWrittenNow()
    {
        await _store.StoreAsync(Stream("first"), Cancellation);
        var (old, young) = (Path.Combine(_root, "incoming", "old.tmp"), Path.Combine(_root, "incoming", "young.tmp"));
        await File.WriteAllTextAsync(old, "half", Cancellation);
        await File.WriteAllTextAsync(young, "half", Cancellation);
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));

        await _store.StoreAsync(Stream("second"), Cancellation);

        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Gives bytes and breaks off.</summary>
    private sealed class BrokenStream(long bytes) : Stream
    {
        private long _left = bytes;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_left == 0)
                throw new IOException("the connection was closed");
            var read = (int)Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
