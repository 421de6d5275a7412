namespace Tandem.Inspection.Policy.Loading;

/// <summary>Reads <c>upstreams.json</c>.</summary>
internal static class UpstreamReader
{
    private static readonly string[] Headers = ["authorization", "x-api-key"];
    private static readonly string[] AddressClasses = ["public", "private", "loopback"];

    public static UpstreamList Read(BundleFile file, JsonNode root)
    {
        var upstreams = new List<UpstreamDefinition>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (RecordReader.Of(file, root, "the list of upstreams") is not { } record)
            return new UpstreamList(upstreams, names);
        foreach (var node in record.List("upstreams", isRequired: true))
        {
            if (Upstream(file, node, names) is { } upstream)
                upstreams.Add(upstream);
        }

        record.End();
        return new UpstreamList(upstreams, names);
    }

    private static UpstreamDefinition? Upstream(BundleFile file, JsonNode node, HashSet<string> names)
    {
        if (RecordReader.Of(file, node, "the upstream") is not { } record)
            return null;
        var name = record.Text("name", TextShape.Name);
        if (name is not null && !names.Add(name))
            file.Problem(node, $"upstream `{name}` appears twice; keep one");
        var provider = record.Text("provider", TextShape.Name);
        var addressClass = record.Word("addressClass", AddressClasses);
        var baseUrl = BaseUrl(record, addressClass);
        var region = record.Text("region", TextShape.Name);
        var credential = record.Record("credential", "the credential", isRequired: false);
        var variable = credential?.OptionalText("environment", TextShape.Variable);
        var path = credential?.OptionalText("file", TextShape.FilePath);
        if (credential is not null && (variable is null) == (path is null))
            file.Problem(credential.Node, "a credential has either `environment` or `file`; name one");
        credential?.End();
        var header = record.Word("authHeader", Headers, hasDefault: true);
        var connect = record.Number("connectTimeoutMs", 10, 60_000, 5_000);
        var firstByte = record.Number("firstByteTimeoutMs", 10, 3_600_000, 120_000);
        record.End();
        if (name is null || provider is null || addressClass is null || baseUrl is null || region is null || header is null)
            return null;
        return new UpstreamDefinition
        {
            Name = name,
            Provider = provider,
            BaseUrl = baseUrl,
            Region = region,
            CredentialEnvironmentVariable = variable,
            CredentialFile = path,
            AuthHeader = header,
            AddressClass = addressClass,
            ConnectTimeout = TimeSpan.FromMilliseconds(connect),
            FirstByteTimeout = TimeSpan.FromMilliseconds(firstByte),
        };
    }

    private static Uri? BaseUrl(RecordReader record, string? addressClass)
    {
        if (record.Text("baseUrl", TextShape.Line) is not { } text)
            return null;
        var node = record.Find("baseUrl")!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != "https" && url.Scheme != "http")
            || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            record.File.Problem(node, "`baseUrl` must be an http or https URL without user, query or fragment; change it");
            return null;
        }

        if (url.Scheme == "https" || addressClass is not "public")
            return url;
        record.File.Problem(node, "`baseUrl` of a public upstream must be https; use https, or another address class");
        return null;
    }
}
