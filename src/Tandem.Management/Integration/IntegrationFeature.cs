using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Integration;

/// <summary>What carries over from one standard to the other; for pages and programs.</summary>
internal static class IntegrationFeature
{
    /// <summary>A requirement of ISO/IEC 42001 and what it can be built on.</summary>
    internal sealed record Answer(
        string Requirement, string CarryOver, IReadOnlyList<string> Siblings, string Approach, IReadOnlyList<string> Controls, IReadOnlyList<string> Extendable, IReadOnlyList<string> Documents, IReadOnlyList<string> Missing);

    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<IntegrationReader>();
        services.AddSingleton(new RailEntry(RailGroup.Controls, 5, "arrows-sort", "Integration", "/integration"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/integration", ShowAsync);
        app.MapGet("/api/integration", ListAsync).WithSummary("What carries over from ISO/IEC 27001 to ISO/IEC 42001").Produces<IReadOnlyList<Answer>>();
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, IntegrationReader reader, TimeProvider time, CancellationToken cancellation)
    {
        var rows = await reader.ReadAsync(cancellation);
        return await TableQuery.AnswerAsync(request, IntegrationTable.Definition, rows.AsQueryable(), time, page => Page.Show<IntegrationPage>(new { All = rows, Table = page }));
    }

    private static async Task<IResult> ListAsync(IntegrationReader reader, CancellationToken cancellation) => Results.Ok((await reader.ReadAsync(cancellation)).Select(row => new Answer(
        row.Requirement.Id.ToString(), ChoiceNames.Of(row.CarryOver), [.. row.Siblings.Select(sibling => sibling.Id.ToString())], row.Approach,
        [.. row.Controls.Select(control => control.Control.Key)], [.. row.Base.Select(control => control.Control.Key)], [.. row.Documents.Select(document => document.Key)], row.Missing)).ToList());
}
