using Tandem.Testing.Files;

namespace Tandem.Management.Tests;

public sealed class ManagementOptionsTests
{
    [Fact]
    public async Task Options_WithSeveralProblems_AreRefusedWithAllOfThem()
    {
        using var folder = new TemporaryFolder();
        var options = ManagementFixture.OptionsIn(folder) with
        {
            DataFolder = "",
            Database = "mysql",
            ListenUrl = new Uri("https://localhost:1"),
            PublicUrl = new Uri("https://localhost/below"),
            SignInAttemptsPerMinute = 0,
        };

        var refusal = await Assert.ThrowsAsync<ManagementOptionsException>(() => ManagementHost.BuildAsync(options, null, TestContext.Current.CancellationToken));

        Assert.Equal(["DataFolder", "Database", "ListenUrl", "PublicUrl", "SignInAttemptsPerMinute"], refusal.Problems.Select(p => p.Split(':')[0]));
    }
}
