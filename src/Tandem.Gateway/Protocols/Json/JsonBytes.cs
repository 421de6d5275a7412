using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>Makes small JSON texts of our own.</summary>
internal static class JsonBytes
{
    // Relaxed: these bytes go to JSON parsers, never into HTML, and a reader of a log should see the text as written.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
