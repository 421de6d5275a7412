using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Tandem.Gateway.Bodies;

/// <summary>What the headers say about a body; only JSON in UTF-8, plain or compressed once, can be inspected.</summary>
internal sealed record BodyFormat(ContentCoding Coding, BodyProblem Problem)
{
    public static BodyFormat Of(HttpRequest request)
    {
        var unsupported = new BodyFormat(ContentCoding.Identity, BodyProblem.Unsupported);
        if (request.Headers.ContentType.Count > 1 || request.Headers.ContentEncoding.Count > 1) return unsupported;
        if (!string.IsNullOrEmpty(request.ContentType))
        {
            if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return unsupported;
            if (!type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return unsupported;
            if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return unsupported;
        }

        return request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
        {
            "" or "identity" => new(ContentCoding.Identity, BodyProblem.None),
            "gzip" or "x-gzip" => new(ContentCoding.Gzip, BodyProblem.None),
            "br" => new(ContentCoding.Brotli, BodyProblem.None),
            "deflate" => new(ContentCoding.Deflate, BodyProblem.None),
            _ => unsupported,
        };
    }
}
