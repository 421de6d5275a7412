using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Frameworks.Uploads.Pages;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Frameworks.Uploads;

/// <summary>Pages of uploaded frameworks.</summary>
internal static class UploadEndpoints
{
    internal const string Path = "/frameworks/uploaded";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/frameworks", TakeAsync).RequireAuthorization(Permissions.Manage).WithMetadata(new UploadLimit(UploadLimits.File));
        app.MapGet(Path + "/{key}", ShowAsync);
        app.MapGet(Path + "/{key}/compare", CompareAsync);
        app.MapGet(Path + "/{key}/parts/{place:int}", ShowPartAsync);
        app.MapPost(Path + "/{key}/archive", ArchiveAsync).RequireAuthorization(Permissions.Manage);
        app.MapPost(Path + "/{key}/restore", RestoreAsync).RequireAuthorization(Permissions.Manage);
    }

    private static async Task<IResult> TakeAsync(HttpRequest request, TakeFramework take, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellation);
        return await take.ExecuteAsync(form, form["look"] == "yes", cancellation) switch
        {
            TakeOutcome.Refused refused => Page.Show<UploadRefusedPage>(new { refused.Problems, refused.Ignored }, StatusCodes.Status422UnprocessableEntity),
            TakeOutcome.Looked looked => Page.Show<UploadLookPage>(new { looked.Framework, looked.Known, looked.Difference, looked.Ignored }),
            TakeOutcome.Loaded loaded => Results.LocalRedirect($"{Path}/{loaded.Key}"),
            _ => throw new InvalidOperationException("taking cannot end otherwise"),
        };
    }

    private static async Task<IResult> ShowAsync(string key, string? version, string? tab, HttpRequest request, UploadQueries queries, HistoryQueries history, TimeProvider time, CancellationToken cancellation)
    {
        if (await queries.FindAsync(key, cancellation) is not var (framework, editions) || Edition(editions, version, framework.LatestEdition) is not { } edition)
            return Results.NotFound();
        if (tab == "history")
            return Page.Show<UploadedPage>(new { Framework = framework, Editions = editions, Edition = edition, Tab = tab, History = await history.OfRecordAsync(UploadedFramework.Type, key, cancellation) });
        return await TableQuery.AnswerAsync(
            request, PartTable.Of(edition), queries.Parts(edition), time, page => Page.Show<UploadedPage>(new { Framework = framework, Editions = editions, Edition = edition, Table = page }));
    }

    private static async Task<IResult> CompareAsync(string key, string? from, string? to, HttpRequest request, UploadQueries queries, TimeProvider time, CancellationToken cancellation)
    {
        if (await queries.FindAsync(key, cancellation) is not var (framework, editions) || Pair(editions, from, to) is not var (before, after))
            return Results.NotFound();
        var differences = FrameworkDifference.Of(
            await queries.Parts(before).OrderBy(p => p.Place).ToListAsync(cancellation), await queries.Parts(after).OrderBy(p => p.Place).ToListAsync(cancellation));
        return await TableQuery.AnswerAsync(
            request, DifferenceTable.Of(framework.Key, before.Number, after.Number), differences.AsQueryable(), time,
            page => Page.Show<FrameworkComparePage>(new { Framework = framework, Before = before, After = after, Table = page }));
    }

    private static async Task<IResult> ShowPartAsync(string key, int place, string? version, UploadQueries queries, CancellationToken cancellation)
    {
        if (await queries.FindAsync(key, cancellation) is not var (framework, editions) || Edition(editions, version, framework.LatestEdition) is not { } edition)
            return Results.NotFound();
        var near = await queries.Parts(edition).Where(p => p.Place == place).ToListAsync(cancellation);
        return near is [var part] ? Page.Show<PartPage>(new { Framework = framework, Edition = edition, Part = part }) : Results.NotFound();
    }

    private static Task<IResult> ArchiveAsync(string key, HttpRequest request, UploadQueries queries, RetireFramework retire, CancellationToken cancellation) =>
        RetireAsync(key, isRetired: true, request, queries, retire, cancellation);

    private static Task<IResult> RestoreAsync(string key, HttpRequest request, UploadQueries queries, RetireFramework retire, CancellationToken cancellation) =>
        RetireAsync(key, isRetired: false, request, queries, retire, cancellation);

    private static async Task<IResult> RetireAsync(string key, bool isRetired, HttpRequest request, UploadQueries queries, RetireFramework retire, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (await queries.FindAsync(key, cancellation) is not var (framework, editions))
            return Results.NotFound();
        return await retire.ExecuteAsync(framework, isRetired, RecordForm.Version(form), form["reason"], cancellation) is { } problem
            ? Refuse(framework, editions, problem)
            : Results.LocalRedirect($"{Path}/{key}");
    }

    private static RazorComponentResult Refuse(UploadedFramework framework, IReadOnlyList<FrameworkEdition> editions, string problem) => Page.Show<UploadedPage>(
        new { Framework = framework, Editions = editions, Edition = editions[0], Errors = new FormErrors().Add("", problem) }, StatusCodes.Status409Conflict);

    /// <summary>The version that an address names, the latest when it names none; null for one that is not there.</summary>
    internal static FrameworkEdition? Edition(IReadOnlyList<FrameworkEdition> editions, string? said, long latest)
    {
        var number = string.IsNullOrEmpty(said) ? latest : long.TryParse(said, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var named) ? named : 0;
        return editions.FirstOrDefault(edition => edition.Number == number);
    }

    /// <summary>Two versions to compare: those named, else the latest and the one before it.</summary>
    internal static (FrameworkEdition Before, FrameworkEdition After)? Pair(IReadOnlyList<FrameworkEdition> editions, string? from, string? to) =>
        editions.Count > 1 && Edition(editions, from, editions[1].Number) is { } before && Edition(editions, to, editions[0].Number) is { } after ? (before, after) : null;
}
