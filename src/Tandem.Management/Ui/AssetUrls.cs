using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Tandem.Management.Ui;

/// <summary>Addresses of static files with the hash of their content in the name, so that browsers may keep them for ever.</summary>
public sealed class AssetUrls(EndpointDataSource endpoints)
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _urls = new(() => Read(endpoints));

    /// <summary>Address of a file below wwwroot, absolute in this site.</summary>
    /// <exception cref="InvalidOperationException">There is no such file in this build.</exception>
    public string this[string path] => _urls.Value.TryGetValue(path, out var url)
        ? "/" + url
        : throw new InvalidOperationException($"the page's file `{path}` is not in this build; build the program again");

    private static Dictionary<string, string> Read(EndpointDataSource endpoints)
    {
        var urls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var descriptor in endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>())
        {
            // A file has one endpoint by its plain name and one by its hashed name, whose label is the plain one.
            var label = descriptor.Properties.FirstOrDefault(p => p.Name == "label")?.Value;
            if (label is not null)
                urls[label] = descriptor.Route;
            else
                urls.TryAdd(descriptor.Route, descriptor.Route);
        }
        return urls;
    }
}
