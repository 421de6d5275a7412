using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>A file that somebody uploaded goes into the backup and comes out of it; one that is changed or missing afterwards is named.</summary>
[Collection(DemoCollection.Name)]
public sealed class BackupOfFiles(DemoFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new("tandem-files");

    private string Restored => _folder.In("restored");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task UploadedFile_SurvivesBackupAndRestore_AndFsckNamesWhatBecameOfIt()
    {
        var demo = fixture.Demo;
        var text = $"%PDF-1.7 {Path.GetFileName(_folder.Path)}";
        using (var person = await SignedIn.AsAsync(demo.Pages, demo.Access))
        {
            var document = await person.SendAsync(HttpMethod.Post, "/api/documents", JsonContent.Create(new { fields = new { title = "Access control", owner = "PER-0001" } }));
            using var form = new MultipartFormDataContent { { new StringContent("1"), "version" } };
            var file = new ByteArrayContent(Encoding.ASCII.GetBytes(text));
            file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            form.Add(file, "file", "policy.pdf");
            await person.SendAsync(HttpMethod.Post, $"/api/documents/{document.GetProperty("key").GetString()}/files", form);
        }

        var backup = await ProgramRun.Tandem("backup", "--data", demo.Data, "--to", _folder.In("backup.tar"), "--keys", _folder.In("keys.tar"));
        Assert.True(backup.ExitCode is 0, backup.ToString());
        var restore = await ProgramRun.Tandem("restore", _folder.In("backup.tar"), "--to", Restored, "--keys", _folder.In("keys.tar"));

        Assert.True(restore.ExitCode is 0, restore.ToString());
        Assert.Contains("management/files: ", restore.Output, StringComparison.Ordinal);
        var stored = Directory.EnumerateFiles(Path.Combine(Restored, "management", "files"), "*", SearchOption.AllDirectories).Single(path => File.ReadAllText(path) == text);
        Assert.Contains("VALID  ", (await FsckAsync(0)).Output, StringComparison.Ordinal);

        await File.AppendAllTextAsync(stored, " ", TestContext.Current.CancellationToken);
        Assert.Contains($"the stored file `{Path.GetFileName(stored)}` was changed", (await FsckAsync(1)).Output, StringComparison.Ordinal);
        File.Delete(stored);
        Assert.Contains("(`policy.pdf`) is missing", (await FsckAsync(1)).Output, StringComparison.Ordinal);
    }

    private async Task<ProgramRun> FsckAsync(int exitCode)
    {
        var management = Path.Combine(Restored, "management");
        var fsck = await ProgramRun.Tandem("fsck", Path.Combine(management, "ledger"), "--key", Path.Combine(management, "log.vkey"), "--files", management);
        Assert.True(fsck.ExitCode == exitCode, fsck.ToString());
        return fsck;
    }
}
