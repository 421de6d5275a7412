using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Figures;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Documents;

/// <summary>Figures F5 and F6: how long documents took to be extended to AI, and the new ones to be made.</summary>
internal sealed class DocumentFigures(TandemDbContext db) : IFigureSource
{
    private const int LeastExtended = 2;

    // The policy for AI, the types of risk, the process of impact assessment and the procedure of the life cycle.
    private static readonly IReadOnlyList<string> New = ["TPL-POLICY", "TPL-RISK", "TPL-AISIA-PROC", "TPL-DEV"];

    /// <summary>A document with the days on which a version of it came into force, first one first.</summary>
    internal sealed record Published(string Key, string Template, bool ServesBoth, IReadOnlyList<DateOnly> Days);

    public async Task<IReadOnlyList<Figure>> ReadAsync(FigureQuestion question, CancellationToken cancellation)
    {
        var files = await (from document in db.Documents.AsNoTracking()
                           where document.ArchivedAt == null
                           join file in db.DocumentFiles.AsNoTracking() on document.Key equals file.DocumentKey
                           where file.PublishedAt != null
                           orderby file.Number
                           select new { document.Key, document.Template, document.Standards, file.PublishedAt }).ToListAsync(cancellation);
        var documents = files.GroupBy(file => file.Key, StringComparer.Ordinal).Select(of => new Published(
            of.Key, of.First().Template, Standards.All.All(of.First().Standards.Contains), [.. of.Select(file => DateOnly.FromDateTime(file.PublishedAt!.Value.UtcDateTime)).Order()])).ToList();
        return [Extended(documents, question.Begun), Made(documents, question.Begun)];
    }

    internal static Figure Extended(IReadOnlyList<Published> documents, DateOnly? begun)
    {
        List<DateOnly> extended = begun is { } day
            ? [.. documents.Where(document => document.ServesBoth && document.Days[0] < day && document.Days[^1] >= day).Select(document => document.Days.First(published => published >= day)).Order()]
            : [];
        return Figure.Span("F5", "Extending documents to AI",
            "days from the first to the last publication of documents for both standards that were in force before the work for AI began; of each the first publication since counts",
            extended.Count > 0 ? extended[0] : null, extended.Count > 0 ? extended[^1] : null, [new("documents extended", extended.Count)],
            begun is null ? FigureQuestion.NotBegun
            : extended.Count < LeastExtended ? $"Not enough data: {extended.Count} documents in force before that day were published again since, and {LeastExtended} are needed." : null);
    }

    internal static Figure Made(IReadOnlyList<Published> documents, DateOnly? begun)
    {
        var made = New.Select(template => (Template: template, Days: documents.Where(document => document.Template == template).Select(document => document.Days[0]).Order().ToList())).ToList();
        var open = made.Where(document => document.Days.Count == 0).Select(document => document.Template).ToList();
        DateOnly? last = open.Count == 0 ? made.Max(document => document.Days[0]) : null;
        return Figure.Span("F6", "Making the new documents for AI",
            $"days from the beginning of the work for AI to the first publication of the last of the documents begun with {string.Join(", ", New)}",
            last is null ? null : begun, begun is null ? null : last, [new("published", New.Count - open.Count), new("of", New.Count)],
            begun is null ? FigureQuestion.NotBegun
            : open.Count > 0 ? $"Not enough data: no document begun with {string.Join(", ", open)} was published yet."
            : last < begun ? "Not enough data: all of them were published before that day." : null);
    }
}
