using Tandem.Gateway.Protocols.Json;

namespace Tandem.Gateway.Protocols;

/// <summary>The body of a refusal where no dialect is known: the OpenAI shape's members, which generic clients read too.</summary>
internal static class PlainRefusal
{
    public static byte[] Body(RefusalNotice notice) => JsonBytes.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", notice.Message);
        json.WriteString("code", notice.Reason.Code);
        notice.WriteDetails(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
