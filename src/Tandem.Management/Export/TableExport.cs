using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Management.Export;

/// <summary>Answers a request with a table as a file to keep.</summary>
internal static class TableExport
{
    internal static IResult Result<T>(ExportFormat format, ExportTable<T> table) => new ExportResult<T>(format, table);

    private sealed class ExportResult<T>(ExportFormat format, ExportTable<T> table) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var extension = format == ExportFormat.Csv ? "csv" : "json";
            response.ContentType = format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
            response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.{extension}\"";
            response.Headers.CacheControl = "no-store";
            var cancellation = httpContext.RequestAborted;
            if (format == ExportFormat.Csv)
                await CsvExport.WriteAsync(response.Body, table, cancellation);
            else
                await JsonExport.WriteAsync(response.Body, table, httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), cancellation);
        }
    }
}
