using Tandem.Gateway.Protocols.Anthropic;
using Tandem.Gateway.Protocols.Json;
using Tandem.Gateway.Protocols.OpenAi;

namespace Tandem.Gateway.Protocols;

/// <summary>One provider's way of asking and answering: reads and rewrites bodies, and speaks to callers in the shapes their client libraries know.</summary>
/// <remarks>
/// Order of use by the pipeline: <see cref="ParseRequest"/>, scan each <see cref="TextSegment"/>, <see cref="ParsedRequest.Rewrite"/>, forward; then either
/// <see cref="ReadAnswer"/>, scan, <see cref="Answer.Rewrite"/> or <see cref="BlockedAnswer"/>; or, for <c>text/event-stream</c>, an <see cref="Sse.SseReader"/>
/// whose events go through <see cref="OpenStream"/>. Upstream's error bodies go through <see cref="ReadAnswer"/> as well. Stateless and thread-safe.
/// </remarks>
internal abstract class Dialect
{
    /// <summary>Name in a bundle's routes, such as <c>openai.chat</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What a record calls the action: <c>chat.completions</c> or <c>messages</c>.</summary>
    public abstract string Action { get; }

    private protected abstract Shape RequestShape { get; }

    private protected abstract Shape AnswerShape { get; }

    /// <summary>The dialect of a bundle's route; null when there is none of this name.</summary>
    public static Dialect? Find(string name) => name switch
    {
        "openai.chat" => OpenAiDialect.Instance,
        "anthropic.messages" => AnthropicDialect.Instance,
        _ => null,
    };

    /// <summary>Reads a request body. The memory is kept, not copied: it must stay unchanged while the result is in use.</summary>
    /// <exception cref="BodyFormatException">The body is not what can be inspected; answer 400 <c>BODY_INVALID</c> with its message.</exception>
    public ParsedRequest ParseRequest(ReadOnlyMemory<byte> body)
    {
        var text = BodyWalk.Read(body, RequestShape);
        var start = body.Span.IndexOfAnyExcept(" \t\r\n"u8);
        return body.Span[start] == '{' ? new ParsedRequest(text) : throw new BodyFormatException("the body is JSON but no object; send one JSON object", start);
    }

    /// <summary>Reads a buffered answer of any status. What cannot be read is a value (<see cref="AnswerReading.Problem"/>): whether that fails closed is the pipeline's decision.</summary>
    public AnswerReading ReadAnswer(ReadOnlyMemory<byte> body)
    {
        try
        {
            return AnswerReading.Of(new Answer(BodyWalk.Read(body, AnswerShape, "assistant")));
        }
        catch (BodyFormatException exception)
        {
            return AnswerReading.Uninspectable(exception.Message);
        }
    }

    /// <summary>The body (status 200) that stands for a blocked answer; holds nothing of the answer but its token counts and time.</summary>
    public abstract byte[] BlockedAnswer(BlockNotice notice, Answer? answer);

    /// <summary>Opens the inspection of one streamed answer.</summary>
    public abstract StreamInspector OpenStream(StreamScan scan);

    /// <summary>The refusal of a request, in the caller's dialect. Status and type follow from the reason code (docs/formats/refusals.md).</summary>
    /// <param name="reason">A code of <see cref="ReasonCodes"/>; an unknown code is an internal error, status 500.</param>
    /// <param name="decisionId">The decision id that the caller can quote.</param>
    /// <param name="detail">What is wrong in this case, without any matched text; null for the code's own sentence.</param>
    /// <param name="ruleReasons">Reasons named by policy rules, such as <c>DATA_FINANCIAL</c>.</param>
    public Refusal Refuse(string reason, string decisionId, string? detail = null, IReadOnlyList<string>? ruleReasons = null)
    {
        var notice = new RefusalNotice(RefusalReason.Of(reason), decisionId, detail, ruleReasons ?? []);
        return new Refusal(StatusOf(notice.Reason), Refusal.Json, RefusalBody(notice), notice.Reason.ShouldRetry);
    }

    private protected virtual int StatusOf(RefusalReason reason) => reason.Status;

    private protected abstract byte[] RefusalBody(RefusalNotice notice);
}
