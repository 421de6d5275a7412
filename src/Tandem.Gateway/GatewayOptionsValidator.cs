namespace Tandem.Gateway;

/// <summary>Checks all options at once; each problem names the key to set.</summary>
public static class GatewayOptionsValidator
{
    /// <summary>Returns every problem; empty when the options can be used.</summary>
    public static IReadOnlyList<string> Problems(GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<string>();
        Required(options.LedgerFolder, nameof(options.LedgerFolder), problems);
        Required(options.KeysFolder, nameof(options.KeysFolder), problems);
        Required(options.PolicyFolder, nameof(options.PolicyFolder), problems);
        Required(options.TrustFile, nameof(options.TrustFile), problems);
        Required(options.StateFile, nameof(options.StateFile), problems);
        Required(options.OperationsTokenFile, nameof(options.OperationsTokenFile), problems);
        Required(options.Origin, nameof(options.Origin), problems);
        Required(options.Writer, nameof(options.Writer), problems);
        Required(options.Tenant, nameof(options.Tenant), problems);
        Address(options.ListenUrl, nameof(options.ListenUrl), problems);
        Address(options.OperationsUrl, nameof(options.OperationsUrl), problems);
        if (options.ListenUrl == options.OperationsUrl && !options.ListenUrl.EndsWith(":0", StringComparison.Ordinal))
        {
            problems.Add($"set `{nameof(options.OperationsUrl)}` to another address than `{nameof(options.ListenUrl)}`; callers must not reach the operations listener");
        }

        Within(options.MaxConcurrentRequests, 1, 100_000, nameof(options.MaxConcurrentRequests), problems);
        Within(options.UnauthenticatedPerSource, 1, 100_000, nameof(options.UnauthenticatedPerSource), problems);
        Within(options.UnauthenticatedInAll, 1, 1_000_000, nameof(options.UnauthenticatedInAll), problems);
        Within(options.StreamKeepAlive, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(10), nameof(options.StreamKeepAlive), problems);
        Within(options.GlobalBodyBudgetBytes, 1L << 20, 64L << 30, nameof(options.GlobalBodyBudgetBytes), problems);
        Within(options.ResponseLimitBytes, 64L << 10, 256L << 20, nameof(options.ResponseLimitBytes), problems);
        Within(options.BodyTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10), nameof(options.BodyTimeout), problems);
        Within(options.LedgerSegmentSizeBytes, 64L << 10, 1L << 30, nameof(options.LedgerSegmentSizeBytes), problems);
        Within(options.CommitTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30), nameof(options.CommitTimeout), problems);
        Within(options.PolicyInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromHours(1), nameof(options.PolicyInterval), problems);
        Within(options.DrainTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(options.DrainTimeout), problems);
        return problems;
    }

    private static void Required(string value, string key, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(value)) problems.Add($"`{key}` is missing; set it");
    }

    private static void Address(string value, string key, List<string> problems)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            problems.Add($"`{key}` is `{value}`; set it to an address such as `http://localhost:7181`");
        }
    }

    private static void Within<T>(T value, T least, T most, string key, List<string> problems)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0) problems.Add($"`{key}` is {value}; set it between {least} and {most}");
    }
}
