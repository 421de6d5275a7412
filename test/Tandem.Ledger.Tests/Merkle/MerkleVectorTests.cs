using System.Globalization;
using System.Text.Json;
using Tandem.Ledger.Merkle;

namespace Tandem.Ledger.Tests.Merkle;

public sealed class MerkleVectorTests
{
    [Fact]
    public void InclusionProbes_All_AreJudgedAsPublished()
    {
        var probes = Probes("inclusion");
        var wrong = probes.Where(probe => VerifyInclusion(probe.Json) == probe.Json.GetProperty("wantErr").GetBoolean()).Select(probe => probe.Name);

        Assert.Equal(98, probes.Count);
        Assert.Empty(wrong);
    }

    [Fact]
    public void ConsistencyProbes_All_AreJudgedAsPublished()
    {
        var probes = Probes("consistency");
        var wrong = probes.Where(probe => VerifyConsistency(probe.Json) == probe.Json.GetProperty("wantErr").GetBoolean()).Select(probe => probe.Name);

        // This one gives words instead of root hashes, of any length, and asks only that they be equal; our roots have 32 bytes.
        Assert.Equal(98, probes.Count);
        Assert.Equal(["sizes-are-equal-one-and-proof-is-empty"], wrong);
        Assert.True(MerkleProofs.VerifyConsistency(1, 1, [], MerkleTree.EmptyRoot, MerkleTree.EmptyRoot));
    }

    [Fact]
    public void SmallTree_AllNodesAndRoots_AreThePublishedOnes()
    {
        var tree = TestVectors.Json("rfc6962", "small-tree.json");
        var leaves = tree.GetProperty("leafInputsHex").EnumerateArray().Select(l => MerkleTree.HashLeaf(Convert.FromHexString(l.GetString()!))).ToList();
        var nodes = new MemoryNodes(leaves);
        var frontier = new MerkleFrontier();
        var roots = new List<string> { Hex(frontier.Root()) };
        foreach (var leaf in leaves)
        {
            frontier.Append(leaf);
            roots.Add(Hex(frontier.Root()));
        }

        var levels = tree.GetProperty("nodeHashesHexByLevel").EnumerateArray().Select((level, height) => level.EnumerateArray().Select((hash, i) => (hash.GetString(), height, i)));

        Assert.Equal(tree.GetProperty("rootHexBySize").EnumerateArray().Select(r => r.GetString()), roots);
        Assert.All(levels.SelectMany(level => level), node => Assert.Equal(node.Item1, Hex(nodes.Node(node.height, node.i))));
    }

    [Fact]
    public void LeafNRoots_AllSizes_AreThePublishedOnes()
    {
        var expected = TestVectors.Json("rfc6962", "leaf-n-roots.json").GetProperty("rootBase64BySize").EnumerateObject()
            .ToDictionary(p => int.Parse(p.Name, CultureInfo.InvariantCulture), p => p.Value.GetString());
        var found = new Dictionary<int, string?>();
        var frontier = new MerkleFrontier();
        for (var size = 1; size <= expected.Keys.Max(); size++)
        {
            frontier.Append(MerkleTree.HashLeaf(MemoryNodes.Leaf(size - 1)));
            if (expected.ContainsKey(size))
                found[size] = Convert.ToBase64String(frontier.Root());
        }

        Assert.Equal(17, expected.Count);
        Assert.Equal(expected, found);
    }

    private static bool VerifyInclusion(JsonElement p) => MerkleProofs.VerifyInclusion(
        Base64(p, "leafHash"), Number(p, "leafIdx"), Number(p, "treeSize"), Proof(p), Base64(p, "root"));

    private static bool VerifyConsistency(JsonElement p) => MerkleProofs.VerifyConsistency(
        Number(p, "size1"), Number(p, "size2"), Proof(p), Base64(p, "root1"), Base64(p, "root2"));

    private static List<byte[]> Proof(JsonElement p) =>
        p.GetProperty("proof").ValueKind == JsonValueKind.Null ? [] : [.. p.GetProperty("proof").EnumerateArray().Select(h => h.GetBytesFromBase64())];

    // Some probes have sizes beyond 63 bits; our trees have not, so they become a size that no proof fits.
    private static long Number(JsonElement p, string member) => p.GetProperty(member).TryGetInt64(out var value) ? value : -1;

    private static byte[] Base64(JsonElement p, string member) =>
        p.GetProperty(member).ValueKind == JsonValueKind.Null ? [] : p.GetProperty(member).GetBytesFromBase64();

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    private static List<(string Name, JsonElement Json)> Probes(string kind) =>
    [
        .. Directory.EnumerateFiles(TestVectors.PathOf("merkle-proofs", kind), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileNameWithoutExtension(path), TestVectors.Json("merkle-proofs", kind, Path.GetRelativePath(TestVectors.PathOf("merkle-proofs", kind), path)))),
    ];
}
