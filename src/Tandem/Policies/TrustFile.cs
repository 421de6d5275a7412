using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Storage;

namespace Tandem.Policies;

/// <summary>Adds signers to the gateway's list of who may sign bundles.</summary>
internal static class TrustFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Add(string path, string person, string role, VerifierKey key)
    {
        var list = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        list["signers"]!.AsArray().Add((JsonNode)new JsonObject { ["person"] = person, ["roles"] = new JsonArray(role), ["vkey"] = key.ToString() });
        DurableFile.Replace(path, Encoding.UTF8.GetBytes(list.ToJsonString(Indented) + "\n"));
    }
}
