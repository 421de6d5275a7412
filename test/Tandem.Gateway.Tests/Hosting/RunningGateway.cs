using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Gateway.Recording;
using Tandem.Ledger.Reading;
using Tandem.Ledger.Records;
using Tandem.Testing.Time;
using Tandem.Testing.Upstream;

namespace Tandem.Gateway.Tests.Hosting;

/// <summary>A whole gateway on real sockets with its own data folder and a fake upstream, and what a test does with it, by intent.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-gateway-");
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(5) };
    private WebApplication? _app;
    private Func<GatewayOptions, GatewayOptions> _adjust = options => options;

    private RunningGateway(FakeUpstream upstream) => Upstream = upstream;

    public FakeUpstream Upstream { get; }

    public TestKeys Keys { get; } = new();

    public CapturedLog Log { get; } = new();

    public SettableTime Time { get; } = new();

    public string Folder => _folder.FullName;

    public string GatewayFolder => Path.Combine(Folder, "gateway");

    public string PolicyFolder => Path.Combine(Folder, "policy");

    public Uri Callers => GatewayHost.AddressesOf(_app!).Callers;

    public Uri Operations => GatewayHost.AddressesOf(_app!).Operations;

    public FaultyLog Ledger => (FaultyLog)_app!.Services.GetRequiredService<IRecordLog>();

    /// <summary>A key for application `claims` of AIS-0001.</summary>
    public string Key { get; private set; } = "";

    public HttpClient Http => _http;

    /// <summary>Starts one; <paramref name="bundle"/> changes the bundle, whose upstream is the fake one unless it names another.</summary>
    public static async Task<RunningGateway> StartAsync(
        Func<TestBundle, TestBundle>? bundle = null, Func<GatewayOptions, GatewayOptions>? options = null, bool isPublished = true, string? identity = null)
    {
        var gateway = new RunningGateway(await FakeUpstream.StartAsync());
        if (options is not null) gateway._adjust = options;
        Directory.CreateDirectory(gateway.GatewayFolder);
        Directory.CreateDirectory(gateway.PolicyFolder);
        gateway.Keys.WriteTo(gateway.GatewayFolder);
        if (identity is not null) File.WriteAllText(Path.Combine(gateway.GatewayFolder, "identity.json"), identity);
        if (isPublished) gateway.Publish(bundle);
        await gateway.StartAgainAsync();
        gateway.Key = await gateway.CreateKeyAsync("claims", "AIS-0001", "employee");
        return gateway;
    }

    public GatewayOptions Options => _adjust(new GatewayOptions
    {
        LedgerFolder = Path.Combine(GatewayFolder, "ledger"),
        KeysFolder = Path.Combine(GatewayFolder, "keys"),
        PolicyFolder = PolicyFolder,
        TrustFile = Path.Combine(GatewayFolder, "trust.json"),
        IdentityFile = Path.Combine(GatewayFolder, "identity.json"),
        StateFile = Path.Combine(GatewayFolder, "state.json"),
        OperationsTokenFile = Path.Combine(GatewayFolder, "operations.token"),
        Origin = TestKeys.Origin,
        ListenUrl = "http://127.0.0.1:0",
        OperationsUrl = "http://127.0.0.1:0",
        TimeProvider = Time,
        PolicyInterval = TimeSpan.FromMilliseconds(50),
        CommitTimeout = TimeSpan.FromSeconds(30),
        DrainTimeout = TimeSpan.FromSeconds(5),
    });

    public TestBundle Bundle(Func<TestBundle, TestBundle>? change = null)
    {
        var bundle = new TestBundle { UpstreamUrl = Upstream.Address.ToString() };
        return change is null ? bundle : change(bundle);
    }

    public string Publish(Func<TestBundle, TestBundle>? change = null) => Bundle(change).Publish(PolicyFolder, Keys.AuthorSigner, Keys.ApproverSigner);

    public async Task StartAgainAsync()
    {
        _app = await GatewayHost.BuildAsync(
            Options,
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Logging.SetMinimumLevel(LogLevel.Trace);
                builder.Logging.AddProvider(Log);
                builder.Services.AddSingleton<IRecordLog>(provider => new FaultyLog(provider.GetRequiredService<LedgerRecordLog>()));
            },
            TestContext.Current.CancellationToken);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async Task StopAsync()
    {
        if (_app is null) return;
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _app = null;
    }

    public async Task<string> CreateKeyAsync(string app, string ai, params string[] roles)
    {
        var body = JsonSerializer.Serialize(new { app, ai, roles });
        using var answer = await OperateAsync(HttpMethod.Post, "/callers", body);
        return (await ReadJsonAsync(answer)).GetProperty("key").GetString()!;
    }

    public Task<HttpResponseMessage> OperateAsync(HttpMethod method, string path, string? body = null, string? token = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Operations, path));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token ?? Keys.OperationsToken}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks in the OpenAI dialect with the ordinary key.</summary>
    public Task<HttpResponseMessage> ChatAsync(string text, bool stream = false, string model = "test-model") =>
        SendAsync("/v1/chat/completions", JsonSerializer.Serialize(new { model, stream, messages = new[] { new { role = "user", content = text } } }));

    /// <summary>Asks in the Anthropic dialect with the ordinary key.</summary>
    public Task<HttpResponseMessage> MessagesAsync(string text, bool stream = false) =>
        SendAsync("/v1/messages", JsonSerializer.Serialize(new { model = "test-model", max_tokens = 100, stream, messages = new[] { new { role = "user", content = text } } }));

    public Task<HttpResponseMessage> SendAsync(string path, string body, Action<HttpRequestMessage>? change = null) =>
        SendAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), change);

    public Task<HttpResponseMessage> SendAsync(string path, HttpContent body, Action<HttpRequestMessage>? change = null) =>
        SendUntilAsync(path, body, change, TestContext.Current.CancellationToken);

    /// <summary>Sends until the token says that the caller has gone.</summary>
    public async Task<HttpResponseMessage> SendUntilAsync(string path, HttpContent body, Action<HttpRequestMessage>? change, CancellationToken gone)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Callers, path)) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        change?.Invoke(request);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, gone);
    }

    /// <summary>All records of the log so far, of the given kinds or of all.</summary>
    public IReadOnlyList<LedgerRecord> Records(params string[] kinds)
    {
        using var reader = LedgerReader.Open(Options.LedgerFolder, LogKey());
        return [.. reader.ReadFrom(0).Where(record => kinds.Length == 0 || kinds.Contains(record.Kind))];
    }

    /// <summary>The records of one request, by the decision id that the answer carried.</summary>
    public IReadOnlyList<JsonElement> RecordsOf(HttpResponseMessage answer)
    {
        var id = answer.Headers.GetValues("x-tandem-decision").Single();
        return [.. Records("decision", "outcome", "recovery").Select(record => record.Root).Where(root => root.GetProperty("req").GetString() == id)];
    }

    /// <summary>Waits for something that happens after the answer, such as the record of an abort.</summary>
    public static Task EventuallyAsync(Func<bool> isSo) => EventuallyAsync(() => Task.FromResult(isSo()));

    /// <summary>Waits for something that must be asked for.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        // Generous: only a failing test waits this long.
        for (var attempt = 0; attempt < 2400; attempt++)
        {
            if (await isSo()) return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("what was waited for did not happen");
    }

    public static async Task<JsonElement> ReadJsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public Tandem.Ledger.Notes.VerifierKey LogKey()
    {
        using var signer = Tandem.Ledger.Notes.NoteSigner.Parse(File.ReadAllText(Path.Combine(GatewayFolder, "keys", "log.key")).Trim());
        return signer.VerifierKey;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Upstream.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}
