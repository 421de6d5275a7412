using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Comments.Markup;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Notifications;
using Tandem.Management.Ui;

namespace Tandem.Management.Comments;

/// <summary>Changes the own comment. Who is mentioned only now is told; the former text stays in the history.</summary>
internal sealed class EditComment(
    TandemDbContext db, CommentMarkdown markdown, MentionedPeople mentioned, Notifier notifier, CurrentUser user, ChangeContext change, TimeProvider time)
{
    internal async Task<CommentOutcome> ExecuteAsync(string key, string text, int version, CancellationToken cancellation)
    {
        if (await db.Comments.FirstOrDefaultAsync(c => c.Key == key, cancellation) is not { } comment)
            return new CommentOutcome.Missing();
        if (comment.Author != user.PersonKey)
            return new CommentOutcome.Forbidden("only its author changes a comment; answer it instead");
        if (comment.WithdrawnAt is not null)
            return new CommentOutcome.Forbidden("it was withdrawn and cannot be changed; write a new one");
        if (comment.Version != version)
            return new CommentOutcome.Conflict(comment);

        var errors = new FormErrors();
        text = CommentText.Tidy(text);
        CommentText.Check(text, markdown, errors);
        if (errors.Any)
            return new CommentOutcome.Invalid(errors);
        var (stored, people) = await mentioned.ResolveAsync(text, errors, cancellation);
        CommentText.CheckLength(stored, errors);
        if (errors.Any)
            return new CommentOutcome.Invalid(errors);
        if (stored == comment.Text)
            return new CommentOutcome.Saved(comment);

        var before = markdown.Mentions(comment.Text).Select(mention => mention.Reference).ToHashSet(StringComparer.Ordinal);
        comment.Text = stored;
        comment.EditedAt = time.GetUtcNow();
        change.Reason = "edited by its author";
        foreach (var person in people.Where(person => !before.Contains(person)))
            notifier.Add(person, NotificationKinds.Mention, comment.OnKey, $"{user.Name} mentioned you in a comment on {comment.OnKey}", Comment.PathOf(key));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new CommentOutcome.Conflict(await db.Comments.AsNoTracking().FirstAsync(c => c.Key == key, cancellation));
        }
        return new CommentOutcome.Saved(comment);
    }
}
