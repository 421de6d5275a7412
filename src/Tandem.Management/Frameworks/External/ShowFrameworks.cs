using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Frameworks.Uploads;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Frameworks.External;

/// <summary>All frameworks, the provisions of one, and one provision with what helps with it.</summary>
internal static class ShowFrameworks
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/frameworks", ListAsync);
        app.MapGet("/frameworks/{id}", ShowAsync);
        app.MapGet("/frameworks/{id}/{reference}", ShowProvision);
        var api = app.MapGroup("/api/frameworks").WithTags("Frameworks");
        api.MapGet("", ListForApiAsync)
            .WithSummary("Both standards, the frameworks that lead to them, and those uploaded").Produces<FrameworkAnswer.Listing>();
        api.MapGet("/{id}", ShowForApi)
            .WithSummary("One framework of the content").Produces<FrameworkAnswer>();
        api.MapGet("/{id}/provisions", ListProvisions)
            .WithSummary("Provisions of a framework with the requirements that help with each").Produces<ProvisionAnswer.Listing>();
        api.MapGet("/{id}/provisions/{reference}", ShowProvisionForApi)
            .WithSummary("One provision").Produces<ProvisionAnswer>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, FrameworkCatalogue catalogue, UploadQueries uploads, TimeProvider time, CancellationToken cancellation)
    {
        var rows = FrameworkRow.Shipped(catalogue).Concat(await uploads.RowsAsync(cancellation));
        return await TableQuery.AnswerAsync(request, FrameworksTable.Definition, rows.AsQueryable(), time, page => Page.Show<FrameworksPage>(new { Table = page }));
    }

    private static async Task<IResult> ShowAsync(string id, HttpRequest request, FrameworkCatalogue catalogue, TimeProvider time)
    {
        // Their requirements have a page of their own, as a tree.
        if (Standards.TryParse(id, out var standard))
            return Results.LocalRedirect("/catalogue?standard=" + standard.Prefix());
        if (Find(id, catalogue) is not { } framework)
            return Results.NotFound();
        var rows = ProvisionRow.Of(framework, catalogue).ToList();
        return await TableQuery.AnswerAsync(
            request, ProvisionTable.Of(framework, rows, catalogue), rows.AsQueryable(), time, page => Page.Show<FrameworkPage>(new { Framework = framework, Table = page }));
    }

    private static IResult ShowProvision(string id, string reference, FrameworkCatalogue catalogue) =>
        FindProvision(id, reference, catalogue) is { } provision ? Page.Show<ProvisionPage>(new { Provision = provision }) : Results.NotFound();

    private static async Task<IResult> ListForApiAsync(FrameworkCatalogue catalogue, UploadQueries uploads, CancellationToken cancellation) => Results.Ok(new FrameworkAnswer.Listing(
        [.. FrameworkRow.Shipped(catalogue).Concat(await uploads.RowsAsync(cancellation)).Select(FrameworkAnswer.Of)], $"{FrameworkCatalogue.TitlesNotice} {catalogue.Notice}"));

    private static IResult ShowForApi(string id, FrameworkCatalogue catalogue) =>
        FrameworkRow.Shipped(catalogue).FirstOrDefault(row => row.Id == id) is { } row ? Results.Ok(FrameworkAnswer.Of(row)) : Results.NotFound();

    private static IResult ListProvisions(string id, int? size, int? page, FrameworkCatalogue catalogue)
    {
        var (take, number) = (ApiPaging.Size(size), ApiPaging.Page(page));
        if (Standards.TryParse(id, out var standard))
            return Results.LocalRedirect("/api/catalogue?standard=" + standard.Prefix());
        if (Find(id, catalogue) is not { } framework)
            return Results.NotFound();
        var rows = catalogue.Provisions.Where(provision => provision.Framework == framework).Skip(take * (number - 1)).Take(take + 1).ToList();
        return Results.Ok(new ProvisionAnswer.Listing(
            [.. rows.Take(take).Select(provision => ProvisionAnswer.Of(provision, catalogue))], rows.Count > take ? number + 1 : null, catalogue.CrosswalkNotice));
    }

    private static IResult ShowProvisionForApi(string id, string reference, FrameworkCatalogue catalogue) =>
        FindProvision(id, reference, catalogue) is { } provision ? Results.Ok(ProvisionAnswer.Of(provision, catalogue)) : Results.NotFound();

    private static ExternalFramework? Find(string id, FrameworkCatalogue catalogue) => catalogue.Frameworks.FirstOrDefault(framework => framework.Id == id);

    private static Provision? FindProvision(string id, string reference, FrameworkCatalogue catalogue) =>
        catalogue.Provisions.FirstOrDefault(provision => provision.Framework.Id == id && provision.Ref == reference);
}
