using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Management.Export;

internal static class JsonExport
{
    private const int BytesPerFlush = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static async Task WriteAsync<T>(Stream target, ExportTable<T> table, DateTimeOffset at, CancellationToken cancellation)
    {
        var json = new Utf8JsonWriter(target, Options);
        await using (json)
        {
            json.WriteStartObject();
            json.WriteString("table", table.Name);
            json.WriteString("title", table.Title);
            json.WriteString("at", ExportTime.Text(at));
            WriteTexts(json, "filter", table.Filter);
            WriteTexts(json, "legend", table.Legend);
            json.WriteStartArray("rows");
            await foreach (var row in table.Rows.WithCancellation(cancellation))
            {
                json.WriteStartObject();
                foreach (var column in table.Columns)
                {
                    json.WritePropertyName(column.Name);
                    WriteValue(json, column.Value(row));
                }
                json.WriteEndObject();
                if (json.BytesPending > BytesPerFlush)
                    await json.FlushAsync(cancellation);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, text) in texts)
            json.WriteString(key, text);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case DateTimeOffset time: json.WriteStringValue(ExportTime.Text(time)); break;
            case IEnumerable<string> texts:
                json.WriteStartArray();
                foreach (var text in texts)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            case IReadOnlyDictionary<string, object?> members:
                json.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    json.WritePropertyName(name);
                    WriteValue(json, member);
                }
                json.WriteEndObject();
                break;
            default: throw new InvalidOperationException($"no export of {value.GetType()}");
        }
    }
}
