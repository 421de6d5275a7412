using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Tandem.Gateway.Bodies;

/// <summary>Takes a request body in: no more than the route allows, no longer than a body may take, within the budget of all.</summary>
internal static class BodyReception
{
    public static async Task<(ReadOnlyMemory<byte> Body, BodyProblem Problem)> ReadAsync(
        HttpRequest request, long limit, TimeSpan within, BodyLease lease, TimeProvider time, CancellationToken callerGone)
    {
        if (request.ContentLength > limit) return (default, BodyProblem.TooLarge);
        if (!lease.TryHold(request.ContentLength ?? 0)) return (default, BodyProblem.Overloaded);
        using var timeout = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(callerGone, timeout.Token);
        try
        {
            return await ReadAsync(request.BodyReader, (int)(request.ContentLength ?? 0), limit, lease, either.Token);
        }
        catch (OperationCanceledException)
        {
            return (default, timeout.IsCancellationRequested && !callerGone.IsCancellationRequested ? BodyProblem.TimedOut : BodyProblem.CallerGone);
        }
        catch (BadHttpRequestException exception)
        {
            return (default, exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => BodyProblem.TooLarge,
                StatusCodes.Status408RequestTimeout => BodyProblem.TimedOut,
                _ => callerGone.IsCancellationRequested ? BodyProblem.CallerGone : BodyProblem.Broken,
            });
        }
        catch (IOException)
        {
            return (default, BodyProblem.CallerGone);
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Body, BodyProblem Problem)> ReadAsync(PipeReader reader, int announced, long limit, BodyLease lease, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(Math.Max(announced, 1024));
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var length = body.WrittenCount + result.Buffer.Length;
            var problem = length > limit ? BodyProblem.TooLarge : lease.TryHold(length) ? BodyProblem.None : BodyProblem.Overloaded;
            if (problem != BodyProblem.None)
            {
                // Nothing more is consumed; the server closes the connection instead of reading the rest for nothing.
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                return (default, problem);
            }

            foreach (var part in result.Buffer) body.Write(part.Span);
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted) return (body.WrittenMemory, BodyProblem.None);
        }
    }
}
