namespace Tandem.Inspection.Policy.Loading;

internal readonly record struct JsonMember(string Name, int Offset, JsonNode Value);
