using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tandem.Gateway.Operations;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Classification;

namespace Tandem.Gateway.Exchanges;

/// <summary>Sixth step: sends the decided body upstream, in the gateway's own name.</summary>
internal sealed class Forwarding
{
    private readonly Classifier _classifier;
    private readonly GatewayMetrics _metrics;

    public Forwarding(Classifier classifier, GatewayMetrics metrics)
    {
        _classifier = classifier;
        _metrics = metrics;
    }

    public async Task<UpstreamAnswer> SendAsync(Exchange exchange)
    {
        var upstream = exchange.Upstream!;
        using var request = new HttpRequestMessage(HttpMethod.Post, TargetOf(exchange));
        RequestHeaders.CopyTo(exchange.Context.Request.Headers, request, IsClean);
        request.Content = new ReadOnlyMemoryContent(exchange.Forwarded);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await upstream.SendAsync(request, exchange.CallerGone, exchange.Deadline);
        exchange.Clock.UpstreamUs += exchange.Clock.Lap();
        exchange.Record = exchange.Record with { UpstreamStatus = answer.Status };
        if (answer.Error != UpstreamError.None) _metrics.UpstreamFailed(answer.Error);
        return answer;
    }

    private bool IsClean(string header)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var findings = new List<Finding>();
        var budget = ScanBudget.ForLength(text.Length);
        _classifier.Scan(text, SegmentProvenance.Other, findings, ref budget);
        return findings.Count == 0 && !budget.IsExceeded;
    }

    /// <summary>A query is text that nobody inspected, and some providers take keys in it: two switches pass, in the only forms they have.</summary>
    private static Uri TargetOf(Exchange exchange)
    {
        var target = exchange.Upstream!.Target(exchange.Route!.Path);
        var query = exchange.Context.Request.Query;
        if (query.Count == 0) return target;
        var passed = QueryString.Empty;
        if (query.TryGetValue("beta", out var beta) && beta is ["true" or "false"]) passed = passed.Add("beta", beta.ToString());
        if (query.TryGetValue("api-version", out var version) && version is [{ } date] && IsApiVersion(date)) passed = passed.Add("api-version", date);
        return new Uri(target + passed.ToUriComponent());
    }

    /// <summary><c>2024-10-21</c> or <c>2024-10-01-preview</c>.</summary>
    private static bool IsApiVersion(string text)
    {
        const string Preview = "-preview";
        var date = text.EndsWith(Preview, StringComparison.Ordinal) ? text[..^Preview.Length] : text;
        return DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }
}
