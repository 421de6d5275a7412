namespace Tandem.Gateway.Protocols;

/// <summary>A refusal ready to be sent.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Media type of the body.</param>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="ShouldRetry">Whether the same request may succeed later. Send it as header <c>x-should-retry: true|false</c>: the official clients obey it,
/// and otherwise repeat every answer of 500 and above twice, which costs tokens when upstream had already answered.</param>
internal sealed record Refusal(int Status, string ContentType, byte[] Body, bool ShouldRetry)
{
    public const string Json = "application/json";

    /// <summary>The refusal for a path that belongs to no route, so that no dialect is known.</summary>
    public static Refusal WithoutDialect(string reason, string decisionId, string? detail = null)
    {
        var notice = new RefusalNotice(RefusalReason.Of(reason), decisionId, detail, []);
        return new Refusal(notice.Reason.Status, Json, PlainRefusal.Body(notice), notice.Reason.ShouldRetry);
    }
}
