using Tandem.Inspection.Policy;

namespace Tandem.Gateway.Upstream;

/// <summary>
/// The credential the gateway shows an upstream. Read once when a bundle is loaded, kept nowhere else, and never part of a
/// message: problems name the variable or the file.
/// </summary>
internal sealed class UpstreamCredential
{
    private const int MaximumBytes = 16 * 1024;
    private readonly string? _value;

    private UpstreamCredential(string header, string? value)
    {
        Header = header;
        _value = value;
    }

    public string Header { get; }

    public static UpstreamCredential? Load(UpstreamDefinition upstream, ICollection<string> problems)
    {
        string? secret = null;
        var source = "";
        if (upstream.CredentialEnvironmentVariable is { } variable)
        {
            source = $"environment variable `{variable}`";
            secret = Environment.GetEnvironmentVariable(variable);
        }
        else if (upstream.CredentialFile is { } file)
        {
            source = $"file `{file}`";
            secret = ReadFile(file);
        }
        else
        {
            return new UpstreamCredential(upstream.AuthHeader, null);
        }

        secret = secret?.Trim();
        if (string.IsNullOrEmpty(secret))
        {
            problems.Add($"upstream `{upstream.Name}` finds no credential in {source}; set it and reload");
            return null;
        }

        if (secret.Any(character => character is <= ' ' or > '~'))
        {
            problems.Add($"upstream `{upstream.Name}` finds a credential in {source} that cannot be a header value; check it");
            return null;
        }

        return new UpstreamCredential(upstream.AuthHeader, string.Equals(upstream.AuthHeader, "authorization", StringComparison.Ordinal) ? $"Bearer {secret}" : secret);
    }

    public void ApplyTo(HttpRequestMessage request)
    {
        if (_value is not null) request.Headers.TryAddWithoutValidation(Header, _value);
    }

    /// <summary>The header alone, so that no log line and no debugger shows the value.</summary>
    public override string ToString() => $"{Header}: …";

    private static string? ReadFile(string file)
    {
        try
        {
            return new FileInfo(file).Length <= MaximumBytes ? File.ReadAllText(file) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
