using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Comments;

/// <summary>Takes a comment back: its words are shown no more, that it was there is. The author may; who may manage may too, with a reason.</summary>
internal sealed class WithdrawComment(TandemDbContext db, CurrentUser user, ChangeContext change, TimeProvider time)
{
    internal async Task<CommentOutcome> ExecuteAsync(string key, string reason, int version, CancellationToken cancellation)
    {
        if (await db.Comments.FirstOrDefaultAsync(c => c.Key == key, cancellation) is not { } comment)
            return new CommentOutcome.Missing();
        reason = reason.Trim();
        var isOwn = comment.Author == user.PersonKey;
        if (!isOwn && !user.May(Permissions.Manage))
            return new CommentOutcome.Forbidden("only its author and those who manage withdraw a comment; answer it, or ask an IMS manager");
        if (!isOwn && reason.Length == 0)
            return new CommentOutcome.Invalid(new FormErrors().Add("reason", "say why you withdraw another person's comment"));
        if (reason.Length > RecordLimits.Reason)
            return new CommentOutcome.Invalid(new FormErrors().Add("reason", $"the reason has {reason.Length} characters; shorten it to {RecordLimits.Reason}"));
        if (comment.WithdrawnAt is not null)
            return new CommentOutcome.Saved(comment);
        if (comment.Version != version)
            return new CommentOutcome.Conflict(comment);

        comment.WithdrawnAt = time.GetUtcNow();
        comment.WithdrawnBy = user.PersonKey ?? "";
        comment.WithdrawalReason = isOwn ? "" : reason;
        change.Reason = reason.Length > 0 ? reason : "withdrawn by its author";
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
