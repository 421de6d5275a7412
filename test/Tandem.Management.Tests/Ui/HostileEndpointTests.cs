using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Tests.AiSystems;
using Tandem.Management.Tests.Documents;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Ui;

/// <summary>Walks every endpoint there is with what no page of ours sends: whatever it is, the answer is no error of ours, and what is refused has changed nothing.</summary>
public sealed class HostileEndpointTests(PostgresServer postgres)
{
    private const int Most = 40;

    // By the first part of an address: a record that is there, so that more than the look-up is reached.
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["ai-systems"] = "AIS-0001",
        ["people"] = "PER-0001",
        ["tasks"] = "TSK-0001",
        ["documents"] = "DOC-0001",
        ["controls"] = "CTL-0001",
        ["claims"] = "CLM-0001",
        ["control-instances"] = "CIN-0001",
        ["control-tests"] = "CTT-0001",
        ["context-issues"] = "CIS-0001",
        ["obligations"] = "OBL-0001",
        ["evidence"] = "EVD-0001",
        ["evidence-requests"] = "EVQ-0001",
        ["auditor-access"] = "AAC-0001",
        ["comments"] = "CMT-0001",
        ["links"] = "LNK-0001",
        ["work-entries"] = "WRK-0001",
        ["webhooks"] = "WHK-0001",
        ["approvals"] = "APR-0001",
        ["trace"] = "AIS-0001",
        ["catalogue"] = "iso27001",
        ["mapping"] = "MAP-001",
        ["frameworks"] = "eu-ai-act",
        ["licensed-text"] = "iso27001",
    };

    private static readonly string[] InAddress =
        ["1", "99999999999999999999", "a%27%22%3C", "%F0%9F%98%80", "%ed%a0%80", "..%2f..", "%0d%0aX:1", "iso27001:A.8.3"];

    // The last ones are forged places of rows: an empty one, a huge exponent, half a surrogate pair, a time that no zone has.
    private static readonly string[] InQuery =
        ["", "-1", "9223372036854775807", "%ff", "%ed%a0%80", "9999-12-31", "0001-01-01T00:00%2B14:00", "true", "all", "~empty", "json", new string('x', 199) + "%F0%9F%98%80", "W10", "WzFlOTk5OTk5OTk5OTld", "WyJcdWQ4MDAiLDFd", "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwiQUlTLTAwMDEiXQ"];

    private static readonly string[] QueryNames =
        ["q", "sort", "page=2&after", "page=3&before", "size", "columns", "group", "folded", "facet", "format", "at", "from", "to", "type", "key", "state", "show", "who", "tab", "week", "for", "depth", "archived", "ended", "end", "record", "returnUrl", "refused",
            "token", "standard", "purpose", "unread", "kind", "after", "before", "number", "done", "saved", "theme", "older", "newer", "about", "updatedAt", "begun", "items", "corrects", "serves", "place", "due", "adopted", "review", "said"];

    private static readonly string[] FormNames =
        ["name", "email", "password", "repeat", "current", "code", "setUp", "roles", "before", "reason", "version", "entered", "credential", "text", "record", "answerTo", "key", "type", "purpose", "sentence", "approvers", "quorum", "due", "note", "seat",
            "verdict", "until", "days", "scopes", "person", "day", "minutes", "about", "kind", "url", "description", "recordTypes", "actions", "allowsPrivate", "host", "port", "security", "userName", "senderAddress", "senderName", "digestHour", "isOn", "to",
            "relation", "for", "q", "standard", "back", "returnUrl", "token", "applicable", "includeReasons", "includeText", "excludeReason", "excludeText", "changeReason", "owner", "app", "ai", "expires", "columns", "result", "dueDay", "mention",
            "bindingApplication", "bindingRoute", "bindingRoles", "recurrence-repeat", "recurrence-interval", "recurrence-until", "registers", "records", "items", "performedOn", "instance", "corrects", "decision", "fromList", "look", "address", "sha256", "licence"];

    private static readonly string[] InForm =
        ["", "-1", "1", "99999999999999999999", "9999-12-31", "AIS-0001", "A\uD83D\uDE00\u0001\u2028\uFFFF", "//evil.example", "{\"name\":{\"\\ud800\":1e99999999999}}", "daily", new('x', 5_000)];

    [Fact]
    public async Task Addresses_OfEveryPage_AreAnsweredWhateverTheyHold()
    {
        await using var management = await StartAsync();
        var browser = await FillAsync(management);
        var names = QueryNames.Union(FieldsOf(management), StringComparer.Ordinal).ToList();
        var failed = new List<string>();

        foreach (var (_, endpoint) in EndpointList.Of(management).Where(e => e.Method == "GET"))
        {
            foreach (var path in InAddress.Select(value => EndpointList.PathOf(endpoint, _ => value)).Append(PathOf(endpoint)).Distinct()
                .Concat(InQuery.Select(value => $"{PathOf(endpoint)}?{string.Join('&', names.Select(name => $"{name}={value}"))}")))
            {
                using var answer = await browser.CallAsync(HttpMethod.Get, path);
                if (IsFault(answer, path))
                    failed.Add($"GET {Short(path)} answered {answer.StatusCode}");
            }
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed.Take(Most)));
    }

    [Fact]
    public async Task Bodies_OfEveryEndpointOfTheApi_AreTakenOrRefusedAndChangeNothingThen()
    {
        await using var management = await StartAsync();
        var browser = await FillAsync(management);
        var send = await SenderAsync(management, browser);
        var registers = management.App.Services.GetRequiredService<Registers>();
        var shared = new HashSet<string>(StringComparer.Ordinal);

        foreach (var (method, endpoint) in Changes(management).Where(e => e.Endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)))
        {
            var path = PathOf(endpoint);
            var register = registers.All.FirstOrDefault(known => path == $"/api{known.Path}" || path.StartsWith($"/api{known.Path}/", StringComparison.Ordinal));
            string[] fields = ["nothing", .. method == "PATCH" ? register?.DescribeFields().Keys ?? [] : []];
            var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
            // What registers share, such as archiving, is the same for all of them; the fields are not.
            if (type is { IsNested: true, DeclaringType.IsGenericType: true } && method != "PATCH" && !shared.Add($"{method} {type.Name} {path.Split('/')[^1]}"))
                continue;
            var bodies = type is null ? [] : HostileBodies.Of(type, fields);
            foreach (var body in HostileBodies.None.Concat(bodies))
                await send.SendAsync(new(method), path, () => new StringContent(body, Encoding.UTF8, "application/json"), body);
            foreach (var value in endpoint.RoutePattern.Parameters.Count > 0 ? InAddress.Take(5) : [])
                await send.SendAsync(new(method), EndpointList.PathOf(endpoint, _ => value), () => new StringContent("{\"version\":1}", Encoding.UTF8, "application/json"), "{}");
        }

        Assert.True(send.Failed.Count == 0, string.Join('\n', send.Failed.Take(Most)));
    }

    [Fact]
    public async Task Forms_OfEveryPage_AreTakenOrRefusedAndChangeNothingThen()
    {
        await using var management = await StartAsync();
        var browser = await FillAsync(management);
        var send = await SenderAsync(management, browser);
        var names = FormNames.Union(FieldsOf(management), StringComparer.Ordinal).ToList();

        foreach (var (method, endpoint) in Changes(management).Where(e => !e.Endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)))
        {
            // Wrong sign-ins wait for a full step of time.
            foreach (var value in endpoint.RoutePattern.RawText == "/sign-in" ? InForm.Take(3) : InForm)
                await send.SendAsync(new(method), PathOf(endpoint), () => Form(names, value), value);
            foreach (var value in endpoint.RoutePattern.Parameters.Count > 0 ? InAddress.Take(5) : [])
                await send.SendAsync(new(method), EndpointList.PathOf(endpoint, _ => value), () => Form(names, "1"), "1");
        }

        Assert.True(send.Failed.Count == 0, string.Join('\n', send.Failed.Take(Most)));
    }

    // Ending the own session would end the walk.
    private static IEnumerable<(string Method, RouteEndpoint Endpoint)> Changes(ManagementFixture management) =>
        EndpointList.Of(management).Where(e => e.Method is not ("GET" or "HEAD") && e.Endpoint.RoutePattern.RawText is not ("/sign-out" or "/setup"));

    // Every register takes its fields in a form, and in the address of its form.
    private static IEnumerable<string> FieldsOf(ManagementFixture management) => management.App.Services.GetRequiredService<Registers>().All.SelectMany(register => register.DescribeFields().Keys);

    private static FormUrlEncodedContent Form(IEnumerable<string> names, string value) => new(names.Select(name => KeyValuePair.Create(name, value)));

    private static string PathOf(RouteEndpoint endpoint)
    {
        var parts = endpoint.RoutePattern.RawText!.TrimStart('/').Split('/');
        var first = parts[0] is "api" or "settings" ? parts[1] : parts[0];
        return EndpointList.PathOf(endpoint, parameter => parameter.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString()
            : parameter is "key" or "id" or "standard" ? Known.GetValueOrDefault(first, "1") : parameter == "reference" ? "A.8.15" : parameter == "name" ? "name" : "1");
    }

    // On the engine that takes less: SQLite stores whatever text it is given.
    private Task<ManagementFixture> StartAsync() =>
        ManagementFixture.StartAsync(DatabaseEngine.Postgres, postgres, configure: services => services.AddSingleton<IStartupFilter, ManySources>());

    /// <summary>One record of each kind.</summary>
    private static async Task<Browser> FillAsync(ManagementFixture management)
    {
        var ada = await management.SignInAsync();
        await management.SignInAsAsync("Mari Tamm", Roles.SecurityLead);
        await ada.RegisterAsync("Claims", ("owner", "PER-0002"));
        await ada.EnterDocumentAsync();
        (await ada.UploadAsync(1)).Dispose();
        foreach (var (path, body) in new (string, object)[]
        {
            ("/api/tasks", new { fields = new { title = "Look", dueDay = "2026-12-31", recurrence = "FREQ=DAILY" } }),
            ("/api/controls", new { fields = new { title = "Look", purpose = "p", scope = "s", owner = "PER-0002", satisfies = new[] { "iso27001:A.5.18" } } }),
            ("/api/claims", new { fields = new { control = "CTL-0001", claim = "It was looked at." } }),
            ("/api/control-instances", new { fields = new { control = "CTL-0001" } }),
            ("/api/control-tests", new { fields = new { control = "CTL-0001", procedure = "Look." } }),
            ("/api/context-issues", new { fields = new { title = "Floods", category = "environmental", owner = "PER-0002" } }),
            ("/api/obligations", new { fields = new { title = "Keep records", source = "GDPR Art. 30", owner = "PER-0002" } }),
            ("/api/evidence", new { fields = new { title = "Export", kind = "EV-POLICY", owner = "PER-0002" } }),
            ("/api/evidence-requests", new { fields = new { title = "Export", about = "CLM-0001", assignee = "PER-0002" } }),
            ("/api/auditor-access", new { fields = new { audit = "Stage 2", auditor = "PER-0002", firstDay = "2026-01-01", lastDay = "2026-12-31", registers = new[] { "person" } } }),
            ("/api/comments", new { record = "AIS-0001", text = "so @PER-0002" }),
            ("/api/links", new { from = "AIS-0001", relation = "supports", to = "DOC-0001" }),
            ("/api/work-entries", new { day = management.Options.TimeProvider.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), minutes = 5, about = "AIS-0001", kind = "new" }),
            ("/api/webhooks", new { url = "https://hooks.example.org/", recordTypes = new[] { "ai-system" } }),
            ("/api/approvals", new { type = "ai-system", key = "AIS-0001", version = 1, sentence = "I approve.", approvers = new[] { "PER-0002" }, quorum = 1 }),
        })
        {
            using var answer = await ada.CallAsync(HttpMethod.Post, path, body);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{path}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
        foreach (var register in management.App.Services.GetRequiredService<Registers>().All)
        {
            using var answer = await ada.CallAsync(HttpMethod.Get, $"/api{register.Path}/{Known.GetValueOrDefault(register.Path[1..], "none")}");
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"enter a {register.Singular} here, and name its key in `{nameof(Known)}`");
        }
        return ada;
    }

    private static bool IsFault(HttpResponseMessage answer, string path) =>
        // The gateway is not there, and that is what its pages say.
        (int)answer.StatusCode >= 500 && !(answer.StatusCode == HttpStatusCode.BadGateway && path.Contains("/gateway", StringComparison.Ordinal));

    private static string Short(string text) => text.Length <= 300 ? text : text[..300] + "…";

    private static async Task<Sender> SenderAsync(ManagementFixture management, Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/antiforgery");
        var token = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken)).GetProperty("token").GetString()!;
        return new(management, browser, token);
    }

    // Each request from another address, so that the limit on attempts for one of them stops nothing here.
    private sealed class ManySources : IStartupFilter
    {
        private int _number;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, inner) =>
            {
                http.Connection.RemoteIpAddress = new IPAddress(BitConverter.GetBytes(Interlocked.Increment(ref _number)));
                return inner(http);
            });
            next(app);
        };
    }

    private sealed class Sender(ManagementFixture management, Browser browser, string token)
    {
        private int? _changes;

        internal List<string> Failed { get; } = [];

        internal async Task SendAsync(HttpMethod method, string path, Func<HttpContent> content, string what)
        {
            _changes ??= await CountAsync();
            using var request = new HttpRequestMessage(method, path) { Content = content() };
            request.Headers.Add(AntiforgeryGuard.HeaderName, token);
            using var answer = await browser.SendAsync(request);
            if (IsFault(answer, path))
                Failed.Add($"{method} {Short(path)} with {Short(what)} answered {answer.StatusCode}");
            // That the gateway was asked is a change, whatever it answers.
            if ((int)answer.StatusCode < 400 || answer.StatusCode == HttpStatusCode.BadGateway)
                _changes = null;
            else if (await CountAsync() is var after && after != _changes)
                Failed.Add($"{method} {Short(path)} with {Short(what)} answered {answer.StatusCode} and changed something");
        }

        // Wrong passwords are counted, which is a change of the account.
        private Task<int> CountAsync() => management.WithDatabaseAsync(db => db.ChangeEvents.CountAsync(e => e.RecordType != "account", TestContext.Current.CancellationToken));
    }
}
