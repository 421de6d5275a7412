using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Comments;

/// <summary>Pages and forms of comments; the comments of a record stand in a tab of its own page.</summary>
internal static class CommentEndpoints
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/comments/{key}", ShowAsync);
        app.MapPost("/comments", WriteAsync).RequireAuthorization(Permissions.Comment);
        app.MapGet("/comments/{key}/edit", ShowFormAsync).RequireAuthorization(Permissions.Comment);
        app.MapPost("/comments/{key}/edit", EditAsync).RequireAuthorization(Permissions.Comment);
        app.MapPost("/comments/{key}/withdraw", WithdrawAsync).RequireAuthorization(Permissions.Comment);
    }

    // The address of a comment holds for ever, on whatever page of its record it stands now.
    private static async Task<IResult> ShowAsync(string key, CommentQueries queries, Registers registers, CancellationToken cancellation)
    {
        if (await queries.FindAsync(key, cancellation) is not { } comment || registers.Find(comment.OnType) is not { } register)
            return Results.NotFound();
        var page = await queries.FindPageAsync(comment, cancellation);
        return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{register.PathOf(comment.OnKey)}?tab={CommentsFeature.Tab}{(page > 1 ? $"&page={page}" : "")}#{comment.Key}"));
    }

    private static async Task<IResult> WriteAsync(HttpRequest request, WriteComment write, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var (record, answerTo, text) = (form["record"].ToString(), form["answerTo"].ToString(), form["text"].ToString());
        return await write.ExecuteAsync(record, answerTo, text, cancellation) switch
        {
            CommentOutcome.Saved saved => Results.LocalRedirect(Comment.PathOf(saved.Stored.Key)),
            CommentOutcome.Invalid invalid => Form(record, answerTo, key: null, text, 0, invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            CommentOutcome.Forbidden forbidden => Form(record, answerTo, key: null, text, 0, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            CommentOutcome.Missing => Results.NotFound(),
            var outcome => throw new InvalidOperationException($"writing cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> ShowFormAsync(string key, CommentQueries queries, CurrentUser user, CancellationToken cancellation)
    {
        if (await queries.FindAsync(key, cancellation) is not { } comment)
            return Results.NotFound();
        return comment.Author == user.PersonKey && comment.WithdrawnAt is null
            ? Form(comment.OnKey, comment.AnswerTo, key, comment.Text, comment.Version, FormErrors.None, StatusCodes.Status200OK)
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> EditAsync(string key, HttpRequest request, EditComment edit, CommentQueries queries, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var (text, version) = (form["text"].ToString(), RecordForm.Version(form));
        return await edit.ExecuteAsync(key, text, version, cancellation) switch
        {
            CommentOutcome.Saved => Results.LocalRedirect(Comment.PathOf(key)),
            CommentOutcome.Invalid invalid => Form(await OnAsync(), "", key, text, version, invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            CommentOutcome.Conflict conflict => Page.Show<CommentFormPage>(
                new { Record = conflict.Stored.OnKey, Key = key, Text = text, conflict.Stored.Version, Stored = conflict.Stored.Text }, StatusCodes.Status409Conflict),
            CommentOutcome.Forbidden forbidden => Form(await OnAsync(), "", key, text, version, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            CommentOutcome.Missing => Results.NotFound(),
            var outcome => throw new InvalidOperationException($"editing cannot end as `{outcome}`"),
        };

        async Task<string> OnAsync() => (await queries.FindAsync(key, cancellation))!.OnKey;
    }

    private static async Task<IResult> WithdrawAsync(string key, HttpRequest request, WithdrawComment withdraw, CommentQueries queries, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return await withdraw.ExecuteAsync(key, form["reason"].ToString(), RecordForm.Version(form), cancellation) switch
        {
            CommentOutcome.Saved => Results.LocalRedirect(Comment.PathOf(key)),
            CommentOutcome.Invalid invalid => await RefuseAsync(invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            CommentOutcome.Conflict => await RefuseAsync(new FormErrors().Add("", $"{key} was changed meanwhile; look at it and decide again"), StatusCodes.Status409Conflict),
            CommentOutcome.Forbidden forbidden => await RefuseAsync(new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            CommentOutcome.Missing => Results.NotFound(),
            var outcome => throw new InvalidOperationException($"withdrawing cannot end as `{outcome}`"),
        };

        async Task<IResult> RefuseAsync(FormErrors errors, int status) =>
            Page.Show<CommentRefusedPage>(new { Record = (await queries.FindAsync(key, cancellation))!.OnKey, Key = key, Errors = errors }, status);
    }

    private static RazorComponentResult Form(string record, string answerTo, string? key, string text, int version, FormErrors errors, int status) =>
        Page.Show<CommentFormPage>(new { Record = record, AnswerTo = answerTo, Key = key, Text = text, Version = version, Errors = errors }, status);
}
