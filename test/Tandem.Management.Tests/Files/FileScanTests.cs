using System.Net;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Documents;
using Tandem.Management.Tests.Evidence;
using Tandem.Testing.Files;

namespace Tandem.Management.Tests.Files;

/// <summary>A program of the operator looks at files before they are stored; small scripts stand in for it.</summary>
public sealed class FileScanTests
{
    [Fact]
    public async Task CleanFile_IsStored_AndTheScannerSawItsContent()
    {
        using var folder = new TemporaryFolder();
        await using var management = await StartAsync(folder, $"cp \"$1\" '{folder.In("seen")}'\nexit 0");
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();

        await (await ada.SendFileAsync(1, "a,b")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal("a,b", await File.ReadAllTextAsync(folder.In("seen"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("echo 'Eicar-Test-Signature'; echo more; exit 1", "found harmful and is not stored: Eicar-Test-Signature")]
    [InlineData("exit 1", "did not say what it found")]
    [InlineData("echo 'no database' >&2; exit 2", "could not be scanned and is not stored: the scanner ended with code 2 (no database)")]
    [InlineData("kill -9 $$", "could not be scanned")]
    [InlineData("sleep 30", "took longer than 1 seconds")]
    [InlineData("head -c 3000000 /dev/zero | tr '\\0' 'x'; exit 1", "found harmful and is not stored: xxxx")]
    public async Task AnyOtherFile_IsRefusedWithWhy_AndNothingIsStored(string script, string why)
    {
        using var folder = new TemporaryFolder();
        await using var management = await StartAsync(folder, script);
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();
        await ada.EnterDocumentAsync();

        var ofEvidence = await (await ada.SendFileAsync(1, "a,b")).RefusalAsync("file");
        Assert.Contains(why, ofEvidence, StringComparison.Ordinal);
        Assert.True(ofEvidence.Length < 600);
        Assert.Contains(why, await (await ada.UploadAsync(1)).RefusalAsync("file"), StringComparison.Ordinal);
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.EvidenceRevisions.CountAsync()));
        Assert.Empty(Directory.EnumerateFiles(management.Options.FilesFolder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task ProgramThatCannotRun_RefusesEachFile()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.In("scan"), "no program", TestContext.Current.CancellationToken);
        await using var management = await ManagementFixture.StartAsync(change: options => options with { FileScanCommand = folder.In("scan") });
        var ada = await management.SignInAsync();
        await ada.EnterEvidenceAsync();

        Assert.Contains("could not be started", await (await ada.SendFileAsync(1, "a,b")).RefusalAsync("file"), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_NameAProgramThatIsThere()
    {
        using var folder = new TemporaryFolder();
        var options = ManagementFixture.OptionsIn(folder);

        Assert.Contains((options with { FileScanCommand = "clamscan" }).Validate(), problem => problem.Contains("by its full path", StringComparison.Ordinal));
        Assert.Contains((options with { FileScanCommand = folder.In("none") }).Validate(), problem => problem.StartsWith("FileScanCommand", StringComparison.Ordinal));
        Assert.Contains((options with { FileScanLimit = TimeSpan.Zero }).Validate(), problem => problem.StartsWith("FileScanLimit", StringComparison.Ordinal));
    }

    private static async Task<ManagementFixture> StartAsync(TemporaryFolder folder, string script)
    {
        var path = folder.In("scan.sh");
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await ManagementFixture.StartAsync(change: options => options with { FileScanCommand = path, FileScanLimit = TimeSpan.FromSeconds(1) });
    }
}
