using System.Text.RegularExpressions;

namespace Tandem.Management.Tests;

/// <summary>Every endpoint there is, for tests that walk them all.</summary>
internal static partial class EndpointList
{
    internal static IReadOnlyList<(string Method, RouteEndpoint Endpoint)> Of(ManagementFixture management) =>
        management.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => (method, e))).ToList();

    /// <summary>An address of the endpoint, with 1 for every parameter.</summary>
    internal static string PathOf(RouteEndpoint endpoint) => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1");

    /// <summary>An address of the endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="value">What stands for each parameter, which is given as the pattern writes it.</param>
    internal static string PathOf(RouteEndpoint endpoint, Func<string, string> value) =>
        "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), parameter => value(parameter.Value[1..^1]));

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
