using Microsoft.AspNetCore.Http;

namespace Tandem.Gateway.Protocols;

/// <summary>The error types that the official clients know, by status. Their classes follow from the status; people and logs read the type.</summary>
internal static class ErrorType
{
    /// <summary>Anthropic's status for "overloaded", which its clients repeat after a pause.</summary>
    public const int AnthropicOverloaded = 529;

    public static string Of(int status, string serverError) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status404NotFound => "not_found_error",
        StatusCodes.Status408RequestTimeout or StatusCodes.Status504GatewayTimeout => "timeout_error",
        StatusCodes.Status413PayloadTooLarge => "request_too_large",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        StatusCodes.Status503ServiceUnavailable or AnthropicOverloaded => "overloaded_error",
        < StatusCodes.Status500InternalServerError => "invalid_request_error",
        _ => serverError,
    };
}
