using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tandem.Management.Ui;

/// <summary>Refuses, before anything reads it, a request that is too large, a form that is none, and text with U+0000, for which PostgreSQL has no place.</summary>
internal static class ReadableRequest
{
    internal static void UseReadableRequest(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (await RefusalAsync(http.Request) is { } status)
            http.Response.StatusCode = status;
        else
            await next(http);
    });

    private static async Task<int?> RefusalAsync(HttpRequest request)
    {
        if (HasNull(request.Path.Value) || request.Query.Any(part => HasNull(part.Key) || part.Value.Any(HasNull)))
            return StatusCodes.Status400BadRequest;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return null;
        var upload = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<UploadLimit>();
        if (request.ContentLength > (upload?.RequestBytes ?? ManagementHost.RequestLimitBytes))
            return StatusCodes.Status413PayloadTooLarge;
        if (upload is not null)
            Raise(request, upload);
        if (request.HasFormContentType)
            return await FormRefusalAsync(request);
        // Pages take forms and nothing else; what the interface for programs takes, its endpoints say.
        var isPage = !request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        return isPage && !string.IsNullOrEmpty(request.ContentType) ? StatusCodes.Status415UnsupportedMediaType : null;
    }

    // Authorisation has passed by now: only whoever may upload is listened to for so long. The file goes to the disk while it comes.
    private static void Raise(HttpRequest request, UploadLimit upload)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = upload.RequestBytes;
        request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, new FormOptions { MultipartBodyLengthLimit = upload.RequestBytes }));
    }

    private static async Task<int?> FormRefusalAsync(HttpRequest request)
    {
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form.Any(field => HasNull(field.Key) || field.Value.Any(HasNull)) ? StatusCodes.Status400BadRequest : null;
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode; // among others a body that grew too large while it came
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            return StatusCodes.Status400BadRequest; // beyond the limits of a form, or cut off
        }
    }

    private static bool HasNull(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
