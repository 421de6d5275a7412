namespace Tandem.Management.Tests.Access;

public sealed class KeyFilesTests
{
    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Keys_AfterAStart_AreReadableByTheOwnerAlone()
    {
        await using var management = await ManagementFixture.StartAsync();
        await management.SignInAsync();
        await management.WaitForLedgerAsync();

        var keys = Directory.GetFiles(Path.Combine(management.Options.DataFolder, "keys"), "*", SearchOption.AllDirectories);

        Assert.Contains(keys, file => Path.GetFileName(file) == "log.key");
        Assert.Contains(keys, file => Path.GetFileName(file) == "pseudonym.key");
        Assert.Contains(keys, file => file.Contains("data-protection", StringComparison.Ordinal));
        Assert.All(keys, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }
}
