using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Access;
using Tandem.Management.Ui;

namespace Tandem.Management.Notifications;

/// <summary>What a person wants by mail, as a page and for programs.</summary>
internal static class PreferenceEndpoints
{
    internal const string Path = "/account/notifications";

    /// <summary>Wish by kind: `atOnce`, `daily` or `never`.</summary>
    internal sealed record Wishes(Dictionary<string, string>? Mail);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, async (CurrentUser user, NotificationPreferences preferences, bool? saved, CancellationToken cancellation) =>
            await ShowAsync(user, preferences, FormErrors.None, saved == true, cancellation));
        app.MapPost(Path, SaveAsync);
        app.MapGet("/api/account/notifications", AnswerAsync)
            .WithSummary("What reaches the own mailbox, by kind of notification").Produces<Wishes>();
        app.MapPut("/api/account/notifications", PutAsync)
            .WithSummary("Choose what reaches the own mailbox").Produces<Wishes>();
    }

    private static async Task<IResult> ShowAsync(CurrentUser user, NotificationPreferences preferences, FormErrors errors, bool isSaved, CancellationToken cancellation) =>
        Page.Show<PreferencesPage>(
            new { Wishes = await preferences.ReadAsync(user.PersonKey ?? "", cancellation), Errors = errors, IsSaved = isSaved },
            errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> SaveAsync(HttpRequest request, CurrentUser user, NotificationPreferences preferences, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var wishes = NotificationKinds.All.Where(kind => form.ContainsKey(kind.Name)).ToDictionary(kind => kind.Name, kind => form[kind.Name].ToString(), StringComparer.Ordinal);
        var errors = user.PersonKey is { } person ? await preferences.SaveAsync(person, wishes, cancellation) : new FormErrors().Add("", "sign out and in again first");
        return errors.Any ? await ShowAsync(user, preferences, errors, isSaved: false, cancellation) : Results.LocalRedirect($"{Path}?saved=true");
    }

    private static async Task<IResult> AnswerAsync(CurrentUser user, NotificationPreferences preferences, CancellationToken cancellation)
    {
        var wishes = await preferences.ReadAsync(user.PersonKey ?? "", cancellation);
        return Results.Ok(new Wishes(wishes.ToDictionary(pair => pair.Key, pair => NotificationPreferences.Write(pair.Value), StringComparer.Ordinal)));
    }

    private static async Task<IResult> PutAsync(Wishes body, CurrentUser user, NotificationPreferences preferences, CancellationToken cancellation)
    {
        if (user.PersonKey is not { } person)
            return Results.Problem(title: "nobody", detail: "the session does not say who you are in the register of people; sign in again", statusCode: StatusCodes.Status409Conflict);
        var errors = await preferences.SaveAsync(person, body.Mail ?? [], cancellation);
        return errors.Any
            ? Results.ValidationProblem(errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity)
            : await AnswerAsync(user, preferences, cancellation);
    }
}
