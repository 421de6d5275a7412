using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Export;

internal enum ExportFormat
{
    Csv,
    Json,
    Xlsx,
}

internal static class ExportFormats
{
    /// <summary>The format asked for by `?format=`; null when the page itself is wanted.</summary>
    internal static ExportFormat? Requested(HttpRequest request) => request.Query["format"].ToString() switch
    {
        "csv" => ExportFormat.Csv,
        "json" => ExportFormat.Json,
        "xlsx" => ExportFormat.Xlsx,
        _ => null,
    };

    /// <summary>How the address and the file's name write it.</summary>
    internal static string Extension(this ExportFormat format) => format switch
    {
        ExportFormat.Csv => "csv",
        ExportFormat.Json => "json",
        _ => "xlsx",
    };

    internal static string ContentType(this ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Json => "application/json; charset=utf-8",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
}
