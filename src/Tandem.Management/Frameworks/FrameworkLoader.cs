using System.Globalization;

namespace Tandem.Management.Frameworks;

/// <summary>Reads `content/frameworks` and checks it whole: a damaged file stops the start with file and place.</summary>
internal static class FrameworkLoader
{
    private const string IndexFile = "index.json";
    private const string EvidenceFile = "evidence-types.json";
    private const string RuntimeFile = "runtime-evidence.json";
    private const string ControlMappingFile = "mapping-27001-42001.json";
    private const string ClauseMappingFile = "mapping-clauses.json";

    /// <summary>Counts that the editions themselves fix; another number means another edition or a damaged file.</summary>
    private static readonly IReadOnlyDictionary<string, int> FixedCounts = new Dictionary<string, int>
    {
        [ClauseFile(Standard.Iso27001)] = 41,
        [ClauseFile(Standard.Iso42001)] = 43,
        [ControlFile(Standard.Iso27001)] = 93,
        [ControlFile(Standard.Iso42001)] = 38,
    };

    /// <param name="folder">The folder `content/frameworks`.</param>
    /// <exception cref="FrameworkContentException">Something is missing, damaged or does not fit; all problems are listed.</exception>
    internal static FrameworkCatalogue Load(string folder)
    {
        var problems = new List<string>();
        var index = ContentNode.Open(folder, IndexFile, problems);
        var evidenceFile = ContentNode.Open(folder, EvidenceFile, problems);
        var runtimeFile = ContentNode.Open(folder, RuntimeFile, problems);
        var controlMappingFile = ContentNode.Open(folder, ControlMappingFile, problems);
        var clauseMappingFile = ContentNode.Open(folder, ClauseMappingFile, problems);
        var clauseFiles = Standards.All.ToDictionary(standard => standard, standard => ContentNode.Open(folder, ClauseFile(standard), problems));
        var controlFiles = Standards.All.ToDictionary(standard => standard, standard => ContentNode.Open(folder, ControlFile(standard), problems));
        // Files that are not there or not JSON are reported alone: everything after would only be an echo of it.
        Stop(problems);

        var evidence = EvidenceReader.ReadTypes(evidenceFile);
        var fields = EvidenceReader.ReadFields(runtimeFile);
        var runtime = EvidenceReader.ReadRuntime(runtimeFile, fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal));
        var known = new Dictionary<RequirementId, Requirement>();
        foreach (var standard in Standards.All)
        {
            ClauseReader.Read(standard, clauseFiles[standard], evidence, runtime, known);
            ControlReader.Read(standard, controlFiles[standard], evidence, runtime, known);
        }
        foreach (var standard in Standards.All)
            ClauseReader.CheckReferences(clauseFiles[standard], known);
        EvidenceReader.CheckReferences(runtimeFile, known);
        CheckCounts(index, folder, problems);

        var content = new FrameworkContent
        {
            Version = index.Text("version"),
            Notice = index.Text("notice"),
            Requirements = [.. known.Values.Order(Comparer<Requirement>.Create((a, b) => a.Id.CompareTo(b.Id)))],
            EvidenceTypes = evidence,
            ControlMappings = MappingReader.ReadControls(controlMappingFile, known),
            WithoutCounterpart = MappingReader.ReadWithoutCounterpart(controlMappingFile, known),
            ClauseMappings = MappingReader.ReadClauses(clauseMappingFile, known),
            RecordFields = fields,
            MinimumForSecurityLogging = EvidenceReader.ReadMinimum(runtimeFile, "minimumForSecurityLogging", fields),
            MinimumForAiEventLogs = EvidenceReader.ReadMinimum(runtimeFile, "minimumForAiEventLogs", fields),
        };
        Stop(problems);
        return new FrameworkCatalogue(content);
    }

    private static string ClauseFile(Standard standard) => standard == Standard.Iso27001 ? "iso27001-2022.clauses.json" : "iso42001-2023.clauses.json";

    private static string ControlFile(Standard standard) => standard == Standard.Iso27001 ? "iso27001-2022.annex-a.json" : "iso42001-2023.annex-a.json";

    private static void CheckCounts(ContentNode index, string folder, List<string> problems)
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
            var found = ContentNode.Open(folder, file, problems).Items("items").Count;
            if (found != expected)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: items: {found} items found, {expected} listed in {IndexFile}"));
            if (FixedCounts.TryGetValue(file, out var standardCount) && found != standardCount)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: items: {found} items found, the edition has {standardCount}"));
        }
        foreach (var file in FixedCounts.Keys.Append(EvidenceFile).Append(RuntimeFile).Append(ControlMappingFile).Append(ClauseMappingFile))
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
