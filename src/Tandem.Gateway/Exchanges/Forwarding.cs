using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Tandem.Gateway.Operations;
using Tandem.Gateway.Upstream;

namespace Tandem.Gateway.Exchanges;

/// <summary>Sixth step: sends the decided body upstream, in the gateway's own name.</summary>
internal sealed class Forwarding
{
    // A query is text that nobody inspected, and some providers take keys in it: only what client libraries send and act upon passes.
    private static readonly string[] PassedParameters = ["beta", "api-version"];
    private const int MaximumParameterLength = 64;

    private readonly GatewayMetrics _metrics;

    public Forwarding(GatewayMetrics metrics) => _metrics = metrics;

    public async Task<UpstreamAnswer> SendAsync(Exchange exchange)
    {
        var upstream = exchange.Upstream!;
        using var request = new HttpRequestMessage(HttpMethod.Post, TargetOf(exchange));
        RequestHeaders.CopyTo(exchange.Context.Request.Headers, request);
        request.Content = new ReadOnlyMemoryContent(exchange.Forwarded);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await upstream.SendAsync(request, exchange.CallerGone, exchange.Deadline);
        exchange.Clock.UpstreamUs += exchange.Clock.Lap();
        exchange.Record = exchange.Record with { UpstreamStatus = answer.Status };
        if (answer.Error != UpstreamError.None) _metrics.UpstreamFailed(answer.Error);
        return answer;
    }

    private static Uri TargetOf(Exchange exchange)
    {
        var target = exchange.Upstream!.Target(exchange.Route!.Path);
        var query = exchange.Context.Request.Query;
        if (query.Count == 0) return target;
        var passed = QueryString.Empty;
        foreach (var name in PassedParameters)
        {
            if (query.TryGetValue(name, out var values) && values is [{ Length: <= MaximumParameterLength } value] && value.All(char.IsAsciiLetterOrDigit)) passed = passed.Add(name, value);
        }

        return new Uri(target + passed.ToUriComponent());
    }
}
