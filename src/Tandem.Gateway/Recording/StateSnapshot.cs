using System.Security.Cryptography;
using System.Text.Json;
using Tandem.Gateway.Identity;
using Tandem.Ledger.Reading;

namespace Tandem.Gateway.Recording;

/// <summary>
/// The fold so far, in a file, so that a start need not read the whole log. It decides who gets in, so it carries a MAC by the callers'
/// key and the hash of the last record folded in; whatever does not fit is thrown away and the log is read instead.
/// </summary>
internal static class StateSnapshot
{
    private const int Version = 1;

    public static GatewayState? Load(string file, byte[] macKey, LedgerReader log)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            var content = root.GetProperty("content").GetBytesFromBase64();
            var mac = root.GetProperty("mac").GetBytesFromBase64();
            return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(macKey, content), mac) ? Read(content, log) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    public static void Save(string file, byte[] macKey, GatewayState state, LedgerReader log)
    {
        var content = Write(state, log);
        using var envelope = new MemoryStream();
        using (var json = new Utf8JsonWriter(envelope))
        {
            json.WriteStartObject();
            json.WriteBase64String("content", content);
            json.WriteBase64String("mac", HMACSHA256.HashData(macKey, content));
            json.WriteEndObject();
        }

        // Replaced by rename: a reader sees the old one or the new one. Losing it costs time, not data, so it is not flushed.
        var temporary = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options)) envelope.WriteTo(stream);
        File.Move(temporary, file, overwrite: true);
    }

    private static GatewayState? Read(byte[] content, LedgerReader log)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        var next = root.GetProperty("next").GetInt64();
        if (root.GetProperty("v").GetInt32() != Version || next < 1 || next > log.Count()) return null;
        if (!string.Equals(root.GetProperty("last").GetString(), Hash(log, next - 1), StringComparison.Ordinal)) return null;
        return GatewayState.Restore(next, root.GetProperty("keys").EnumerateArray().Select(ReadKey), root.GetProperty("open").EnumerateArray().Select(open => open.GetInt64()));
    }

    private static byte[] Write(GatewayState state, LedgerReader log)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteNumber("next", state.Next);
            json.WriteString("last", Hash(log, state.Next - 1));
            json.WriteStartArray("keys");
            foreach (var key in state.Keys) WriteKey(json, key);
            json.WriteEndArray();
            json.WriteStartArray("open");
            foreach (var open in state.Open) json.WriteNumberValue(open);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return content.ToArray();
    }

    private static string Hash(LedgerReader log, long index) => Convert.ToHexStringLower(SHA256.HashData(log.Read(index).Entry.Span));

    private static void WriteKey(Utf8JsonWriter json, CallerKey key)
    {
        json.WriteStartObject();
        json.WriteString("id", key.Id);
        json.WriteString("app", key.Application);
        json.WriteString("ai", key.AiSystem);
        json.WriteStartArray("roles");
        foreach (var role in key.Roles) json.WriteStringValue(role);
        json.WriteEndArray();
        json.WriteBase64String("hmac", key.SecretHmac.Span);
        json.WriteString("created", KeyRecords.TimeText(key.Created));
        json.WriteString("expires", KeyRecords.TimeText(key.Expires));
        json.WriteString("revoked", KeyRecords.TimeText(key.Revoked));
        json.WriteEndObject();
    }

    private static CallerKey ReadKey(JsonElement key) => new(
        key.GetProperty("id").GetString()!,
        key.GetProperty("app").GetString()!,
        key.GetProperty("ai").GetString()!,
        [.. key.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!)],
        key.GetProperty("hmac").GetBytesFromBase64(),
        KeyRecords.Time(key.GetProperty("created").GetString()!)!.Value,
        KeyRecords.Time(key.GetProperty("expires").GetString()!),
        KeyRecords.Time(key.GetProperty("revoked").GetString()!));
}
