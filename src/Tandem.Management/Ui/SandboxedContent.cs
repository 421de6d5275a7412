namespace Tandem.Management.Ui;

/// <summary>Metadata of endpoints that send what people uploaded: should a browser show it, then without scripts, forms and an origin.</summary>
internal sealed record SandboxedContent
{
    internal const string ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
}
