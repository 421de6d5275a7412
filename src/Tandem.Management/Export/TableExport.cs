using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;

namespace Tandem.Management.Export;

/// <summary>Answers a request with a table as a file to keep.</summary>
internal static class TableExport
{
    internal static IResult Result<T>(ExportFormat format, ExportTable<T> table) => new ExportResult<T>(format, table);

    private sealed class ExportResult<T>(ExportFormat format, ExportTable<T> table) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var cancellation = httpContext.RequestAborted;
            if (format == ExportFormat.Xlsx && await table.CountAsync(cancellation) is var rows and > XlsxExport.MostRows)
            {
                await TooManyRows(rows).ExecuteAsync(httpContext);
                return;
            }
            var response = httpContext.Response;
            response.ContentType = format.ContentType();
            response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.{format.Extension()}\"";
            var marked = Watermarked(httpContext.RequestServices.GetRequiredService<CurrentUser>());
            response.Headers.CacheControl = "no-store";
            var at = httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            await (format switch
            {
                ExportFormat.Csv => CsvExport.WriteAsync(response.Body, marked, cancellation),
                ExportFormat.Json => JsonExport.WriteAsync(response.Body, marked, at, cancellation),
                _ => XlsxExport.WriteAsync(response.Body, marked, at, cancellation),
            });
        }

        // CSV has no place for it; its name and the log of reads say who took it.
        private ExportTable<T> Watermarked(CurrentUser user) => !user.IsGuest ? table : table with
        {
            Filter = new Dictionary<string, string>(table.Filter) { ["watermark"] = $"external audit access of {user.Name} ({user.PersonKey})" },
        };

        private static IResult TooManyRows(long rows) => Results.Problem(
            title: "too many rows for XLSX",
            detail: string.Create(CultureInfo.InvariantCulture, $"the table has {rows:N0} rows, but an XLSX sheet holds {XlsxExport.MostRows:N0}; narrow the filter, or export CSV or JSON"),
            statusCode: StatusCodes.Status422UnprocessableEntity);
    }
}
