using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Tandem.MockLlm;

/// <summary>
/// A stand-in for a model provider on the loopback interface: OpenAI and Anthropic dialects, buffered and streaming, with tools, delays and faults.
/// It keeps the last requests it received, so that a test or a curious reader can see what left the gateway (<c>GET /requests</c>).
/// </summary>
internal sealed class MockLlmHost(MockLlmOptions options)
{
    public const int KeptRequests = 256;
    private const long LargestBodyBytes = 64L << 20;

    private readonly ConcurrentQueue<string> _requests = new();
    private long _served;

    public static WebApplication Build(MockLlmOptions options, string listenUrl)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "tandem", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBodyBytes;
        });
        builder.WebHost.UseUrls(listenUrl);
        var app = builder.Build();
        var host = new MockLlmHost(options);
        app.MapPost("/v1/chat/completions", context => host.Answer(context, isOpenAi: true));
        app.MapPost("/v1/messages", context => host.Answer(context, isOpenAi: false));
        app.MapGet("/v1/models", () => Results.Json(new { @object = "list", data = new[] { new { id = "mock-1", @object = "model", owned_by = "tandem" } } }));
        app.MapGet("/requests", () => Results.Text("[" + string.Join(",\n", host._requests) + "]", "application/json"));
        app.MapDelete("/requests", () => host._requests.Clear());
        app.MapGet("/stats", () => Results.Json(new { served = Interlocked.Read(ref host._served) }));
        return app;
    }

    private async Task Answer(HttpContext context, bool isOpenAi)
    {
        var cancellation = context.RequestAborted;
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: cancellation);
        }
        catch (JsonException error)
        {
            await WriteError(context, isOpenAi, StatusCodes.Status400BadRequest, $"the body is no JSON: {error.Message}", "invalid_request_error");
            return;
        }

        using (document)
        {
            Keep(context, document.RootElement);
            var request = MockRequest.Parse(document.RootElement);
            var behaviour = options.For(request.Model);
            var answer = MockAnswer.To(request, behaviour);
            Interlocked.Increment(ref _served);
            context.Response.Headers["x-request-id"] = "mock";
            if (behaviour.FirstByteDelayMs > 0)
                await Task.Delay(behaviour.FirstByteDelayMs, cancellation);
            if (await Fail(context, isOpenAi, request, behaviour.Fault))
                return;
            if (request.Stream)
                await Stream(context, isOpenAi ? OpenAiAnswers.Events(request, answer) : AnthropicAnswers.Events(request, answer), behaviour);
            else
                await Buffered(context, isOpenAi ? OpenAiAnswers.Buffered(request, answer) : AnthropicAnswers.Buffered(request, answer), behaviour);
        }
    }

    private void Keep(HttpContext context, JsonElement body)
    {
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);
        _requests.Enqueue(JsonSerializer.Serialize(new { path = context.Request.Path.Value, headers, body }));
        while (_requests.Count > KeptRequests)
            _requests.TryDequeue(out _);
    }

    private static async Task<bool> Fail(HttpContext context, bool isOpenAi, MockRequest request, MockFault fault)
    {
        switch (fault)
        {
            case MockFault.Status500:
                await WriteError(context, isOpenAi, StatusCodes.Status500InternalServerError, "the mock was asked to fail", "server_error");
                return true;
            case MockFault.Status529:
                await WriteError(context, isOpenAi, 529, "the mock was asked to be overloaded", "overloaded_error");
                return true;
            case MockFault.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                return true;
            case MockFault.Reset when !request.Stream:
                context.Abort();
                return true;
            case MockFault.Garbage:
                context.Response.ContentType = request.Stream ? "text/event-stream" : "application/json";
                await context.Response.WriteAsync(request.Stream ? "data: {not json\n\n" : "<html>this is no JSON</html>");
                return true;
            case MockFault.None or MockFault.Truncate or MockFault.Reset:
                return false;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "unknown fault");
        }
    }

    private static async Task Buffered(HttpContext context, byte[] body, MockLlmOptions behaviour)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (behaviour.Fault is MockFault.Truncate)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task Stream(HttpContext context, IEnumerable<string> events, MockLlmOptions behaviour)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        var list = events.ToList();
        for (var i = 0; i < list.Count; i++)
        {
            if (i == list.Count / 2 && behaviour.Fault is MockFault.Truncate)
                return;
            if (i == list.Count / 2 && behaviour.Fault is MockFault.Reset)
            {
                context.Abort();
                return;
            }

            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(list[i]), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (behaviour.GapMs > 0 && i < list.Count - 1)
                await Task.Delay(behaviour.GapMs, context.RequestAborted);
        }
    }

    private static async Task WriteError(HttpContext context, bool isOpenAi, int status, string message, string type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(isOpenAi ? OpenAiAnswers.Error(message, type) : AnthropicAnswers.Error(message, type));
    }
}
