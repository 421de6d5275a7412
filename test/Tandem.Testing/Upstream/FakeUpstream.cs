using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tandem.Testing.Upstream;

/// <summary>A model endpoint under a test's control: it keeps what it received and answers as it was told, on a real socket.</summary>
public sealed class FakeUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<CapturedRequest> _requests = new();
    private volatile Func<HttpContext, Task> _answer;
    private int _exchanges;

    private FakeUpstream()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _app = builder.Build();
        _answer = context => WriteAsync(context, 200, "application/json", "{}");
        _app.Run(HandleAsync);
    }

    public IReadOnlyList<CapturedRequest> Requests => [.. _requests];

    /// <summary>Exchanges that are under way.</summary>
    public int Exchanges => Volatile.Read(ref _exchanges);

    public Uri Address => new(_app.Urls.First());

    /// <summary>Completes when an exchange was cut by the other side before it was answered whole.</summary>
    public TaskCompletionSource Cut { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<FakeUpstream> StartAsync()
    {
        var upstream = new FakeUpstream();
        await upstream._app.StartAsync();
        return upstream;
    }

    public void AnswerJson(string body, int status = 200) => Answer(context => WriteAsync(context, status, "application/json", body));

    public void AnswerText(string body, int status, string contentType) => Answer(context => WriteAsync(context, status, contentType, body));

    /// <summary>Answers with a stream of the given pieces, each flushed alone; a piece may be any part of an event.</summary>
    public void AnswerStream(params string[] pieces) => Answer(async context =>
    {
        await BeginStreamAsync(context);
        foreach (var piece in pieces) await SendAsync(context, piece);
    });

    /// <summary>Streams the pieces and then waits until the other side has gone.</summary>
    public void AnswerStreamAndHang(params string[] pieces) => Answer(async context =>
    {
        await BeginStreamAsync(context);
        foreach (var piece in pieces) await SendAsync(context, piece);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });

    public void Answer(Func<HttpContext, Task> answer) => _answer = answer;

    public static Task BeginStreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        return context.Response.Body.FlushAsync();
    }

    public static async Task SendAsync(HttpContext context, string piece)
    {
        await context.Response.WriteAsync(piece, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref _exchanges);
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _exchanges);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _requests.Enqueue(new CapturedRequest(
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal),
            body.ToArray()));
        using var registration = context.RequestAborted.Register(() => Cut.TrySetResult());
        try
        {
            await _answer(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Cut.TrySetResult();
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
