using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Ledger.Verification;

namespace Tandem.Commands;

/// <summary>A verification report for people and for programs.</summary>
internal static class ReportText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Json(VerificationReport report) => JsonSerializer.Serialize(new
    {
        verdict = Word(report.Verdict),
        origin = report.Origin,
        records = report.Records,
        checkpointSize = report.CheckpointSize,
        rootHash = report.RootHashBase64,
        problems = report.Problems.Select(Entry),
        notes = report.Notes.Select(Entry),
    }, Options);

    public static string Plain(VerificationReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Word(report.Verdict).ToUpperInvariant()}  {report.Origin}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  records      {report.Records}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  checkpoint   {report.CheckpointSize} records, root {report.RootHashBase64}");
        foreach (var problem in report.Problems)
            text.AppendLine(CultureInfo.InvariantCulture, $"  problem      {Line(problem)}");
        foreach (var note in report.Notes)
            text.AppendLine(CultureInfo.InvariantCulture, $"  note         {Line(note)}");
        return text.ToString().TrimEnd();
    }

    private static object Entry(VerificationProblem problem) => new { code = problem.Code, file = problem.File, index = problem.Index, message = problem.Message };

    private static string Line(VerificationProblem problem)
    {
        var place = problem.Index is { } index ? string.Create(CultureInfo.InvariantCulture, $"record {index}, ") : string.Empty;
        return $"{problem.Code}: {place}{problem.File}: {problem.Message}";
    }

    private static string Word(VerificationVerdict verdict) => verdict switch
    {
        VerificationVerdict.Valid => "valid",
        VerificationVerdict.Invalid => "invalid",
        VerificationVerdict.Incomplete => "incomplete",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "unknown verdict"),
    };
}
