using System.Globalization;
using Tandem.Management.Frameworks.Aliases;
using Tandem.Management.Frameworks.External;
using Tandem.Management.Frameworks.Guidance;

namespace Tandem.Management.Frameworks;

/// <summary>Reads `content/frameworks` and checks it whole: a damaged file stops the start with file and place.</summary>
internal static class FrameworkLoader
{
    private const string IndexFile = "index.json";
    private const string EvidenceFile = "evidence-types.json";
    private const string RuntimeFile = "runtime-evidence.json";
    private const string ControlMappingFile = "mapping-27001-42001.json";
    private const string ClauseMappingFile = "mapping-clauses.json";
    private const string GuidanceFile = "guidance.json";
    private const string ExternalFile = "frameworks-external.json";
    private const string CrosswalkFile = "crosswalk.json";
    private const string AliasFile = "aliases.json";

    /// <summary>Counts that the editions themselves fix; another number means another edition or a damaged file.</summary>
    private static readonly IReadOnlyDictionary<string, int> FixedCounts = new Dictionary<string, int>
    {
        [ClauseFile(Standard.Iso27001)] = 41,
        [ClauseFile(Standard.Iso42001)] = 43,
        [ControlFile(Standard.Iso27001)] = 93,
        [ControlFile(Standard.Iso42001)] = 38,
    };

    private static readonly IReadOnlyList<string> Files =
        [.. FixedCounts.Keys, EvidenceFile, RuntimeFile, ControlMappingFile, ClauseMappingFile, GuidanceFile, ExternalFile, CrosswalkFile, AliasFile];

    /// <param name="folder">The folder `content/frameworks`.</param>
    /// <exception cref="FrameworkContentException">Something is missing, damaged or does not fit; all problems are listed.</exception>
    internal static FrameworkCatalogue Load(string folder)
    {
        var problems = new List<string>();
        var files = new ContentFiles(folder, problems);
        var index = files.Open(IndexFile);
        foreach (var file in Files)
            files.Open(file);
        // Files that are not there or not JSON are reported alone: everything after would only be an echo of it.
        Stop(problems);

        var evidence = EvidenceReader.ReadTypes(files.Open(EvidenceFile));
        var runtimeFile = files.Open(RuntimeFile);
        var fields = EvidenceReader.ReadFields(runtimeFile);
        var runtime = EvidenceReader.ReadRuntime(runtimeFile, fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal));
        var known = new Dictionary<RequirementId, Requirement>();
        foreach (var standard in Standards.All)
        {
            ClauseReader.Read(standard, files.Open(ClauseFile(standard)), evidence, runtime, known);
            ControlReader.Read(standard, files.Open(ControlFile(standard)), evidence, runtime, known);
        }
        foreach (var standard in Standards.All)
            ClauseReader.CheckReferences(files.Open(ClauseFile(standard)), known);
        EvidenceReader.CheckReferences(runtimeFile, known);
        CheckCounts(index, files, problems);
        var frameworks = ExternalReader.ReadFrameworks(files.Open(ExternalFile));
        var provisions = ExternalReader.ReadProvisions(files.Open(ExternalFile), frameworks);

        var content = new FrameworkContent
        {
            Version = index.Text("version"),
            Notice = index.Text("notice"),
            Requirements = [.. known.Values.Order(Comparer<Requirement>.Create((a, b) => a.Id.CompareTo(b.Id)))],
            EvidenceTypes = evidence,
            ControlMappings = MappingReader.ReadControls(files.Open(ControlMappingFile), known),
            WithoutCounterpart = MappingReader.ReadWithoutCounterpart(files.Open(ControlMappingFile), known),
            ClauseMappings = MappingReader.ReadClauses(files.Open(ClauseMappingFile), known),
            Guidance = GuidanceReader.Read(files.Open(GuidanceFile), known),
            Frameworks = frameworks,
            Provisions = provisions,
            Links = ExternalReader.ReadLinks(files.Open(CrosswalkFile), provisions, known),
            CrosswalkNotice = files.Open(CrosswalkFile).Text("note"),
            Aliases = AliasReader.Read(files.Open(AliasFile), known),
            RecordFields = fields,
            MinimumForSecurityLogging = EvidenceReader.ReadMinimum(runtimeFile, "minimumForSecurityLogging", fields),
            MinimumForAiEventLogs = EvidenceReader.ReadMinimum(runtimeFile, "minimumForAiEventLogs", fields),
        };
        Stop(problems);
        return new FrameworkCatalogue(content);
    }

    private static string ClauseFile(Standard standard) => standard == Standard.Iso27001 ? "iso27001-2022.clauses.json" : "iso42001-2023.clauses.json";

    private static string ControlFile(Standard standard) => standard == Standard.Iso27001 ? "iso27001-2022.annex-a.json" : "iso42001-2023.annex-a.json";

    private static void CheckCounts(ContentNode index, ContentFiles files, List<string> problems)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in index.Items("files"))
        {
            var file = entry.Text("file");
            var expected = entry.Number("items", 1, 10_000);
            if (file.Length == 0 || file.Contains('/', StringComparison.Ordinal) || file.Contains('\\', StringComparison.Ordinal))
            {
                entry.Problem("a plain file name is expected");
                continue;
            }
            listed.Add(file);
            var found = files.Open(file).Items("items").Count;
            if (found != expected)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: items: {found} items found, {expected} listed in {IndexFile}"));
            if (FixedCounts.TryGetValue(file, out var standardCount) && found != standardCount)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: items: {found} items found, the edition has {standardCount}"));
        }
        foreach (var file in Files)
        {
            if (!listed.Contains(file))
                problems.Add($"{IndexFile}: files: `{file}` is not listed");
        }
    }

    private static void Stop(List<string> problems)
    {
        if (problems.Count > 0)
            throw new FrameworkContentException(problems);
    }
}
