namespace Tandem.Gateway.Bodies;

/// <summary>Content codings of request bodies (RFC 9110 section 8.4.1).</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
    Deflate,
}
