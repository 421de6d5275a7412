using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Management.Webhooks;

/// <summary>Signs as the Standard Webhooks specification says: HMAC-SHA256 over id, time and body, in base64 behind `v1,`. Pure.</summary>
internal static class WebhookSignature
{
    /// <summary>Value of the header `webhook-signature`: one signature for each key, newest first.</summary>
    internal static string Of(string messageId, DateTimeOffset at, string body, IEnumerable<byte[]> keys)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{at.ToUnixTimeSeconds()}.{body}"));
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"));
    }
}
