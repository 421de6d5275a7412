using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Outgoing;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Webhooks;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Webhooks;

public sealed class WebhookTests(PostgresServer postgres)
{
    private static readonly string[] AllActions = ["created", "changed", "archived", "restored"];

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Changes_AreToldInOrderSignedAndWithoutContents(string engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var management = await StartAsync(engine);
        var ada = await management.SignInAsync();
        await RunAsync(management); // sets the position: what was before is told to nobody
        var secret = await EnterAsync(ada, receiver.Url, "ai-system", "comment");

        await ada.RegisterAsync("Secret project", ("owner", "PER-0001"));
        (await ada.CallAsync(HttpMethod.Patch, "/api/ai-systems/AIS-0001", new { fields = new { purpose = "Hush" }, version = 1, reason = "a reason" })).Dispose();
        (await ada.CallAsync(HttpMethod.Post, "/api/comments", new { record = "AIS-0001", text = "words of a comment" })).Dispose();
        (await ada.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 2, reason = "over" })).Dispose();
        await RunAsync(management);
        await RunAsync(management);

        var messages = receiver.Messages.ToList();
        Assert.Equal(["ai-system.created", "ai-system.changed", "comment.created", "ai-system.archived"], messages.Select(m => JsonDocument.Parse(m.Body).RootElement.GetProperty("type").GetString()));
        foreach (var (_, id, timestamp, signature, body) in messages)
        {
            Assert.Equal(WebhookSignature.Of(id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture)), body, [Key(secret)]), signature);
            Assert.All(new[] { "Secret project", "Hush", "a reason", "words of", "Ada" }, text => Assert.DoesNotContain(text, body, StringComparison.Ordinal));
        }
        Assert.Equal(4, messages.Select(m => m.Id).Distinct().Count());
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Receiver_ThatFails_IsTriedWithPausesThenSwitchedOffAndPeopleAreTold(string engine)
    {
        var clock = new StoppedClock();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var management = await StartAsync(engine, clock);
        var ada = await management.SignInAsync();
        await RunAsync(management);
        await EnterAsync(ada, receiver.Url, "ai-system");
        receiver.Answer = http => Results.Text(new string('x', 5000), statusCode: 503).ExecuteAsync(http);
        await ada.RegisterAsync("Letters", ("owner", "PER-0001"));

        await RunAsync(management);
        await RunAsync(management);
        Assert.Single(receiver.Messages);
        foreach (var pause in WebhookLimits.Pauses)
        {
            clock.Advance(pause);
            await RunAsync(management);
        }

        Assert.Equal(WebhookLimits.Pauses.Count + 1, receiver.Messages.Count);
        Assert.Single(receiver.Messages.Select(m => m.Id).Distinct());
        Assert.InRange(WebhookLimits.Pauses.Sum(pause => pause.TotalHours), 72, 84);
        var delivery = await management.WithDatabaseAsync(db => db.WebhookDeliveries.AsNoTracking().SingleAsync());
        Assert.Equal((WebhookDeliveryState.Failed, 503, WebhookLimits.AnswerBytes), (delivery.State, delivery.Status, delivery.Answer.Length));
        Assert.False(await management.WithDatabaseAsync(db => db.Webhooks.Select(w => w.IsOn).SingleAsync()));
        Assert.Equal("Webhook WHK-0001 is switched off: the receiver took nothing for three days", await management.WithDatabaseAsync(db => db.Notifications.Select(n => n.Words).SingleAsync()));

        ada = await management.SignInAsync();
        receiver.Answer = _ => Task.CompletedTask;
        using var on = await ada.CallAsync(HttpMethod.Post, "/api/webhooks/WHK-0001/on", new { version = 2 });
        using var resend = await ada.CallAsync(HttpMethod.Post, $"/api/webhooks/WHK-0001/deliveries/{delivery.Id}/resend");
        await RunAsync(management);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Accepted), (on.StatusCode, resend.StatusCode));
        Assert.Equal(WebhookDeliveryState.Delivered, await management.WithDatabaseAsync(db => db.WebhookDeliveries.Select(d => d.State).SingleAsync()));
    }

    [Fact]
    public async Task Receiver_ThatRedirects_IsNotFollowed()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var management = await StartAsync();
        var ada = await management.SignInAsync();
        await EnterAsync(ada, receiver.Url, "ai-system");
        receiver.Answer = http => Results.Redirect(elsewhere.Url, permanent: false, preserveMethod: true).ExecuteAsync(http);

        (await ada.CallAsync(HttpMethod.Post, "/api/webhooks/WHK-0001/test")).Dispose();
        await RunAsync(management);

        Assert.Single(receiver.Messages);
        Assert.Empty(elsewhere.Messages);
        Assert.Equal((WebhookDeliveryState.Waiting, 307), await management.WithDatabaseAsync(async db => await db.WebhookDeliveries.AsNoTracking().SingleAsync() is var d ? (d.State, d.Status ?? 0) : default));
    }

    [Fact]
    public async Task Receiver_ThatNeverEnds_IsLeftAfterTenSecondsAndHoldsUpNobody()
    {
        await using var slow = await WebhookReceiver.StartAsync();
        await using var quick = await WebhookReceiver.StartAsync();
        await using var management = await StartAsync();
        var ada = await management.SignInAsync();
        await EnterAsync(ada, slow.Url, "ai-system");
        await EnterAsync(ada, quick.Url, "ai-system");
        slow.Answer = http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var key in new[] { "WHK-0001", "WHK-0001", "WHK-0002" })
            (await ada.CallAsync(HttpMethod.Post, $"/api/webhooks/{key}/test")).Dispose();

        await RunAsync(management);

        Assert.Single(slow.Messages);
        Assert.Single(quick.Messages);
        Assert.Contains("the receiver was not done within 10 seconds", await management.WithDatabaseAsync(db => db.WebhookDeliveries.Select(d => d.Answer).ToListAsync()));
    }

    [Fact]
    public async Task Receiver_WhoseNameLeadsInside_IsNotCalled()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var port = new Uri(receiver.Url).Port;
        var addresses = new Queue<string>(["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"]);
        await using var management = await StartAsync(configure: services => services.AddSingleton(new OutgoingConnector((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(addresses.Dequeue())]))));
        var ada = await management.SignInAsync();
        using var entered = await ada.CallAsync(HttpMethod.Post, "/api/webhooks", new { url = $"https://hooks.example.org:{port}/", recordTypes = new[] { "ai-system" } });
        Assert.Equal(HttpStatusCode.Created, entered.StatusCode);

        for (var i = 0; i < 4; i++)
        {
            (await ada.CallAsync(HttpMethod.Post, "/api/webhooks/WHK-0001/test")).Dispose();
            await RunAsync(management);
        }

        Assert.Empty(receiver.Messages);
        Assert.All(await management.WithDatabaseAsync(db => db.WebhookDeliveries.Select(d => d.Answer).ToListAsync()), answer => Assert.Equal("`hooks.example.org` leads to no address that may be connected to", answer));
    }

    [Fact]
    public async Task Gone_SwitchesOffAtOnce()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var management = await StartAsync();
        var ada = await management.SignInAsync();
        await EnterAsync(ada, receiver.Url, "ai-system");
        receiver.Answer = http => Results.StatusCode(410).ExecuteAsync(http);

        (await ada.CallAsync(HttpMethod.Post, "/api/webhooks/WHK-0001/test")).Dispose();
        await RunAsync(management);
        using var offline = await ada.CallAsync(HttpMethod.Post, "/api/webhooks/WHK-0001/test");

        Assert.Equal("the receiver answered 410: it wants nothing any more", await management.WithDatabaseAsync(db => db.Webhooks.Select(w => w.Problem).SingleAsync()));
        Assert.Equal(HttpStatusCode.NotFound, offline.StatusCode);
    }

    [Fact]
    public async Task Key_IsShownOnceRenewedWithOverlapAndNowhereElse()
    {
        var clock = new StoppedClock();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var management = await StartAsync(clock: clock);
        var ada = await management.SignInAsync();
        await ada.OpenAsync("/settings/webhooks/new");
        await ada.PostAsync("/settings/webhooks/new", [Token(ada), new("url", receiver.Url), new("allowsPrivate", "true"), new("recordTypes", "ai-system"), new("actions", "created")]);
        var first = ada.Page.QuerySelector("#webhook-secret")!.TextContent;
        await ada.OpenAsync("/settings/webhooks/WHK-0001");
        Assert.Null(ada.Page.QuerySelector("#webhook-secret"));

        await ada.SubmitAsync("/settings/webhooks/WHK-0001/rotate");
        var second = ada.Page.QuerySelector("#webhook-secret")!.TextContent;
        (await ada.CallAsync(HttpMethod.Post, "/api/webhooks/WHK-0001/test")).Dispose();
        await RunAsync(management);
        clock.Advance(WebhookLimits.RotationOverlap);
        ada = await management.SignInAsync();
        (await ada.CallAsync(HttpMethod.Post, "/api/webhooks/WHK-0001/test")).Dispose();
        await RunAsync(management);

        var messages = receiver.Messages.ToList();
        Assert.NotEqual(first, second);
        Assert.Equal(2, messages[0].Signature.Split(' ').Length);
        Assert.Equal(Expected(messages[0], second) + " " + Expected(messages[0], first), messages[0].Signature);
        Assert.Equal(Expected(messages[1], second), messages[1].Signature);
        foreach (var path in new[] { "/api/webhooks", "/api/webhooks/WHK-0001", "/settings/webhooks?format=json&columns=all", "/settings/webhooks/WHK-0001?format=csv&columns=all", "/api/history?type=webhook", "/history?format=csv" })
        {
            using var answer = await ada.CallAsync(HttpMethod.Get, path);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain(first[WebhookSecret.Prefix.Length..], text, StringComparison.Ordinal);
            Assert.DoesNotContain(second[WebhookSecret.Prefix.Length..], text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Message_SentAgain_KeepsItsIdAndGetsANewTime()
    {
        var clock = new StoppedClock();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var management = await StartAsync(clock: clock);
        var ada = await management.SignInAsync();
        await EnterAsync(ada, receiver.Url, "ai-system");
        (await ada.CallAsync(HttpMethod.Post, "/api/webhooks/WHK-0001/test")).Dispose();
        await RunAsync(management);

        clock.Advance(TimeSpan.FromMinutes(1));
        await ada.OpenAsync("/settings/webhooks/WHK-0001");
        var again = ada.Page.QuerySelector("button[formaction$='/resend']")!.GetAttribute("formaction")!;
        await ada.PostAsync(again, [Token(ada)]);
        await RunAsync(management);

        // A receiver that keeps ids and refuses old times, as the specification says, cannot be fooled by a replay of the first.
        var messages = receiver.Messages.ToList();
        Assert.Equal(2, messages.Count);
        Assert.Equal((messages[0].Id, messages[0].Body), (messages[1].Id, messages[1].Body));
        Assert.NotEqual((messages[0].Timestamp, messages[0].Signature), (messages[1].Timestamp, messages[1].Signature));
    }

    [Fact]
    public async Task Restart_InBetween_LosesNothing()
    {
        using var folder = new Tandem.Testing.Files.TemporaryFolder();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using (var before = await ManagementFixture.StartAsync(folder))
        {
            var ada = await before.SignInAsync();
            await RunAsync(before);
            receiver.Answer = http => Results.StatusCode(500).ExecuteAsync(http);
            await EnterAsync(ada, receiver.Url, "ai-system");
            await ada.RegisterAsync("Letters", ("owner", "PER-0001"));
            await ada.RegisterAsync("Chat", ("owner", "PER-0001"));
        }
        receiver.Answer = _ => Task.CompletedTask;

        await using var management = await ManagementFixture.StartAsync(folder);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await management.WithDatabaseAsync(db => db.WebhookDeliveries.CountAsync(d => d.State == WebhookDeliveryState.Delivered)) < 2)
        {
            await RunAsync(management);
            await Task.Delay(200, patience.Token);
        }

        Assert.Equal(["AIS-0001", "AIS-0002"], receiver.Messages.Select(m => JsonDocument.Parse(m.Body).RootElement.GetProperty("data").GetProperty("key").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Webhook_OfNonsense_OrByWhoDoesNotAdminister_IsRefused()
    {
        await using var management = await StartAsync();
        var ada = await management.SignInAsync();
        var lead = await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);

        using var nonsense = await ada.CallAsync(HttpMethod.Post, "/api/webhooks", new { url = "http://169.254.169.254/", allowsPrivate = true, recordTypes = new[] { "account-token" }, actions = new[] { "read" }, description = new string('x', 500) });
        using var nulls = await ada.CallAsync(HttpMethod.Post, "/api/webhooks", new { url = (string?)null, recordTypes = (string[]?)null, actions = (string[]?)null });
        using var closed = await lead.CallAsync(HttpMethod.Post, "/api/webhooks", new { url = "https://hooks.example.org/", recordTypes = new[] { "ai-system" } });
        var problem = await nonsense.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal(["actions", "description", "recordTypes", "url"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (nulls.StatusCode, closed.StatusCode));
        Assert.Equal(0, await management.WithDatabaseAsync(db => db.Webhooks.CountAsync()));
    }

    private Task<ManagementFixture> StartAsync(string engine = DatabaseEngine.Sqlite, TimeProvider? clock = null, Action<IServiceCollection>? configure = null) =>
        ManagementFixture.StartAsync(engine, postgres, options => options with { TimeProvider = clock ?? new StillClock() }, configure);

    private static async Task RunAsync(ManagementFixture management)
    {
        await management.WaitForLedgerAsync();
        await management.App.Services.GetRequiredService<WebhookSender>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> EnterAsync(Browser browser, string url, params string[] types)
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/webhooks", new { url, allowsPrivate = true, recordTypes = types, actions = AllActions });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("secret").GetString()!;
    }

    private static byte[] Key(string secret) => Convert.FromBase64String(secret[WebhookSecret.Prefix.Length..]);

    private static string Expected((string Path, string Id, string Timestamp, string Signature, string Body) message, string secret) => WebhookSignature.Of(
        message.Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(message.Timestamp, System.Globalization.CultureInfo.InvariantCulture)), message.Body, [Key(secret)]);

    private static KeyValuePair<string, string> Token(Browser browser) => new("__RequestVerificationToken", browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
}
