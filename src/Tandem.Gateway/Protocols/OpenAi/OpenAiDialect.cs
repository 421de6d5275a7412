using System.Text.Json;
using Tandem.Gateway.Protocols.Json;

namespace Tandem.Gateway.Protocols.OpenAi;

/// <summary>OpenAI chat completions, as many other providers speak them.</summary>
internal sealed class OpenAiDialect : Dialect
{
    private OpenAiDialect()
    {
    }

    public static OpenAiDialect Instance { get; } = new();

    public override string Name => "openai.chat";

    public override string Action => "chat.completions";

    private protected override Shape RequestShape => OpenAiShapes.Request;

    private protected override Shape AnswerShape => OpenAiShapes.Answer;

    public override StreamInspector OpenStream(StreamScan scan) => new OpenAiInspector(scan);

    public override byte[] BlockedAnswer(BlockNotice notice, Answer? answer) => JsonBytes.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", $"chatcmpl-{notice.DecisionId}");
        json.WriteString("object", "chat.completion");
        json.WriteNumber("created", answer?.Created ?? 0);
        json.WriteString("model", notice.Model);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", "");
        json.WriteString("refusal", notice.Message);
        json.WriteEndObject();
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", "content_filter");
        json.WriteEndObject();
        json.WriteEndArray();
        if (answer?.Tokens is { Input: { } input, Output: { } output }) WriteUsage(json, input, output);
        json.WriteEndObject();
    });

    private protected override byte[] RefusalBody(RefusalNotice notice) => Error(notice, StatusOf(notice.Reason));

    /// <summary>An error as the body of a refusal, or as the data of a stream's last event.</summary>
    internal static byte[] Error(RefusalNotice notice, int status) => JsonBytes.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", notice.Message);
        json.WriteString("type", ErrorType.Of(status, "server_error"));
        json.WriteNull("param");
        json.WriteString("code", notice.Reason.Code);
        notice.WriteDetails(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteUsage(Utf8JsonWriter json, long input, long output)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", input);
        json.WriteNumber("completion_tokens", output);
        json.WriteNumber("total_tokens", input + output);
        json.WriteEndObject();
    }
}
