using System.Text.Json;

namespace Tandem.Management.Tests.Gateway;

/// <summary>An operations listener that answers as the gateway's does, on a free port, and remembers what it was asked.</summary>
internal sealed class OperationsListener : IAsyncDisposable
{
    internal const string Token = "operations-token-of-the-test";
    internal const string Secret = "tdm_abcd1234_secret-shown-once";

    private readonly WebApplication _app;

    private OperationsListener(WebApplication app) => _app = app;

    internal List<string> Asked { get; } = [];

    internal Uri Url => new(_app.Urls.Single());

    /// <summary>What POST /callers answers; null makes a key.</summary>
    internal string? Refusal { get; set; }

    internal static async Task<OperationsListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var listener = new OperationsListener(app);
        var revoked = false;
        app.Use(async (context, next) =>
        {
            if (context.Request.Headers.Authorization != $"Bearer {Token}")
            {
                context.Response.StatusCode = 401;
                return;
            }
            using var reader = new StreamReader(context.Request.Body);
            listener.Asked.Add($"{context.Request.Method} {context.Request.Path} {await reader.ReadToEndAsync()}".Trim());
            await next(context);
        });
        app.MapGet("/health", () => Results.Json(new
        {
            status = "ok",
            origin = "gw.example/ledger",
            tenant = "default",
            inFlight = 2,
            ledger = new { state = "open", records = 12, checkpointSize = 10, checkpointTime = "2026-11-21T03:31:00.123456Z", reason = (string?)null },
            bundle = new { state = "in-force", id = "starter", version = "7", hash = new string('b', 64), author = "<b>ann</b>", approvers = new[] { "bob" }, loaded = "2026-11-21T03:30:00Z", routes = Array.Empty<object>(), problems = Array.Empty<string>() },
        }));
        app.MapGet("/callers", () => Results.Json(new
        {
            callers = new[] { new { id = "abcd1234", app = "claims<script>", ai = "AIS-0001", roles = new[] { "agent" }, created = "2026-11-21T03:30:00Z", expires = (string?)null, revoked = (string?)null, state = revoked ? "revoked" : "active" } },
        }));
        app.MapPost("/callers", () => listener.Refusal is { } refusal ? Results.Json(new { error = refusal }, statusCode: 400) : Results.Json(new { id = "abcd1234", key = Secret }, statusCode: 201));
        app.MapPost("/callers/{id}/revoke", (string id) =>
        {
            revoked = true;
            return Results.Json(new { id, app = "claims", ai = "AIS-0001", state = "revoked" });
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return listener;
    }

    /// <summary>Options of a management system that is a client of this listener.</summary>
    internal ManagementOptions Connect(ManagementOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(options.OperationsTokenFile)!);
        File.WriteAllText(options.OperationsTokenFile, Token + "\n");
        return options with { OperationsUrl = Url };
    }

    internal JsonElement BodyOf(string start) => JsonDocument.Parse(Asked.Single(asked => asked.StartsWith(start, StringComparison.Ordinal))[start.Length..]).RootElement;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
