using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Tandem.Ledger.Canonical;

/// <summary>Canonicalises any I-JSON text after RFC 8785 (JCS), numbers with fractions and null included.</summary>
/// <remarks>
/// For JSON of other people, such as a token or a policy file, and to check ourselves against the published vectors. Records use
/// the narrower profile of <see cref="JcsValue"/>. Thread-safe.
/// </remarks>
public static class JcsCanonicalizer
{
    /// <summary>Largest text in bytes.</summary>
    public const int MaxSize = 64 << 20;

    /// <summary>Returns the canonical form.</summary>
    /// <param name="json">One JSON value in UTF-8, at most 64 MiB, nested at most 64 deep.</param>
    /// <returns>The canonical bytes.</returns>
    /// <exception cref="JcsException">The text is too large, not JSON (RFC 8259), names a member twice, has a lone surrogate or a number beyond a double.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxSize)
            throw new JcsException("the text is larger than 64 MiB");
        if (!Utf8.IsValid(json))
            throw new JcsException("the text is not valid UTF-8");
        var output = new ArrayBufferWriter<byte>(Math.Max(json.Length, 16));
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JcsValue.MaxDepth });
            reader.Read();
            WriteValue(ref reader, output);
            if (reader.Read())
                throw new JcsException("something follows the value");
        }
        catch (JsonException e)
        {
            throw new JcsException("the text is not JSON", e);
        }
        return output.WrittenSpan.ToArray();
    }

    private static void WriteValue(ref Utf8JsonReader reader, IBufferWriter<byte> output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, output);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, output);
                break;
            case JsonTokenType.String:
                JcsText.Write(output, ReadString(ref reader));
                break;
            case JsonTokenType.Number:
                EcmaScriptNumber.Write(output, reader.GetDouble());
                break;
            default:
                output.Write(reader.ValueSpan); // true, false, null
                break;
        }
    }

    private static void WriteArray(ref Utf8JsonReader reader, IBufferWriter<byte> output)
    {
        output.Write("["u8);
        for (var isFirst = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; isFirst = false)
        {
            if (!isFirst)
                output.Write(","u8);
            WriteValue(ref reader, output);
        }
        output.Write("]"u8);
    }

    private static void WriteObject(ref Utf8JsonReader reader, IBufferWriter<byte> output)
    {
        // Each member's value is canonicalised on the way; sorting then moves finished bytes.
        var members = new List<(string Name, ArrayBufferWriter<byte> Value)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadString(ref reader);
            reader.Read();
            var value = new ArrayBufferWriter<byte>();
            WriteValue(ref reader, value);
            members.Add((name, value));
        }
        members.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
            {
                if (string.Equals(members[i].Name, members[i - 1].Name, StringComparison.Ordinal))
                    throw new JcsException("a member occurs twice");
                output.Write(","u8);
            }
            JcsText.Write(output, members[i].Name);
            output.Write(":"u8);
            output.Write(members[i].Value.WrittenSpan);
        }
        output.Write("}"u8);
    }

    private static string ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // The reader's way to say that an escape stands for half a surrogate pair.
            throw new JcsException("a string has a lone surrogate", e);
        }
    }
}
