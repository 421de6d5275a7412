using Tandem.Inspection.Policy.Cel;
using Tandem.Inspection.Policy.Testing;

namespace Tandem.Inspection.Policy.Loading;

/// <summary>Files to a bundle: the order of steps. Every step notes its problems and goes on, so that one run tells them all.</summary>
internal static class BundleLoader
{
    public static BundleLoadResult Load(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, DateTimeOffset now, BundleLoadOptions options)
    {
        var problems = new ProblemList();
        BundleFiles.Check(files, problems);
        if (problems.Count > 0)
            return new BundleLoadResult(null, problems.InOrder());

        var manifest = Read(files, "bundle.json", problems, (file, root) => ManifestReader.Read(file, root, now, options.GatewayVersion));
        var classes = Read(files, "classes.json", problems, ClassTableReader.Read);
        var inventory = Read(files, "inventory.json", problems, InventoryReader.Read);
        var upstreams = Read(files, "upstreams.json", problems, UpstreamReader.Read);
        var routes = Read(files, "routes.json", problems, (file, root) => RouteReader.Read(file, root, upstreams?.Names, inventory));
        var schema = FactSchema.Create(classes?.Levels ?? []);
        var sources = new List<RuleSource>();
        var reader = new RuleReader(schema, inventory, routes);
        foreach (var path in files.Keys.Where(BundleFiles.IsRules).Order(StringComparer.Ordinal))
            sources.AddRange(Read(files, path, problems, reader.Read) ?? []);
        if (sources.Count > BundleLimits.MaxRules)
            problems.Add("rules", "bundle has more than 2000 rules; merge some");
        RuleAnalysis.Check(sources);
        PieceByPiece.Check(sources, routes ?? []);

        var tests = new List<BundleTest>();
        if (manifest is not null && classes is not null)
        {
            var testReader = new TestReader(classes, manifest.NotBefore ?? manifest.Created);
            foreach (var path in files.Keys.Where(BundleFiles.IsTests).Order(StringComparer.Ordinal))
                tests.AddRange(Read(files, path, problems, testReader.Read) ?? []);
        }

        if (problems.Count > 0)
            return new BundleLoadResult(null, problems.InOrder());
        var bundle = new PolicyBundle([.. sources.Select(source => source.Rule)], tests)
        {
            Id = manifest!.Id,
            Version = manifest.Version,
            Hash = BundleHash.Compute(files),
            Created = manifest.Created,
            Author = manifest.Author,
            Approvers = manifest.Approvers,
            NotBefore = manifest.NotBefore,
            NotAfter = manifest.NotAfter,
            Routes = routes!,
            Upstreams = upstreams!.Definitions,
            Inventory = inventory!,
            Classes = classes!,
        };
        if (options.RunTests)
        {
            foreach (var result in BundleTests.Run(bundle).Where(result => !result.Passed))
                problems.Add(new PolicyProblem(result.File, result.Line, 1, $"test `{result.Name}` fails: {result.Message}; correct the rules or the test"));
        }

        return problems.Count > 0 ? new BundleLoadResult(null, problems.InOrder()) : new BundleLoadResult(bundle, []);
    }

    private static T? Read<T>(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string path, ProblemList problems, Func<BundleFile, JsonNode, T?> read)
        where T : class
    {
        var file = new BundleFile(path, files[path], problems);
        return JsonTreeReader.Read(file) is { } root ? read(file, root) : null;
    }
}
