using System.Net;
using System.Text.Json;
using Tandem.Ledger.Verification;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Decisions.Indexing;

namespace Tandem.Management.Tests.Decisions;

public sealed class DecisionPagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_NothingRecorded_SaysWhatItIsFor()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/decisions");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("No decision is recorded yet", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Decisions_ShowsFiltersAndExportsExactlyWhatIsShown()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await log.AppendRequestAsync("req-2", record => (record["app"], record["dec"], record["tr"]) = ("=cmd()", "allow", new System.Text.Json.Nodes.JsonObject()));
        await FollowAsync(management, log);
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/decisions?outcome=redact");
        Assert.Single(browser.Page.QuerySelectorAll("#table-decisions tbody tr"));
        Assert.Contains("1 of 2 decisions", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync("/decisions?req=req-2");
        Assert.Single(browser.Page.QuerySelectorAll("#table-decisions tbody tr"));
        Assert.Equal("req-2", browser.Page.QuerySelector("input[name=req]")!.GetAttribute("value"));

        using var csv = await browser.CallAsync(HttpMethod.Get, "/decisions?format=csv");
        var lines = (await csv.Content.ReadAsStringAsync(Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains(",'=cmd(),", lines[1], StringComparison.Ordinal);
        using var filtered = await browser.CallAsync(HttpMethod.Get, "/api/decisions?outcome=redact");
        using var json = JsonDocument.Parse(await filtered.Content.ReadAsStringAsync(Cancellation));
        var row = Assert.Single(json.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal("req-1", row.GetProperty("request").GetString());
        Assert.True(row.GetProperty("holdsAiEventLogs").GetBoolean());
        Assert.Equal(1, row.GetProperty("classesIn").GetProperty("fin.credit_card").GetInt32());
    }

    [Fact]
    public async Task Decision_OfTheList_TellsTheStoryWithEveryStepOfItsProof()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        var (decision, outcome) = await log.AppendRequestAsync("req-1");
        await FollowAsync(management, log);
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/decisions");
        var link = browser.Page.QuerySelector("#table-decisions tbody th a")!.GetAttribute("href")!;
        Assert.Equal($"/decisions/{outcome}", link);
        await browser.OpenAsync(link);

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Proof holds", browser.Text, StringComparison.Ordinal);
        var steps = browser.Page.QuerySelectorAll(".proof-steps").Select(list => list.Children.Length).ToArray();
        Assert.Equal([6, 6], steps);
        Assert.DoesNotContain("Fails", browser.Page.QuerySelectorAll(".proof-steps .pill").Select(pill => pill.TextContent.Trim()));
        Assert.Contains("starter@1", browser.Text, StringComparison.Ordinal);
        Assert.Contains("redact-cards@1", browser.Text, StringComparison.Ordinal);
        Assert.Contains("iso42001:A.6.2.8", browser.Text, StringComparison.Ordinal);
        Assert.Contains("tandem verify", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync($"/decisions/{decision}");
        Assert.Equal($"/decisions/{outcome}", browser.Path);
    }

    [Fact]
    public async Task Downloads_OfARecord_VerifyWithoutUs()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        var (_, outcome) = await log.AppendRequestAsync("req-1");
        await FollowAsync(management, log);
        var browser = await management.SignInAsync();

        using var entry = await browser.CallAsync(HttpMethod.Get, $"/decisions/{outcome}/entry");
        using var proof = await browser.CallAsync(HttpMethod.Get, $"/decisions/{outcome}/tlog-proof");
        // All four files of the script in docs/formats/verify-a-record.md, under the names that it reads.
        await browser.OpenAsync($"/decisions/{outcome}");
        var names = new List<string?>();
        foreach (var link in browser.Page.QuerySelectorAll("a[download]").Select(link => link.GetAttribute("href")!).Where(link => link.Contains("?as=", StringComparison.Ordinal)))
        {
            using var file = await browser.CallAsync(HttpMethod.Get, link);
            names.Add(file.Content.Headers.ContentDisposition?.FileName);
        }
        Assert.Equal(["entry.note", "entry.tlog-proof", "key.note", "key.tlog-proof"], names);

        var result = LedgerVerification.VerifyRecord(await entry.Content.ReadAsByteArrayAsync(Cancellation), await proof.Content.ReadAsByteArrayAsync(Cancellation), log.LogKey);
        Assert.True(result.IsValid);
    }

    [Fact]
    public async Task Tampering_OneFlippedBit_ShowsTheAlarmAndFailsTheEvidenceEverywhere()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        var (_, outcome) = await log.AppendRequestAsync("req-marked", record =>
        {
            if (record["kind"]!.GetValue<string>() == "outcome")
                record["app"] = "marked-application";
        });
        await log.AppendRequestAsync("req-3");
        await FollowAsync(management, log);
        await VerifyAsync(management);
        var browser = await management.SignInAsync();
        await browser.OpenAsync("/statement-of-applicability/iso27001/A.8.15");
        Assert.Contains("3 of 3", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Verified and fresh", browser.Text, StringComparison.Ordinal);

        await log.CloseAsync();
        log.Damage("marked-application");

        await browser.OpenAsync("/decisions");
        Assert.Contains("Alarm", browser.Page.QuerySelector(".alarm-row")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync($"/decisions/{outcome}");
        Assert.NotEmpty(browser.Page.QuerySelectorAll(".alert-danger"));
        Assert.DoesNotContain("Proof holds", browser.Text, StringComparison.Ordinal);

        var run = await VerifyAsync(management);
        Assert.Equal(VerificationVerdict.Invalid, run.Verdict);
        foreach (var path in new[] { "/statement-of-applicability/iso27001/A.8.15", "/statement-of-applicability/iso42001/A.6.2.8", "/decisions", "/decisions/verification", "/catalogue/iso42001/A.6.2.8" })
        {
            await browser.OpenAsync(path);
            Assert.Contains("Verification failed", browser.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verification_ByButton_IsStoredWithItsResultAndInTheHistory()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await FollowAsync(management, log);
        var browser = await management.SignInAsync();

        await browser.OpenAsync("/decisions/verification");
        await browser.SubmitAsync("/decisions/verification");
        Assert.Equal("/decisions/verification", browser.Path);
        await VerifyAsync(management);

        await browser.OpenAsync("/decisions/verification");
        Assert.Contains("Valid", browser.Text, StringComparison.Ordinal);
        var changes = await management.WithDatabaseAsync(db => Task.FromResult(db.ChangeEvents.Count(change => change.RecordType == VerificationRun.Type)));
        Assert.True(changes > 0);
    }

    [Fact]
    public async Task Pages_MembersWithMarkup_ShowThemAsText()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        const string Evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'";
        var (_, outcome) = await log.AppendRequestAsync(Evil, record =>
        {
            foreach (var member in new[] { "app", "model", "use", "ai", "src", "route", "prov", "ep", "pol", "polAuthor", "sub", "ret" })
                record[member] = Evil;
            record["reason"] = new System.Text.Json.Nodes.JsonArray(Evil);
            record["class"] = new System.Text.Json.Nodes.JsonObject { [Evil] = 1 };
        });
        await FollowAsync(management, log);
        var browser = await management.SignInAsync();
        foreach (var path in new[] { "/decisions", $"/decisions/{outcome}", "/decisions?app=" + Uri.EscapeDataString(Evil), "/decisions?req=" + Uri.EscapeDataString(Evil) })
        {
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains(Evil, browser.Text, StringComparison.Ordinal);
            Assert.Empty(browser.Page.QuerySelectorAll("script:not([src]), img[src=x], [onerror]"));
        }
    }

    [Fact]
    public async Task Decision_ThatDoesNotExist_IsNotFound()
    {
        await using var management = await ManagementFixture.StartAsync();
        await using var log = await GatewayLogFixture.CreateAsync(management.Options);
        await log.AppendRequestAsync("req-1");
        await FollowAsync(management, log);
        var browser = await management.SignInAsync();
        // Record 0 certifies the record key: it is in the log, but it is no decision.
        foreach (var path in new[] { "/decisions/0", "/decisions/99999", "/decisions/x", "/decisions/99999/tlog-proof" })
        {
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }
    }

    internal static async Task FollowAsync(ManagementFixture management, GatewayLogFixture log)
    {
        await log.PublishAsync();
        var state = management.App.Services.GetRequiredService<DecisionIndexService>().CatchUp(Cancellation);
        Assert.Equal((0, null), (state.Lag, state.Trouble));
    }

    internal static async Task<VerificationRun> VerifyAsync(ManagementFixture management) =>
        (await management.App.Services.GetRequiredService<LogVerifier>().RunAsync(new VerificationRequest(VerificationTrigger.Person, "Ada Lovelace"), Cancellation))!;
}
