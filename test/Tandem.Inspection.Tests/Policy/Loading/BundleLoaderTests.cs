using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Tests.Policy.Loading;

public sealed class BundleLoaderTests
{
    [Fact]
    public void Load_GoodBundle_HasEverythingItSays()
    {
        var bundle = BundleFolder.Load(BundleFolder.Good());

        Assert.Equal(("sample", "2.1.0", "ada@example.org"), (bundle.Id, bundle.Version, bundle.Author));
        Assert.Equal(["grace@example.org"], bundle.Approvers);
        var route = bundle.Routes[1];
        Assert.Equal(("messages", "/v1/messages", "anthropic.messages", "local", "programming", "AIS-0002"),
            (route.Name, route.Path, route.Dialect, route.Upstream, route.Purpose, route.AiSystem));
        Assert.Equal(new ModelDefinition("large-2026", "2026-01-31"), route.Models["large"]);
        Assert.Equal((RouteDefinition.DefaultBodyLimitBytes, "window", TimeSpan.FromMinutes(10), "P3Y"),
            (route.BodyLimitBytes, route.ResponseMode, route.RequestTimeout, route.Retention));
        var upstream = Assert.Single(bundle.Upstreams);
        Assert.Equal(("local", "mock", "in-house", "loopback", "authorization"),
            (upstream.Name, upstream.Provider, upstream.Region, upstream.AddressClass, upstream.AuthHeader));
        Assert.Equal(new Uri("http://127.0.0.1:9000"), upstream.BaseUrl);
        Assert.Null(upstream.CredentialEnvironmentVariable);
        Assert.True(bundle.Inventory.AllowsUse("AIS-0002", "ide", "programming"));
        var rule = Assert.Single(bundle.Rules);
        Assert.Equal(("open@1", "organisation", "true", PolicyPhase.Request), (rule.Name, rule.Layer, rule.When, rule.Phase));
    }

    [Fact]
    public void Load_EveryFileMissing_NamesEachOfThem()
    {
        var result = PolicyBundle.Load(new Dictionary<string, ReadOnlyMemory<byte>>(), BundleFolder.Now);

        Assert.Equal(["bundle.json", "classes.json", "inventory.json", "routes.json", "rules", "upstreams.json"], result.Problems.Select(problem => problem.File));
    }

    [Fact]
    public void Load_FileTooLarge_IsRefusedBeforeItIsRead()
    {
        var files = BundleFolder.Good();
        files["rules/base.json"] = new byte[(1 << 20) + 1];

        var problem = Assert.Single(PolicyBundle.Load(files, BundleFolder.Now).Problems);

        Assert.Equal("rules/base.json: file is larger than 1 MiB; split it", problem.ToString());
    }

