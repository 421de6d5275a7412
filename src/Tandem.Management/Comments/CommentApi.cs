using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Comments;

/// <summary>Comments for programs.</summary>
internal static class CommentApi
{
    private const int MostSuggested = 8;

    internal sealed record Person(string Key, string Name);

    /// <summary>A comment; its text is Markdown with mentions by key, null once it is withdrawn.</summary>
    internal sealed record Answer(
        string Key, string Record, string? AnswerTo, string? Text, Person Author, DateTimeOffset WrittenAt, DateTimeOffset? EditedAt, DateTimeOffset? WithdrawnAt, Person? WithdrawnBy, string? WithdrawalReason, int Version);

    /// <param name="Comments">In the order they were written.</param>
    /// <param name="Next">Number to give as `after` for the next page; null on the last.</param>
    internal sealed record Listing(IReadOnlyList<Answer> Comments, long? Next);

    /// <summary>A person to mention; the note tells people of one name apart.</summary>
    internal sealed record Suggestion(string Key, string Name, string Note);

    internal sealed record NewComment(string? Record, string? AnswerTo, string? Text);

    internal sealed record Edit(string? Text, int Version);

    internal sealed record Withdrawal(string? Reason, int Version);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/comments").WithTags("Comments");
        api.MapGet("", ListAsync)
            .WithSummary("Comments on a record, page by page").Produces<Listing>();
        api.MapGet("/people", SuggestAsync)
            .WithSummary("People to mention").Produces<IReadOnlyList<Suggestion>>();
        api.MapGet("/{key}", FindAsync)
            .WithSummary("One comment").Produces<Answer>();
        api.MapPost("", WriteAsync).RequireAuthorization(Permissions.Comment)
            .WithSummary("Write a comment").Produces<Answer>(StatusCodes.Status201Created);
        api.MapPatch("/{key}", async (string key, Edit body, EditComment edit, CommentQueries queries, CancellationToken cancellation) =>
            await ResultAsync(await edit.ExecuteAsync(key, body.Text ?? "", body.Version, cancellation), queries, cancellation)).RequireAuthorization(Permissions.Comment)
            .WithSummary("Change the own comment").Produces<Answer>();
        api.MapPost("/{key}/withdraw", async (string key, Withdrawal body, WithdrawComment withdraw, CommentQueries queries, CancellationToken cancellation) =>
            await ResultAsync(await withdraw.ExecuteAsync(key, body.Reason ?? "", body.Version, cancellation), queries, cancellation)).RequireAuthorization(Permissions.Comment)
            .WithSummary("Withdraw a comment").Produces<Answer>();
    }

    private static async Task<IResult> ListAsync(TandemDbContext db, Registers registers, CommentQueries queries, string? record, long? after, int? size, CancellationToken cancellation)
    {
        var take = ApiPaging.Size(size);
        if (registers.FindByKey(record ?? "") is not { } register || await register.FindAsync(db, record!, cancellation) is null)
            return Results.Problem(title: "no such record", detail: "name a record, as in ?record=AIS-0001", statusCode: StatusCodes.Status404NotFound);
        var rows = await queries.ListAsync(register.Type, record!, after ?? 0, take + 1, cancellation);
        var shown = rows.Take(take).ToList();
        var names = await queries.NamesAsync(shown, cancellation);
        return Results.Ok(new Listing(shown.ConvertAll(comment => AnswerOf(comment, names)), rows.Count > take ? shown[^1].Number : null));
    }

    private static async Task<IResult> SuggestAsync(PeopleDirectory directory, string? q, CancellationToken cancellation)
    {
        var found = q is { Length: > 0 and <= RecordLimits.PersonName } ? await directory.FindByWordAsync(q, MostSuggested, cancellation) : [];
        return Results.Ok(found.Select(person => new Suggestion(person.Key, person.Name, person.Note)));
    }

    private static async Task<IResult> FindAsync(string key, CommentQueries queries, CancellationToken cancellation) =>
        await queries.FindAsync(key, cancellation) is { } comment ? Results.Ok(AnswerOf(comment, await queries.NamesAsync([comment], cancellation))) : Results.NotFound();

    private static async Task<IResult> WriteAsync(NewComment body, WriteComment write, CommentQueries queries, CancellationToken cancellation)
    {
        var outcome = await write.ExecuteAsync(body.Record ?? "", body.AnswerTo ?? "", body.Text ?? "", cancellation);
        return outcome is CommentOutcome.Saved { Stored: var comment }
            ? Results.Created($"/api/comments/{comment.Key}", AnswerOf(comment, await queries.NamesAsync([comment], cancellation)))
            : await ResultAsync(outcome, queries, cancellation);
    }

    private static async Task<IResult> ResultAsync(CommentOutcome outcome, CommentQueries queries, CancellationToken cancellation) => outcome switch
    {
        CommentOutcome.Saved saved => Results.Ok(AnswerOf(saved.Stored, await queries.NamesAsync([saved.Stored], cancellation))),
        CommentOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        CommentOutcome.Conflict conflict => Results.Problem(
            title: "changed meanwhile", detail: $"version {conflict.Stored.Version} is stored; read it, decide and send its version", statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["stored"] = AnswerOf(conflict.Stored, await queries.NamesAsync([conflict.Stored], cancellation)) }),
        CommentOutcome.Forbidden forbidden => Results.Problem(title: "not allowed", detail: forbidden.Why, statusCode: StatusCodes.Status403Forbidden),
        CommentOutcome.Missing => Results.NotFound(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Answer AnswerOf(Comment comment, IReadOnlyDictionary<string, string> names) => new(
        comment.Key, comment.OnKey, comment.AnswerTo.Length == 0 ? null : comment.AnswerTo, comment.WithdrawnAt is null ? comment.Text : null, PersonOf(comment.Author, names),
        comment.WrittenAt, comment.EditedAt, comment.WithdrawnAt, comment.WithdrawnAt is null ? null : PersonOf(comment.WithdrawnBy, names),
        comment.WithdrawalReason.Length == 0 ? null : comment.WithdrawalReason, comment.Version);

    private static Person PersonOf(string key, IReadOnlyDictionary<string, string> names) => new(key, names.GetValueOrDefault(key, key));
}
