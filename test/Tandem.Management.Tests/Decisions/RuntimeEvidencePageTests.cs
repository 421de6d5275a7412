using Tandem.Management.Tests.Controls;

namespace Tandem.Management.Tests.Decisions;

/// <summary>Every requirement that records can speak for is listed, and without records none of them says anything.</summary>
public sealed class RuntimeEvidencePageTests
{
    [Fact]
    public async Task Requirements_WithoutRecords_AreAllListedAndNoneCounts()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();

        var rows = (await ada.ReadApiAsync("/runtime-evidence")).EnumerateArray().ToList();

        Assert.Equal(49, rows.Count);
        Assert.All(rows, row => Assert.Equal(("none", 0), (row.GetProperty("state").GetString(), row.GetProperty("requests").GetInt64())));
        Assert.Equal(["iso27001:A.8.15", "iso42001:A.6.2.8"], rows.Where(row => row.GetProperty("countsByItself").GetBoolean()).Select(row => row.GetProperty("requirement").GetString()));
        await ada.OpenAsync("/runtime-evidence?strength=direct");
        Assert.Contains("iso42001:A.6.2.8", ada.Text, StringComparison.Ordinal);
        await ada.OpenAsync("/runtime-evidence?standard=iso27001");
        Assert.DoesNotContain("iso42001:A.6.2.8", ada.Text, StringComparison.Ordinal);
    }
}
