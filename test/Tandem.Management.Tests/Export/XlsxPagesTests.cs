using System.Text.Json;
using Tandem.Management.Tests.Decisions;

namespace Tandem.Management.Tests.Export;

public sealed class XlsxPagesTests
{
    [Fact]
    public async Task EveryTable_AsXlsx_HoldsTheRowsAndColumnsOfItsJson()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        for (var i = 0; i < 3; i++)
            await log.AppendRequestAsync($"req-{i}");
        await DecisionPagesTests.FollowAsync(management, log);
        var browser = await management.SignInAsync();
        await browser.CallAsync(HttpMethod.Put, "/api/statement-of-applicability/iso27001/A.8.15", new { applicable = "yes", includeReasons = new[] { "businessPractice" }, version = 0 });
        foreach (var path in new[] { "/statement-of-applicability", "/decisions", "/catalogue", "/mapping", "/clauses", "/history" })
        {
            Assert.Contains($"{path}?", (await browser.OpenAsync(path)).QuerySelector("a[href*='format=xlsx']")?.GetAttribute("href") ?? "", StringComparison.Ordinal);
            using var answer = await browser.CallAsync(HttpMethod.Get, path + "?format=xlsx");
            Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType?.MediaType);
            var sheet = Workbook.Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[0];
            using var json = await browser.CallAsync(HttpMethod.Get, path + "?format=json");
            using var document = JsonDocument.Parse(await json.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            var rows = document.RootElement.GetProperty("rows");
            Assert.True(rows.GetArrayLength() > 0, path);
            Assert.Equal(rows.GetArrayLength() + 1, sheet.Count);
            Assert.Equal(rows[0].EnumerateObject().Select(member => member.Name), sheet[0]);
        }
    }
}
