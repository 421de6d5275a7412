using System.Net;
using Tandem.Management.Backup;
using Tandem.Management.Database;
using Tandem.Management.Tests.Approvals;
using Tandem.Management.Tests.Documents;
using Tandem.Management.Tests.Evidence;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Backup;

/// <summary>What `fsck --files` and `restore` find out about uploaded files.</summary>
public sealed class StoredFilesTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Check_NamesWhatIsMissingChangedOrStrange(string engine)
    {
        await using var management = await ApprovalSteps.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await ada.EnterDocumentAsync();
        await (await ada.UploadAsync(1)).ReadAsync(HttpStatusCode.OK);
        await (await ada.UploadAsync(2, "%PDF-1.7 second")).ReadAsync(HttpStatusCode.OK);
        await ada.EnterEvidenceAsync();
        await (await ada.SendFileAsync(1, "a,b third")).ReadAsync(HttpStatusCode.OK);
        var database = engine == DatabaseEngine.Sqlite ? null : management.Options.Database;
        Task<StoredFileFindings> CheckAsync() => StoredFiles.CheckAsync(management.Options.DataFolder, database, TestContext.Current.CancellationToken);

        var sound = await CheckAsync();
        Assert.Equal(3, sound.Files);
        Assert.Empty(sound.Problems);

        var folder = StoredFiles.Folder(management.Options.DataFolder);
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList();
        var second = paths.Single(path => File.ReadAllText(path).EndsWith("second", StringComparison.Ordinal));
        var third = paths.Single(path => File.ReadAllText(path).EndsWith("third", StringComparison.Ordinal));
        File.Delete(second);
        File.Delete(third);
        var first = paths.Single(path => path != second && path != third);
        await File.AppendAllTextAsync(first, "x", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "notes"), "x", TestContext.Current.CancellationToken);

        var found = await CheckAsync();

        Assert.Equal(4, found.Problems.Count);
        Assert.Contains(found.Problems, problem => problem.StartsWith("the file of revision 1 of EVD-0001 (`rights.csv`) is missing", StringComparison.Ordinal) && problem.Contains(Path.GetFileName(third), StringComparison.Ordinal));
        Assert.Contains(found.Problems, problem => problem.StartsWith("file 2 of DOC-0001 (`policy.pdf`) is missing", StringComparison.Ordinal) && problem.Contains(Path.GetFileName(second), StringComparison.Ordinal));
        Assert.Contains(found.Problems, problem => problem.StartsWith($"the stored file `{Path.GetFileName(first)}` was changed", StringComparison.Ordinal));
        Assert.Contains(found.Problems, problem => problem.StartsWith("`notes` is no file of the store", StringComparison.Ordinal));
    }
}