    [Fact]
    public void Load_TooManyFiles_IsRefused()
    {
        var files = BundleFolder.Good();
        for (var i = 0; i < 1000; i++)
            files[$"tests/t{i}.json"] = "{}"u8.ToArray();

        Assert.Contains(PolicyBundle.Load(files, BundleFolder.Now).Problems, problem => problem.Message.StartsWith("bundle has 1007 files", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_VeryManyProblems_StopsAtABound()
    {
        var rules = Enumerable.Range(0, 500).Select(i => new SampleRule($"r{i}", "allow", $"nobody == {i}"));

        var problems = PolicyBundle.Load(SampleBundle.Files(rules), BundleFolder.Now).Problems;

        Assert.Equal(201, problems.Count);
        Assert.Equal("there are more problems; correct these first", problems[0].Message);
    }

    [Fact]
    public void Load_AnyByteCutOff_NeverThrowsAndNeverLoads()
    {
        var files = BundleFolder.Good();
        var whole = files["routes.json"];
        for (var length = 0; length < whole.Length - 1; length++)
        {
            files["routes.json"] = whole[..length];
            Assert.Null(PolicyBundle.Load(files, BundleFolder.Now).Bundle);
        }
    }

    [Fact]
    public void Load_AnyBytesChanged_NeverThrowsAndPlacesEveryProblemInsideItsFile()
    {
        var files = BundleFolder.Starter();
        string[] paths = [.. files.Keys.Where(path => path.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var pieces = Gen.Elements("", "\"", "{", "}", "[", "]", ",", ":", "null", "1", "-1.5e9", "true", "'", "\\", "\\ud800", "é", "\n", "&&", "(", "classes_in");
        var cases =
            from path in Gen.Elements(paths)
            from offset in Gen.Choose(0, files[path].Length - 1)
            from length in Gen.Choose(0, 12)
            from piece in pieces
            select (path, offset, length, piece);
        Prop.ForAll(cases.ToArbitrary(), change =>
        {
            var content = files[change.path].ToArray();
            var end = Math.Min(change.offset + change.length, content.Length);
            byte[] changed = [.. content[..change.offset], .. Encoding.UTF8.GetBytes(change.piece), .. content[end..]];
            var result = PolicyBundle.Load(new Dictionary<string, ReadOnlyMemory<byte>>(files) { [change.path] = changed }, BundleFolder.Now, new BundleLoadOptions { RunTests = true });

            Assert.Equal(result.Bundle is null, result.Problems.Count > 0);
            Assert.All(result.Problems.Where(problem => problem.File == change.path), problem => Assert.InRange(problem.Line, 0, changed.Count(b => b == '\n') + 1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261121, 7));
    }

    [Fact]
    public void Load_ManyEqualRules_ReportsEachOnce()
    {
        var rules = Enumerable.Range(0, 100).Select(i => new SampleRule($"r{i}", "block", "stream"));

        var problems = PolicyBundle.Load(SampleBundle.Files(rules), BundleFolder.Now).Problems;

        Assert.Equal(99, problems.Count);
    }

    [Fact]
    public void Load_Signatures_AreNotPartOfTheContent()
    {
        var files = BundleFolder.Good();
        var hash = BundleFolder.Load(files).Hash;

        files["SIGNATURES"] = "anything"u8.ToArray();

        Assert.Equal(hash, BundleFolder.Load(files).Hash);
    }

    [Fact]
    public void Hash_OfFiles_IsWhatPlainToolsCompute()
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            ["b/x.json"] = "two"u8.ToArray(),
            ["a.json"] = "one"u8.ToArray(),
            ["SIGNATURES"] = "three"u8.ToArray(),
        };
        var lines = $"{Hex("one")}  a.json\n{Hex("two")}  b/x.json\n";

        Assert.Equal(Hex(lines), PolicyBundle.ComputeHash(files));

        static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void SignedText_OfABundle_NamesIdVersionAndHash()
    {
        var bundle = BundleFolder.Load(BundleFolder.Good());

        Assert.Equal($"tandem-bundle/v1\nsample\n2.1.0\n{bundle.Hash}\n", bundle.SignedText);
    }

    [Fact]
    public void Decide_AfterTheBundleWentOutOfForce_BlocksEverything()
    {
        var files = BundleFolder.Good();
        var text = Encoding.UTF8.GetString(files["bundle.json"].Span);
        files["bundle.json"] = Encoding.UTF8.GetBytes(text.Replace("\"author\"", "\"notAfter\": \"2026-12-01T00:00:00Z\", \"author\"", StringComparison.Ordinal));
        var bundle = BundleFolder.Load(files);
        var facts = new PolicyFacts { Now = BundleFolder.Now };

        Assert.Equal(Effect.Allow, bundle.Decide(PolicyPhase.Request, facts).Effect);
        var later = bundle.Decide(PolicyPhase.Request, facts with { Now = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero) });
        Assert.Equal(Effect.Block, later.Effect);
        Assert.Equal(["POLICY_NOT_LOADED"], later.Reasons);
    }
}
