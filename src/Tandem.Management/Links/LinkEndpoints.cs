using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Search;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Links;

/// <summary>Pages of links: all as a table, one with its history, the form that adds one.</summary>
internal static class LinkEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/links", (HttpRequest request, TandemDbContext db, TimeProvider time) =>
            TableQuery.AnswerAsync(request, LinksTable.Definition, db.Links.AsNoTracking(), time, table => Page.Show<LinksPage>(new { Table = table })));
        app.MapGet("/links/new", ShowFormAsync).RequireAuthorization(Permissions.EditOwn);
        app.MapPost("/links", AddAsync).RequireAuthorization(Permissions.EditOwn);
        app.MapGet("/links/{key}", (string key, IServiceProvider services, CancellationToken cancellation) => ShowAsync(key, FormErrors.None, StatusCodes.Status200OK, services, cancellation));
        app.MapPost("/links/{key}/end", EndAsync).RequireAuthorization(Permissions.EditOwn);
    }

    private static Task<IResult> ShowFormAsync(HttpRequest request, IServiceProvider services, CancellationToken cancellation) =>
        FormAsync(AddLinkForm.From(request.Query), FormErrors.None, StatusCodes.Status200OK, services, cancellation);

    private static async Task<IResult> AddAsync(HttpRequest request, AddLink add, IServiceProvider services, CancellationToken cancellation)
    {
        var form = AddLinkForm.From(await request.ReadFormAsync(cancellation));
        return await add.ExecuteAsync(form.Asked, cancellation) switch
        {
            LinkOutcome.Saved => Results.LocalRedirect((await services.GetRequiredService<LinkEnds>().ResolveAsync(form.For, cancellation)).End!.LinksPath),
            LinkOutcome.Invalid invalid => await FormAsync(form, invalid.Errors, StatusCodes.Status422UnprocessableEntity, services, cancellation),
            LinkOutcome.Forbidden forbidden => await FormAsync(form, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden, services, cancellation),
            LinkOutcome.Refused refused => await FormAsync(form, new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict, services, cancellation),
            var outcome => throw new InvalidOperationException($"adding cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> FormAsync(AddLinkForm form, FormErrors errors, int status, IServiceProvider services, CancellationToken cancellation)
    {
        if ((await services.GetRequiredService<LinkEnds>().ResolveAsync(form.For, cancellation)).End is not { } end)
            return Results.NotFound();
        var found = form.Search.Length == 0 ? new SearchAnswer("", []) : await services.GetRequiredService<GlobalSearch>().AnswerAsync(form.Search, cancellation);
        if (found.Problem is { } refused)
            errors = new FormErrors().Add("", refused);
        var candidates = found.Groups.SelectMany(group => group.Hits).Where(hit => hit.IsLinkable && hit.Key != end.Key).ToList();
        return Page.Show<AddLinkPage>(new { End = end, Form = form, Candidates = (IReadOnlyList<SearchHit>)candidates, Errors = errors }, found.Problem is null ? status : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> EndAsync(string key, HttpRequest request, EndLink end, IServiceProvider services, CancellationToken cancellation)
    {
        var reason = (await request.ReadFormAsync(cancellation))["reason"].ToString();
        return await end.ExecuteAsync(key, reason, cancellation) switch
        {
            LinkOutcome.Saved => Results.LocalRedirect($"/links/{key}"),
            LinkOutcome.Invalid invalid => await ShowAsync(key, invalid.Errors, StatusCodes.Status422UnprocessableEntity, services, cancellation),
            LinkOutcome.Forbidden forbidden => await ShowAsync(key, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden, services, cancellation),
            LinkOutcome.Refused refused => await ShowAsync(key, new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict, services, cancellation),
            LinkOutcome.Missing => Results.NotFound(),
            var outcome => throw new InvalidOperationException($"ending cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> ShowAsync(string key, FormErrors errors, int status, IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<TandemDbContext>();
        if (await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Key == key, cancellation) is not { } link)
            return Results.NotFound();
        var ends = services.GetRequiredService<LinkEnds>();
        var known = await ends.ListAsync([link.FromKey, link.ToKey], cancellation);
        var (from, to) = (known[link.FromKey], known[link.ToKey]);
        var history = await services.GetRequiredService<HistoryQueries>().OfRecordAsync(Link.Type, key, cancellation);
        var warnings = link.EndedAt is null ? await services.GetRequiredService<LinkRules>().WarningsAsync([link], cancellation) : new Dictionary<string, string>();
        return Page.Show<LinkPage>(new { Link = link, Warning = warnings.GetValueOrDefault(key), From = from, To = to, MayEnd = ends.MayEdit(from) || ends.MayEdit(to), History = history, Errors = errors }, status);
    }
}
