using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Export;

internal enum ExportFormat
{
    Csv,
    Json,
}

internal static class ExportFormats
{
    /// <summary>The format asked for by `?format=`; null when the page itself is wanted.</summary>
    internal static ExportFormat? Requested(HttpRequest request) => request.Query["format"].ToString() switch
    {
        "csv" => ExportFormat.Csv,
        "json" => ExportFormat.Json,
        _ => null,
    };
}
