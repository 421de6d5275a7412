using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Tests.AiSystems;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Auditors;

/// <summary>External auditors see what was opened to them, while it is, and each read is logged.</summary>
public sealed class AuditorAccessTests(PostgresServer postgres)
{
    private static readonly string[] Own = ["/account", "/api/account", "/api/antiforgery", "/sign-out"];

    private static object Access(string firstDay = "2000-01-01", string lastDay = "2000-12-31", string[]? registers = null, string[]? records = null) =>
        new { fields = new { audit = "Stage 2", auditor = "PER-0002", firstDay, lastDay, registers = registers ?? [], records = records ?? [] } };

    private static string Day(int offset) => DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).AddDays(offset).UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Auditor_SeesGrantedRecordsAlone_InListExportPageAndApi(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        var auditor = await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);
        foreach (var name in new[] { "Open one", "Closed one" })
            await ada.RegisterAsync(name);
        using var granted = await ada.CallAsync(HttpMethod.Post, "/api/auditor-access", Access(Day(-1), Day(1), records: ["AIS-0001"]));
        Assert.Equal(HttpStatusCode.Created, granted.StatusCode);

        await auditor.OpenAsync("/");
        Assert.Equal("/audit-room", auditor.Path);
        Assert.Contains("Open one", auditor.Text, StringComparison.Ordinal);
        await auditor.OpenAsync("/ai-systems");
        Assert.Contains("Open one", auditor.Text, StringComparison.Ordinal);
        Assert.Contains("External audit access of Eva Audit", auditor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Closed one", auditor.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "/ai-systems?format=json", "/ai-systems?format=csv&q=one&show=all", "/api/ai-systems" })
        {
            using var answer = await auditor.CallAsync(HttpMethod.Get, path);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("Open one", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Closed one", text, StringComparison.Ordinal);
        }
        foreach (var (path, status) in new[]
        {
            ("/ai-systems/AIS-0001", HttpStatusCode.OK), ("/api/ai-systems/AIS-0001", HttpStatusCode.OK), ("/ai-systems/AIS-0001?tab=history", HttpStatusCode.OK),
            ("/ai-systems/AIS-0002", HttpStatusCode.NotFound), ("/api/ai-systems/AIS-0002", HttpStatusCode.NotFound), ("/people/PER-0001", HttpStatusCode.NotFound),
        })
        {
            using var answer = await auditor.CallAsync(HttpMethod.Get, path);
            Assert.True(answer.StatusCode == status, $"{path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Auditor_OnEveryEndpointThatDoesNotLetGuestsIn_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var auditor = await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);
        (await ada.CallAsync(HttpMethod.Post, "/api/auditor-access", Access(Day(-1), Day(1), registers: ["ai-system", "person"]))).Dispose();
        var open = new List<string>();

        foreach (var (method, endpoint) in EndpointList.Of(management).Where(e => e.Endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null))
        {
            var path = EndpointList.PathOf(endpoint);
            if (Own.Any(own => path == own || path.StartsWith(own + "/", StringComparison.Ordinal)))
                continue;
            if (endpoint.Metadata.GetMetadata<GuestsAllowed>() is not null)
            {
                open.Add($"{method} {endpoint.RoutePattern.RawText}");
                continue;
            }
            using var answer = await auditor.CallAsync(new HttpMethod(method), path);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} answered {answer.StatusCode}");
        }

        // Nothing that changes anything is open to guests.
        Assert.NotEmpty(open);
        Assert.All(open, line => Assert.StartsWith("GET ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Access_BeforeItsFirstAndAfterItsLastDayAndWhenArchived_OpensNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var auditor = await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);
        await ada.RegisterAsync("Letters");
        (await ada.CallAsync(HttpMethod.Post, "/api/auditor-access", Access(Day(1), Day(2), registers: ["ai-system"]))).Dispose();
        (await ada.CallAsync(HttpMethod.Post, "/api/auditor-access", Access(Day(-2), Day(-1), registers: ["ai-system"]))).Dispose();
        (await ada.CallAsync(HttpMethod.Post, "/api/auditor-access", Access(Day(-1), Day(1), registers: ["ai-system"]))).Dispose();

        using var open = await auditor.CallAsync(HttpMethod.Get, "/ai-systems/AIS-0001");
        using var ended = await ada.CallAsync(HttpMethod.Post, "/api/auditor-access/AAC-0003/archive", new { version = 1, reason = "the audit is over" });
        using var closed = await auditor.CallAsync(HttpMethod.Get, "/ai-systems/AIS-0001");
        await auditor.OpenAsync("/audit-room");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound], new[] { open.StatusCode, ended.StatusCode, closed.StatusCode });
        Assert.Contains("Nothing is open to you now", auditor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_OfAGuest_AreLoggedAndSeenByBothSides()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var auditor = await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);
        var second = await management.SignInAsAsync("Ivo Audit", Roles.ExternalAuditor);
        (await ada.CallAsync(HttpMethod.Post, "/api/auditor-access", Access(Day(-1), Day(1), registers: ["ai-system"]))).Dispose();

        await auditor.OpenAsync("/ai-systems?q=%22letters%22");
        (await second.CallAsync(HttpMethod.Get, "/api/ai-systems/AIS-0404")).Dispose();
        await ada.OpenAsync("/ai-systems");
        using var own = await auditor.CallAsync(HttpMethod.Get, "/api/auditor-reads");
        await ada.OpenAsync("/auditor-reads");

        var addresses = (await own.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("reads").EnumerateArray().Select(read => read.GetProperty("address").GetString()!).ToList();
        Assert.Contains("/ai-systems?q=%22letters%22", addresses);
        Assert.DoesNotContain(addresses, address => address.Contains("AIS-0404", StringComparison.Ordinal));
        Assert.Contains("/api/ai-systems/AIS-0404", ada.Text, StringComparison.Ordinal);
        Assert.Contains("Eva Audit (PER-0002)", ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada Lovelace (", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guest_WhoseReadCannotBeStored_IsAnsweredNothing()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        var auditor = await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);
        (await ada.CallAsync(HttpMethod.Post, "/api/auditor-access", Access(Day(-1), Day(1), registers: ["ai-system"]))).Dispose();
        await ada.RegisterAsync("Letters");
        await management.WithDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("alter table auditor_reads rename to auditor_reads_gone", TestContext.Current.CancellationToken));

        using var answer = await auditor.CallAsync(HttpMethod.Get, "/api/ai-systems");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("Letters", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_ToNothingOrTooLongOrToItself_IsRefused()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Eva Audit", Roles.ExternalAuditor);
        var editor = await management.SignInAsAsync("Mari Tamm", Roles.DataProtectionOfficer);

        foreach (var body in new[]
        {
            Access(Day(0), Day(1)), Access(Day(1), Day(0), ["ai-system"]), Access(Day(0), Day(400), ["ai-system"]), Access(Day(0), Day(1), ["no-such"]),
            Access(Day(0), Day(1), ["auditor-access"]), Access(Day(0), Day(1), records: ["AIS-0404"]), Access(Day(0), Day(1), records: ["A.8.3"]),
        })
        {
            using var refused = await ada.CallAsync(HttpMethod.Post, "/api/auditor-access", body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
        using var forbidden = await editor.CallAsync(HttpMethod.Post, "/api/auditor-access", Access(Day(0), Day(1), ["ai-system"]));

        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }
}
