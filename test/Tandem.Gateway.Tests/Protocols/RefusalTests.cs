using System.Reflection;
using System.Text.Json;
using Tandem.Gateway.Protocols;

namespace Tandem.Gateway.Tests.Protocols;

public sealed class RefusalTests
{
    [Theory]
    [InlineData(ReasonCodes.IdentityMissing, 401, "authentication_error")]
    [InlineData(ReasonCodes.PolicyBlock, 403, "permission_error")]
    [InlineData(ReasonCodes.ModelUnknown, 404, "not_found_error")]
    [InlineData(ReasonCodes.BodyTooLarge, 413, "request_too_large")]
    [InlineData(ReasonCodes.BodyInvalid, 400, "invalid_request_error")]
    [InlineData(ReasonCodes.ScanBudget, 422, "invalid_request_error")]
    [InlineData(ReasonCodes.LedgerUnavailable, 503, "overloaded_error")]
    [InlineData(ReasonCodes.UpstreamTimeout, 504, "timeout_error")]
    [InlineData(ReasonCodes.UpstreamError, 502, "api_error")]
    [InlineData(ReasonCodes.Overloaded, 529, "overloaded_error")]
    [InlineData("NO_SUCH_CODE", 500, "api_error")]
    public void Refusal_InTheAnthropicDialect_HasStatusTypeAndId(string reason, int status, string type)
    {
        var refusal = Dialect.Find("anthropic.messages")!.Refuse(reason, "0199-decision", "what is wrong");
        var body = JsonDocument.Parse(refusal.Body).RootElement;

        Assert.Equal(status, refusal.Status);
        Assert.Equal(("error", type), (body.GetProperty("type").GetString(), body.GetProperty("error").GetProperty("type").GetString()));
        Assert.Equal("0199-decision", body.GetProperty("request_id").GetString());
        Assert.Equal($"what is wrong [{reason}, decision 0199-decision]; see docs/errors.md#{reason.ToLowerInvariant()}", body.GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(ReasonCodes.IdentityExpired, 401, "authentication_error", false)]
    [InlineData(ReasonCodes.IntendedUse, 403, "permission_error", false)]
    [InlineData(ReasonCodes.EncodingUnsupported, 415, "invalid_request_error", false)]
    [InlineData(ReasonCodes.Overloaded, 503, "overloaded_error", true)]
    [InlineData(ReasonCodes.UpstreamUnreachable, 502, "server_error", true)]
    [InlineData(ReasonCodes.ResponseUninspectable, 502, "server_error", false)]
    public void Refusal_InTheOpenAiDialect_HasStatusTypeAndCode(string reason, int status, string type, bool shouldRetry)
    {
        var refusal = Dialect.Find("openai.chat")!.Refuse(reason, "0199-decision", ruleReasons: ["DATA_FINANCIAL"]);
        var error = JsonDocument.Parse(refusal.Body).RootElement.GetProperty("error");

        Assert.Equal((status, shouldRetry), (refusal.Status, refusal.ShouldRetry));
        Assert.Equal((type, reason), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
        Assert.Equal(JsonValueKind.Null, error.GetProperty("param").ValueKind);
        Assert.Equal("0199-decision", error.GetProperty("decision").GetString());
        Assert.Equal("DATA_FINANCIAL", error.GetProperty("reasons")[0].GetString());
        Assert.Contains("(DATA_FINANCIAL)", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_WithoutARoute_IsPlainJson()
    {
        var refusal = Refusal.WithoutDialect(ReasonCodes.RouteUnknown, "0199-decision");
        var error = JsonDocument.Parse(refusal.Body).RootElement.GetProperty("error");

        Assert.Equal((404, "application/json"), (refusal.Status, refusal.ContentType));
        Assert.Equal((ReasonCodes.RouteUnknown, "0199-decision"), (error.GetProperty("code").GetString(), error.GetProperty("decision").GetString()));
    }

    [Fact]
    public void ReasonCodes_ThatReachACaller_AreAllListed()
    {
        string[] neverSent = [ReasonCodes.ClientAbort, ReasonCodes.RecoveredAfterCrash];
        var codes = typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(codes.Except(neverSent).Order(StringComparer.Ordinal), RefusalReason.Listed.Select(reason => reason.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Dialects_AreFoundByTheirNameOnly()
    {
        Assert.Equal("chat.completions", Dialect.Find("openai.chat")!.Action);
        Assert.Equal("messages", Dialect.Find("anthropic.messages")!.Action);
        Assert.Null(Dialect.Find("openai"));
    }
}
