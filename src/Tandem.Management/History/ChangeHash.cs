using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tandem.Ledger.Canonical;

namespace Tandem.Management.History;

/// <summary>The salted hash by which the log vouches for a change without telling it: SHA-256 of salt, line feed and the change as canonical JSON (RFC 8785).</summary>
internal static class ChangeHash
{
    internal static string Compute(ChangeEvent change) => Convert.ToHexStringLower(SHA256.HashData(Preimage(change)));

    /// <summary>Exactly what the hash is of: who has these bytes and the record needs nothing else to compare.</summary>
    internal static byte[] Preimage(ChangeEvent change)
    {
        var content = JcsValue.Of(new Dictionary<string, JcsValue>
        {
            ["action"] = Text(change.Action),
            ["actorId"] = Text(change.ActorId),
            ["actorName"] = Text(change.ActorName),
            ["at"] = Text(change.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)),
            ["fields"] = Text(change.Fields),
            ["key"] = Text(change.RecordKey),
            ["number"] = JcsValue.Of(change.Number),
            ["reason"] = Text(change.Reason ?? ""),
            ["requestId"] = Text(change.RequestId),
            ["type"] = Text(change.RecordType),
            ["version"] = JcsValue.Of(change.RecordVersion),
        });
        return [.. Encoding.ASCII.GetBytes(change.Salt), (byte)'\n', .. content.ToBytes()];
    }

    // What people type may hold half a surrogate pair, which JSON cannot say.
    private static JcsValue Text(string text) => JcsValue.OfUntrusted(text);
}
