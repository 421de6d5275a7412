using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;

namespace Tandem.Management.Documents.Doubles;

/// <summary>What is looked at of a document to find another one on its subject.</summary>
public sealed record DocumentSubject(string Key, string Title, DocumentKind Kind, IReadOnlyList<Standard> Standards, string AiSystem, string Template)
{
    internal string Url => DocumentRegister.Definition.PathOf(Key);
}

/// <summary>Two documents that may be one.</summary>
/// <param name="One">The earlier.</param>
/// <param name="Other">The later.</param>
/// <param name="Why">What they share, as a sentence.</param>
public sealed record DocumentDouble(DocumentSubject One, DocumentSubject Other, string Why);

/// <summary>
/// Finds documents on one subject: of one kind, about the same AI system or the organisation, and begun with one template or called much the same.
/// A rule for each standard on one subject is what integration is to end; two rules also contradict each other sooner or later.
/// </summary>
internal sealed class DocumentDoubles(TandemDbContext db)
{
    // In our judgement; the words that only say what kind of document it is do not count.
    private const double MostWords = 0.5;

    // There is one record or report for each occasion, and one template for each use.
    private static readonly IReadOnlyList<DocumentKind> Kinds = [DocumentKind.Policy, DocumentKind.Procedure, DocumentKind.Plan, DocumentKind.Standard, DocumentKind.Manual];

    private static readonly HashSet<string> KindWords = new(["policy", "policie", "procedure", "proces", "process", "plan", "standard", "manual", "guideline", "document", "management"], StringComparer.Ordinal);

    // A word that so many titles have says nothing of their subject, and comparing all of them would take long.
    private const int MostOfAMark = 500;

    internal async Task<IReadOnlyList<DocumentDouble>> ReadAsync(CancellationToken cancellation) => Among(await SubjectsAsync(All, cancellation));

    /// <summary>Those of one document, earlier ones first.</summary>
    internal async Task<IReadOnlyList<DocumentDouble>> OfAsync(string key, CancellationToken cancellation)
    {
        var subjects = await SubjectsAsync(
            from document in All
            join asked in db.Documents on new { document.Kind, document.AiSystem } equals new { asked.Kind, asked.AiSystem }
            where asked.Key == key
            orderby document.Number
            select document, cancellation);
        if (subjects.Find(subject => subject.Key == key) is not { } one)
            return [];
        var words = WordsOf(one);
        return [.. subjects.Where(other => other != one).Select(other => Compare(one, words, other, WordsOf(other))).OfType<DocumentDouble>()];
    }

    /// <param name="documents">Documents in use, earlier ones first.</param>
    internal static IReadOnlyList<DocumentDouble> Among(IReadOnlyList<DocumentSubject> documents)
    {
        var words = documents.Select(WordsOf).ToList();
        // Only those that share a word or a template are looked at, so that thousands of documents are no millions of pairs.
        var byMark = documents.SelectMany((document, index) => Marks(document, words[index]).Select(mark => (mark, index))).ToLookup(pair => pair.mark, pair => pair.index, StringComparer.Ordinal);
        var doubles = new List<DocumentDouble>();
        for (var i = 0; i < documents.Count; i++)
        {
            foreach (var j in Marks(documents[i], words[i]).Select(mark => byMark[mark]).Where(marked => marked.Count() <= MostOfAMark).SelectMany(marked => marked).Where(j => j > i).Distinct().Order())
            {
                if (Compare(documents[i], words[i], documents[j], words[j]) is { } pair)
                    doubles.Add(pair);
            }
        }
        return doubles;
    }

    private IQueryable<Document> All => db.Documents.AsNoTracking()
        .Where(d => d.ArchivedAt == null && d.State != DocumentState.Withdrawn && d.State != DocumentState.Superseded && Kinds.Contains(d.Kind)).OrderBy(d => d.Number);

    private static Task<List<DocumentSubject>> SubjectsAsync(IQueryable<Document> documents, CancellationToken cancellation) =>
        documents.Select(d => new DocumentSubject(d.Key, d.Title, d.Kind, d.Standards, d.AiSystem, d.Template)).ToListAsync(cancellation);

    private static DocumentDouble? Compare(DocumentSubject one, IReadOnlyCollection<string> words, DocumentSubject other, IReadOnlyCollection<string> otherWords) =>
        one.Kind == other.Kind && one.AiSystem == other.AiSystem && Common(one, other, Likeness.Share(words, otherWords)) is { } common ? new(one, other, $"Both are {Kind(one.Kind)} and {common}{Each(one, other)}.") : null;

    private static IReadOnlyCollection<string> WordsOf(DocumentSubject document) => [.. Likeness.WordsOf(document.Title).Except(KindWords)];

    private static IEnumerable<string> Marks(DocumentSubject document, IReadOnlyCollection<string> words) =>
        words.Concat(document.Template.Length > 0 ? ["template " + document.Template] : []);

    private static string? Common(DocumentSubject one, DocumentSubject other, double share) =>
        one.Template.Length > 0 && one.Template == other.Template ? $"were begun with {one.Template}"
        : one.Template.Length > 0 && other.Template.Length > 0 ? null // the templates cut their subjects apart on purpose
        : share >= MostWords ? "are called much the same" : null;

    private static string Each(DocumentSubject one, DocumentSubject other) =>
        one.Standards is [var first] && other.Standards is [var second] && first != second ? ", each for another standard" : "";

    private static string Kind(DocumentKind kind) => kind switch
    {
        DocumentKind.Policy => "policies",
        _ => DocumentWords.Of(kind).ToLowerInvariant() + "s",
    };
}
