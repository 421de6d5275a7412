using Microsoft.EntityFrameworkCore;
using Tandem.Management.Comments.Markup;
using Tandem.Management.Database;
using Tandem.Management.People;

namespace Tandem.Management.Comments;

/// <summary>What pages and API ask about comments.</summary>
internal sealed class CommentQueries(TandemDbContext db, CommentMarkdown markdown, PeopleDirectory directory)
{
    /// <summary>Comments that stand on a record; withdrawn ones do not count.</summary>
    internal Task<int> CountAsync(string type, string key, CancellationToken cancellation) =>
        On(type, key).CountAsync(c => c.WithdrawnAt == null, cancellation);

    /// <summary>One page of threads, newest first, each with its answers, oldest first.</summary>
    internal async Task<CommentsPage> ReadPageAsync(string type, string key, int page, CancellationToken cancellation)
    {
        var threads = On(type, key).Where(c => c.AnswerTo == "");
        var total = await threads.CountAsync(cancellation);
        var pages = Math.Max(1, (total + CommentLimits.ThreadsPerPage - 1) / CommentLimits.ThreadsPerPage);
        page = Math.Clamp(page, 1, pages);
        var roots = await threads.OrderByDescending(c => c.Number).Skip((page - 1) * CommentLimits.ThreadsPerPage).Take(CommentLimits.ThreadsPerPage).ToListAsync(cancellation);
        var keys = roots.ConvertAll(c => c.Key);
        var answers = roots.Count == 0 ? [] : await db.Comments.AsNoTracking().Where(c => keys.Contains(c.AnswerTo)).OrderBy(c => c.Number).ToListAsync(cancellation);
        var names = await NamesAsync([.. roots, .. answers], cancellation);
        var byThread = answers.ToLookup(c => c.AnswerTo, StringComparer.Ordinal);
        return new(roots.ConvertAll(root => new CommentThread(root, [.. byThread[root.Key]])), names, page, pages, total);
    }

    /// <summary>Number of the page on which a thread stands.</summary>
    internal async Task<int> FindPageAsync(Comment comment, CancellationToken cancellation)
    {
        var root = comment.AnswerTo.Length == 0 ? comment.Number : await db.Comments.Where(c => c.Key == comment.AnswerTo).Select(c => c.Number).FirstAsync(cancellation);
        var newer = await On(comment.OnType, comment.OnKey).CountAsync(c => c.AnswerTo == "" && c.Number > root, cancellation);
        return (newer / CommentLimits.ThreadsPerPage) + 1;
    }

    internal Task<Comment?> FindAsync(string key, CancellationToken cancellation) => db.Comments.AsNoTracking().FirstOrDefaultAsync(c => c.Key == key, cancellation);

    /// <summary>Comments on a record in the order they were written.</summary>
    internal async Task<IReadOnlyList<Comment>> ListAsync(string type, string key, long after, int most, CancellationToken cancellation) =>
        await On(type, key).Where(c => c.Number > after).OrderBy(c => c.Number).Take(most).ToListAsync(cancellation);

    /// <summary>Names of all people who wrote, withdrew or are mentioned in the comments, by key.</summary>
    internal Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<Comment> comments, CancellationToken cancellation) =>
        directory.NamesAsync(
            [.. comments.SelectMany(c => markdown.Mentions(c.Text).Select(mention => mention.Reference).Append(c.Author).Append(c.WithdrawnBy)).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)],
            cancellation);

    private IQueryable<Comment> On(string type, string key) => db.Comments.AsNoTracking().Where(c => c.OnType == type && c.OnKey == key);
}

/// <summary>A comment with the answers to it.</summary>
public sealed record CommentThread(Comment Root, IReadOnlyList<Comment> Answers);

/// <summary>Threads of one page.</summary>
/// <param name="Threads">Newest first.</param>
/// <param name="Names">Names of the people on the page by key.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="Pages">How many there are.</param>
/// <param name="Total">All threads on the record.</param>
public sealed record CommentsPage(IReadOnlyList<CommentThread> Threads, IReadOnlyDictionary<string, string> Names, int Page, int Pages, int Total);
