using Tandem.Ledger.Storage;

namespace Tandem.Ledger.Tests.Storage;

public sealed class PrivateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-private-");

    private string FilePath => Path.Combine(_folder.FullName, "log.key");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Create_NewFile_HoldsTheContentForItsOwnerAlone()
    {
        PrivateFile.Create(FilePath, "secret"u8);

        Assert.Equal("secret"u8, File.ReadAllBytes(FilePath));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Create_ExistingFile_IsRefusedAndTheFileStaysAsItWas()
    {
        PrivateFile.Create(FilePath, "first"u8);

        Assert.Throws<IOException>(() => PrivateFile.Create(FilePath, "second"u8));

        Assert.Equal("first"u8, File.ReadAllBytes(FilePath));
    }
}
