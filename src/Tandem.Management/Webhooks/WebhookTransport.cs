using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Tandem.Inspection.Addresses;
using Tandem.Management.Outgoing;

namespace Tandem.Management.Webhooks;

/// <summary>Sends one delivery. Follows no redirect, keeps no cookie, reads a kibibyte, takes ten seconds at most.</summary>
internal sealed class WebhookTransport : IDisposable
{
    private static readonly HttpRequestOptionsKey<IReadOnlyCollection<AddressClass>> AllowedKey = new("tandem.allowed");

    private readonly WebhookSecret _secrets;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebhookTransport(OutgoingConnector connector, WebhookSecret secrets, TimeProvider time)
    {
        (_secrets, _time) = (secrets, time);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 16,
            // Each delivery is checked by its own receiver's rules: no connection serves two.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (context, cancellation) =>
                context.InitialRequestMessage.Options.TryGetValue(AllowedKey, out var allowed)
                    ? await connector.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, allowed, cancellation)
                    : throw new OutgoingRefusedException("no class of address is allowed"),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    internal async Task<WebhookAnswer> SendAsync(Webhook webhook, WebhookDelivery delivery, CancellationToken cancellation)
    {
        if (WebhookAddress.Problem(webhook.Url, webhook.AllowsPrivate) is { } problem)
            return new(null, problem);
        var now = _time.GetUtcNow();
        var keys = Keys(webhook, now);
        if (keys.Count == 0)
            return new(null, "the key of the signatures cannot be read with this installation's keys; renew it");
        var url = new Uri(webhook.Url);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(WebhookLimits.DeliveryTime);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json") };
        request.Options.Set(AllowedKey, WebhookAddress.Allowed(url, webhook.AllowsPrivate));
        request.Headers.Add("webhook-id", delivery.MessageId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(delivery.MessageId, now, delivery.Body, keys));
        request.Headers.UserAgent.ParseAdd("tandem-webhooks/1");
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return new((int)response.StatusCode, await ReadAsync(response.Content, deadline.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, $"the receiver was not done within {WebhookLimits.DeliveryTime.TotalSeconds} seconds");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or SocketException)
        {
            return new(null, (failed.InnerException as OutgoingRefusedException ?? failed).Message);
        }
    }

    public void Dispose() => _client.Dispose();

    private List<byte[]> Keys(Webhook webhook, DateTimeOffset now)
    {
        var stored = webhook.FormerSecretProtected is { } former && webhook.FormerSecretUntil > now ? new[] { webhook.SecretProtected, former } : [webhook.SecretProtected];
        return stored.Select(_secrets.Read).OfType<byte[]>().ToList();
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var buffer = new byte[WebhookLimits.AnswerBytes];
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}

/// <summary>What came of one attempt.</summary>
/// <param name="Status">Status of the answer; null when there was none.</param>
/// <param name="Text">The beginning of the answer, or what went wrong without one.</param>
internal sealed record WebhookAnswer(int? Status, string Text)
{
    internal bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>410: the receiver wants nothing any more.</summary>
    internal bool IsGone => Status == 410;

    /// <summary>The text without what cannot be shown or stored, in the room there is for it.</summary>
    internal string Kept
    {
        get
        {
            var clean = string.Concat(Text.Select(c => (char.IsControl(c) && c != '\n') || char.IsSurrogate(c) ? ' ' : c)).Trim();
            return clean.Length <= WebhookLimits.AnswerBytes ? clean : clean[..WebhookLimits.AnswerBytes];
        }
    }
}
