using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Tandem.Management.Frameworks.LicensedTexts;

/// <summary>Reads a table of wordings: CSV in UTF-8 with the columns `requirement` and `text`, in any order, others left aside.</summary>
internal static class LicensedTextFile
{
    internal const string RequirementColumn = "requirement";
    internal const string TextColumn = "text";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="Texts">In the order of the file; empty when there are problems.</param>
    /// <param name="Problems">What is wrong, by row.</param>
    internal sealed record Reading(IReadOnlyList<(Requirement Requirement, string Text)> Texts, IReadOnlyList<string> Problems);

    internal static Reading Read(byte[] content, FrameworkCatalogue catalogue)
    {
        string text;
        try
        {
            text = Strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return new([], ["the file is not in UTF-8; in a spreadsheet save it as `CSV UTF-8`"]);
        }
        var problems = new List<string>();
        try
        {
            var texts = Rows(text, catalogue, problems);
            if (texts.Count == 0 && problems.Count == 0)
                problems.Add("the file has no rows below its heading; add some");
            return new(problems.Count == 0 ? texts : [], problems);
        }
        catch (CsvHelperException)
        {
            return new([], ["the file is no CSV that can be read: a quotation mark is opened and not closed, or stands inside a field; double it"]);
        }
    }

    private static List<(Requirement Requirement, string Text)> Rows(string text, FrameworkCatalogue catalogue, List<string> problems)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            BadDataFound = bad => throw new BadDataException(bad.Field, bad.RawRecord, bad.Context),
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            MaxFieldSize = 10 * LicensedTextLimits.Wording,
        };
        using var reader = new CsvReader(new StringReader(text), configuration);
        if (!reader.Read() || !reader.ReadHeader() || reader.GetFieldIndex(RequirementColumn, isTryGet: true) is var place && place < 0 || reader.GetFieldIndex(TextColumn, isTryGet: true) < 0)
        {
            problems.Add($"the first row must name the columns `{RequirementColumn}` and `{TextColumn}`");
            return [];
        }
        var texts = new List<(Requirement, string)>();
        var seen = new Dictionary<RequirementId, int>();
        while (reader.Read())
        {
            var row = reader.Parser.RawRow;
            var (said, wording) = ((reader.GetField(RequirementColumn) ?? "").Trim(), LicensedTextCheck.Tidy(reader.GetField(TextColumn)));
            if (said.Length == 0 && wording.Length == 0)
                continue;
            var resolution = catalogue.Resolve(said);
            if (resolution.Requirement is not { } requirement)
                Tell(problems, row, resolution.Question is { Length: > 0 } question ? question : $"`{Ui.FormText.Shortened(said, 60)}` is no requirement of either standard; write `iso27001:A.5.1` or `iso42001:A.5.2`");
            else if (!seen.TryAdd(requirement.Id, row))
                Tell(problems, row, $"{requirement.Id} is there already, in line {seen[requirement.Id]}; keep one");
            else if (LicensedTextCheck.Text(wording) is { } wrong)
                Tell(problems, row, wrong);
            else
                texts.Add((requirement, wording));
        }
        return texts;
    }

    private static void Tell(List<string> problems, int row, string problem)
    {
        if (problems.Count < LicensedTextLimits.Problems)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"line {row}: {problem}"));
        else if (problems.Count == LicensedTextLimits.Problems)
            problems.Add("more lines are wrong; mend these first");
    }
}
