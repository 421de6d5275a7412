using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Mail;

/// <summary>The page of mail: settings, test, queue.</summary>
internal static class MailEndpoints
{
    internal const string Path = "/settings/mail";

    internal static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Path).RequireAuthorization(Permissions.Administer);
        pages.MapGet("", (HttpContext http, bool? saved) => ShowAsync(http, form: null, FormErrors.None, saved == true));
        pages.MapPost("", SaveAsync);
        pages.MapPost("/test", TestAsync);
        pages.MapPost("/{id:guid}/retry", async (Guid id, MailQueue queue, CancellationToken cancellation) =>
            await queue.RetryAsync(id, cancellation) ? Results.LocalRedirect(Path) : Results.NotFound());
        pages.MapPost("/{id:guid}/discard", async (Guid id, MailQueue queue, CurrentUser user, CancellationToken cancellation) =>
            await queue.DiscardAsync(id, user.Name, cancellation) ? Results.LocalRedirect(Path) : Results.NotFound());
    }

    private static async Task<IResult> SaveAsync(HttpContext http, SaveMailSettings save, CancellationToken cancellation)
    {
        var form = MailSettingsForm.From(await http.Request.ReadFormAsync(cancellation));
        var errors = await save.ExecuteAsync(form, cancellation);
        return errors.Any ? await ShowAsync(http, form, errors) : Results.LocalRedirect($"{Path}?saved=true");
    }

    private static async Task<IResult> TestAsync(HttpContext http, SendTestMail send, CancellationToken cancellation)
    {
        var to = (await http.Request.ReadFormAsync(cancellation))["to"].ToString().Trim();
        if (!MailAddressRule.IsValid(to))
            return await ShowAsync(http, form: null, new FormErrors().Add("to", "enter an e-mail address such as `ada@example.org`"), testTo: to);
        return await send.ExecuteAsync(to, cancellation) is { } answer
            ? await ShowAsync(http, form: null, FormErrors.None, test: answer, testTo: to)
            : await ShowAsync(http, form: null, new FormErrors().Add("host", "store the settings first"));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, MailSettingsForm? form, FormErrors errors, bool isSaved = false, SmtpAnswer? test = null, string? testTo = null)
    {
        var db = http.RequestServices.GetRequiredService<TandemDbContext>();
        var stored = await db.MailSettings.AsNoTracking().FirstOrDefaultAsync(s => s.Key == MailSettings.OnlyKey, http.RequestAborted);
        return await TableQuery.AnswerAsync(
            http.Request, MailTable.Definition, db.MailMessages.AsNoTracking(), http.RequestServices.GetRequiredService<TimeProvider>(),
            table => Page.Show<MailPage>(
                new { Table = table, Form = form ?? (stored is null ? new MailSettingsForm() : MailSettingsForm.From(stored)), HasPassword = stored?.PasswordProtected is not null, IsSaved = isSaved, Test = test, TestTo = testTo, Errors = errors },
                errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK), Path);
    }
}
