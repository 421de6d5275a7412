using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;

namespace Tandem.Management.Ui;

/// <summary>What an answer without a body becomes: a page for people, problem+json (RFC 9457) below /api.</summary>
internal static class ErrorAnswers
{
    private const int LongestPath = 200;

    internal static void UseErrorAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = http =>
            {
                http.Response.StatusCode = StatusOf(http.Features.Get<IExceptionHandlerFeature>()?.Error);
                return WriteAsync(http);
            },
            // What a client sends wrongly is told to the client; as errors of ours it would hide the real ones in the log.
            SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext));
    }

    private static int StatusOf(Exception? error) => error switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest, // a form beyond its limits
        DatabaseBusyException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static async Task WriteAsync(HttpContext http)
    {
        // In a scope of its own: the request's may hold the renderer of a page that failed half-way.
        await using var scope = http.RequestServices.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        await Answer(http).ExecuteAsync(http);
    }

    private static IResult Answer(HttpContext http)
    {
        var status = http.Response.StatusCode;
        var (title, help) = Words(status, AntiforgeryGuard.Refused(http));
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return Results.Problem(detail: Reading(http.Features.Get<IExceptionHandlerFeature>()?.Error) ?? help, statusCode: status, title: title, extensions: new Dictionary<string, object?> { ["requestId"] = http.TraceIdentifier });
        if (status == StatusCodes.Status401Unauthorized && http.Request.Method != HttpMethods.Get)
            help = "You are no longer signed in. Go back, copy what you entered, sign in and try again.";
        return Page.Show<ErrorPage>(new { Status = status, Title = title, Help = help, RequestId = http.TraceIdentifier }, status);
    }

    // What is wrong with a body, where that can be said in words that are not the framework's.
    private static string? Reading(Exception? error) => error switch
    {
        UnreadableRequestException unreadable => $"{FormText.Sentence(unreadable.Message)}. Nothing was changed.",
        BadHttpRequestException { InnerException: JsonException { Path: { } path } json } => string.Create(CultureInfo.InvariantCulture,
            $"The body cannot be read at {FormText.Start(path, LongestPath)}, byte {(json.BytePositionInLine ?? 0) + 1} of line {(json.LineNumber ?? 0) + 1}: something is missing there or has the wrong form; /api-reference says what is taken. Nothing was changed."),
        _ => null,
    };

    private static (string Title, string Help) Words(int status, bool isForged) => status switch
    {
        StatusCodes.Status400BadRequest when isForged => ("The form was not accepted",
            "It carried no valid form token, as happens when it lay open for long or cookies are blocked. Nothing was changed. Load the page again and send the form once more."),
        StatusCodes.Status400BadRequest => ("The request was not understood", "Something in it is missing or has the wrong form. Nothing was changed."),
        StatusCodes.Status401Unauthorized => ("Please sign in", "This needs a signed-in person."),
        StatusCodes.Status403Forbidden => ("You may not do this", "Your roles do not allow it. Nothing was changed. Ask an IMS manager for the role that allows it."),
        StatusCodes.Status404NotFound => ("There is nothing here", "The address may be mistyped, or the record never existed. Records are archived, not deleted: look in the list with archived ones shown."),
        StatusCodes.Status405MethodNotAllowed => ("That does not work here", "The address exists but cannot be used in this way."),
        StatusCodes.Status415UnsupportedMediaType => ("That form of content is not taken here", "Pages take forms, the addresses below /api take JSON. Nothing was changed."),
        StatusCodes.Status413PayloadTooLarge => ("Too much at once", "The form or file is larger than accepted. Nothing was changed."),
        StatusCodes.Status429TooManyRequests => ("Too many attempts", "Wait a minute, then try again."),
        StatusCodes.Status503ServiceUnavailable => ("Other changes are still being saved", "Yours could not be saved meanwhile. Nothing was changed. Try again in a minute; if it stays, give your administrator the request number."),
        StatusCodes.Status500InternalServerError => ("Something went wrong on our side", "The error was logged. Changes are saved whole or not at all, so nothing is half done. Try again; if it stays, give your administrator the request number."),
        _ => (ReasonPhrases.GetReasonPhrase(status), "The request could not be served. Nothing was changed."),
    };
}
