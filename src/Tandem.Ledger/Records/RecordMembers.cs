using System.Text.Json;

namespace Tandem.Ledger.Records;

/// <summary>The members that chain, verification and recovery need, read in one pass without building a document.</summary>
internal readonly record struct RecordMembers(
    long Version, string Log, string Writer, long Sequence, string Previous, string Time, long Monotonic, string Boot, string Kind, string? Operation, string? RecordKey)
{
    private const int MaximumDepth = 32;

    /// <summary>Reads the line; null when it is no record, with the reason.</summary>
    public static RecordMembers? TryRead(ReadOnlySpan<byte> line, out string? problem)
    {
        long? version = null, sequence = null, monotonic = null;
        string? log = null, writer = null, previous = null, time = null, boot = null, kind = null, operation = null, recordKey = null;
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = MaximumDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                problem = "the line is no JSON object";
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("v"u8)) version = Integer(ref reader);
                else if (reader.ValueTextEquals("n"u8)) sequence = Integer(ref reader);
                else if (reader.ValueTextEquals("m"u8)) monotonic = Integer(ref reader);
                else if (reader.ValueTextEquals("log"u8)) log = Text(ref reader);
                else if (reader.ValueTextEquals("w"u8)) writer = Text(ref reader);
                else if (reader.ValueTextEquals("prev"u8)) previous = Text(ref reader);
                else if (reader.ValueTextEquals("t"u8)) time = Text(ref reader);
                else if (reader.ValueTextEquals("boot"u8)) boot = Text(ref reader);
                else if (reader.ValueTextEquals("kind"u8)) kind = Text(ref reader);
                else if (reader.ValueTextEquals("op"u8)) operation = Text(ref reader);
                else if (reader.ValueTextEquals("vkey"u8)) recordKey = Text(ref reader);
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            problem = "the line is no valid JSON";
            return null;
        }

        if (version is null || sequence is null || monotonic is null || log is null || writer is null || previous is null || time is null || boot is null || kind is null)
        {
            problem = "the line lacks one of `v`, `log`, `w`, `n`, `prev`, `t`, `m`, `boot`, `kind`, or one has the wrong type";
            return null;
        }

        problem = null;
        return new RecordMembers(version.Value, log, writer, sequence.Value, previous, time, monotonic.Value, boot, kind, operation, recordKey);
    }

    /// <summary>True for the record that certifies the key which signs the records after it.</summary>
    public bool CertifiesRecordKey => Kind == RecordFormat.KeyKind && Operation == RecordFormat.RecordKeyOperation;

    private static long? Integer(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)) return value;
        reader.Skip();
        return null;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }
}
