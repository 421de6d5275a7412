using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.Links;

/// <summary>Links for programs: the same actions with the same rules.</summary>
internal static class LinkApi
{
    /// <param name="Reason">Why it is taken away; stands in the history.</param>
    internal sealed record Ending(string? Reason);

    /// <summary>A link as the API shows it.</summary>
    /// <param name="Key">Such as `LNK-0001`.</param>
    /// <param name="From">Key of a record, or identifier of a requirement.</param>
    /// <param name="Relation">How `from` bears on `to`.</param>
    /// <param name="To">Key of a record, or identifier of a requirement.</param>
    /// <param name="Note">Why; may be empty.</param>
    /// <param name="CreatedAt">When it was added.</param>
    /// <param name="CreatedBy">Who added it.</param>
    /// <param name="EndedAt">When it was taken away; null while it holds.</param>
    /// <param name="EndedBy">Who took it away.</param>
    /// <param name="EndReason">Why it was taken away.</param>
    internal sealed record Answer(
        string Key, string From, string Relation, string To, string Note, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? EndedAt, string? EndedBy, string? EndReason);

    /// <param name="Links">In the order of their keys.</param>
    /// <param name="Next">Number to give as `after` for the next page; null on the last.</param>
    internal sealed record Listing(IReadOnlyList<Answer> Links, long? Next);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/links").WithTags("Links");
        api.MapGet("", ListAsync)
            .WithSummary("Links, page by page; of one end with `end`").Produces<Listing>();
        api.MapGet("/{key}", FindAsync)
            .WithSummary("One link").Produces<Answer>();
        api.MapPost("", AddAsync).RequireAuthorization(Permissions.EditOwn)
            .WithSummary("Link two records, or a record and a requirement").Produces<Answer>(StatusCodes.Status201Created);
        api.MapPost("/{key}/end", EndAsync).RequireAuthorization(Permissions.EditOwn)
            .WithSummary("Take a link away; it stays as an ended one").Produces<Answer>();
    }

    private static async Task<IResult> ListAsync(TandemDbContext db, string? end, bool? ended, long? after, int? size, CancellationToken cancellation)
    {
        var take = ApiPaging.Size(size);
        var links = db.Links.AsNoTracking().Where(l => l.EndedAt != null == (ended ?? false));
        if (end is not null)
            links = links.Where(l => l.FromKey == end || l.ToKey == end);
        if (after is not null)
            links = links.Where(l => l.Number > after);
        var rows = await links.OrderBy(l => l.Number).Take(take + 1).ToListAsync(cancellation);
        return Results.Ok(new Listing(rows.Take(take).Select(AnswerOf).ToList(), rows.Count > take ? rows[take - 1].Number : null));
    }

    private static async Task<IResult> FindAsync(string key, TandemDbContext db, CancellationToken cancellation) =>
        await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Key == key, cancellation) is { } link ? Results.Ok(AnswerOf(link)) : Results.NotFound();

    private static async Task<IResult> AddAsync(NewLink asked, AddLink add, CancellationToken cancellation) => await add.ExecuteAsync(asked, cancellation) switch
    {
        LinkOutcome.Saved { Stored: var link } => Results.Created($"/api/links/{link.Key}", AnswerOf(link)),
        var outcome => Result(outcome),
    };

    private static async Task<IResult> EndAsync(string key, Ending body, EndLink end, CancellationToken cancellation) => Result(await end.ExecuteAsync(key, body.Reason, cancellation));

    private static IResult Result(LinkOutcome outcome) => outcome switch
    {
        LinkOutcome.Saved saved => Results.Ok(AnswerOf(saved.Stored)),
        LinkOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        LinkOutcome.Forbidden forbidden => Results.Problem(title: "not allowed", detail: forbidden.Why, statusCode: StatusCodes.Status403Forbidden),
        LinkOutcome.Refused refused => Results.Problem(title: "refused", detail: refused.Why, statusCode: StatusCodes.Status409Conflict),
        LinkOutcome.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Answer AnswerOf(Link link) => new(
        link.Key, link.FromKey, LinkDirection.Of(link.Relation, isForward: true).Value, link.ToKey, link.Note, link.CreatedAt, link.CreatedBy, link.EndedAt, link.EndedBy, link.EndReason);
}
