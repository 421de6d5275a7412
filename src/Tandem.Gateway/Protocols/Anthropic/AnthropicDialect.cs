using Tandem.Gateway.Protocols.Json;

namespace Tandem.Gateway.Protocols.Anthropic;

/// <summary>Anthropic messages.</summary>
internal sealed class AnthropicDialect : Dialect
{
    private AnthropicDialect()
    {
    }

    public static AnthropicDialect Instance { get; } = new();

    public override string Name => "anthropic.messages";

    public override string Action => "messages";

    private protected override Shape RequestShape => AnthropicShapes.Request;

    private protected override Shape AnswerShape => AnthropicShapes.Answer;

    public override StreamInspector OpenStream(StreamScan scan) => new AnthropicInspector(scan);

    public override byte[] BlockedAnswer(BlockNotice notice, Answer? answer) => JsonBytes.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", $"msg_{notice.DecisionId}");
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", notice.Model);
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", notice.Message);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("stop_reason", "refusal");
        json.WriteNull("stop_sequence");
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", answer?.Tokens.Input ?? 0);
        json.WriteNumber("output_tokens", answer?.Tokens.Output ?? 0);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private protected override int StatusOf(RefusalReason reason) =>
        reason.Code == ReasonCodes.Overloaded ? ErrorType.AnthropicOverloaded : reason.Status;

    private protected override byte[] RefusalBody(RefusalNotice notice) => Error(notice, StatusOf(notice.Reason));

    /// <summary>An error as the body of a refusal, or as the data of a stream's last event.</summary>
    internal static byte[] Error(RefusalNotice notice, int status) => JsonBytes.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "error");
        json.WriteStartObject("error");
        json.WriteString("type", ErrorType.Of(status, "api_error"));
        json.WriteString("message", notice.Message);
        json.WriteString("code", notice.Reason.Code);
        notice.WriteDetails(json);
        json.WriteEndObject();
        json.WriteString("request_id", notice.DecisionId);
        json.WriteEndObject();
    });
}
