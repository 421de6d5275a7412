using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Ledger.Canonical;
using Tandem.Management.Database;
using Tandem.Management.Records;

namespace Tandem.Management.Approvals;

/// <summary>
/// What an approver signs for, as bytes: the record's type, key, version, all its fields and the hash of its file as canonical JSON (RFC 8785). The state of a
/// workflow is left out: an approval changes it, and must go on to hold for the content it was given for.
/// </summary>
internal static class SignedContent
{
    internal const string Format = "tandem-approval/v1";

    /// <summary>A record as it is, under a version: the version that was put forward, whose content it may still have.</summary>
    internal static string Of(Register register, Record record, int version) =>
        Of(register.Type, record.Key, version, register.ReadFields(record).Where(field => field.Key != register.StateField), register.FileHashOf(record));

    internal static string Of(string type, string key, int version, IEnumerable<KeyValuePair<string, JsonNode?>> fields, string? fileHash)
    {
        var content = new JsonObject
        {
            ["format"] = Format,
            ["type"] = type,
            ["key"] = key,
            ["version"] = version,
            ["fields"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))),
        };
        if (fileHash is not null)
            content["file"] = fileHash;
        return Encoding.UTF8.GetString(JcsCanonicalizer.Canonicalize(JsonSerializer.SerializeToUtf8Bytes(content, JsonColumn.Options)));
    }

    /// <summary>SHA-256, lower-case hex.</summary>
    internal static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    /// <summary>True while the record's content is what was put forward, whatever its state.</summary>
    internal static bool Fits(Approval approval, Register register, Record record) => Hash(Of(register, record, approval.SubjectVersion)) == approval.ContentHash;
}
