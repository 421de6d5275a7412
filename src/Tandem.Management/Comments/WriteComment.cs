using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Comments.Markup;
using Tandem.Management.Database;
using Tandem.Management.Notifications;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Comments;

/// <summary>Writes a comment on a record and tells those whom it concerns, both or neither.</summary>
internal sealed class WriteComment(
    TandemDbContext db, Registers registers, CommentMarkdown markdown, MentionedPeople mentioned, Notifier notifier, CurrentUser user, TimeProvider time)
{
    /// <param name="recordKey">Key of the record, such as `AIS-0001`.</param>
    /// <param name="answerTo">Key of the comment that is answered; empty for a new thread.</param>
    /// <param name="text">Markdown, at most 10,000 characters.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<CommentOutcome> ExecuteAsync(string recordKey, string answerTo, string text, CancellationToken cancellation)
    {
        if (user.PersonKey is not { } author)
            return new CommentOutcome.Forbidden("your session does not say who you are in the register of people; sign out and in again");
        if (registers.FindByKey(recordKey) is not { } register || await register.FindAsync(db, recordKey, cancellation) is not { } record)
            return new CommentOutcome.Missing();

        var errors = new FormErrors();
        text = CommentText.Tidy(text);
        CommentText.Check(text, markdown, errors);
        var answered = answerTo.Length == 0 ? null : await FindAnsweredAsync(register.Type, recordKey, answerTo, errors, cancellation);
        if (errors.Any)
            return new CommentOutcome.Invalid(errors);
        var (stored, people) = await mentioned.ResolveAsync(text, errors, cancellation);
        CommentText.CheckLength(stored, errors);
        if (errors.Any)
            return new CommentOutcome.Invalid(errors);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (key, number) = await KeySequence.NextAsync(db, Comment.Type, Comment.KeyPrefix, cancellation);
        var comment = new Comment
        {
            Key = key,
            Number = number,
            OnType = register.Type,
            OnKey = recordKey,
            AnswerTo = answerTo,
            Text = stored,
            Author = author,
            WrittenAt = time.GetUtcNow(),
        };
        db.Add(comment);
        Tell(comment, people, answered, record);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new CommentOutcome.Saved(comment);
    }

    private async Task<Comment?> FindAnsweredAsync(string type, string recordKey, string answerTo, FormErrors errors, CancellationToken cancellation)
    {
        var answered = await db.Comments.AsNoTracking().FirstOrDefaultAsync(c => c.Key == answerTo && c.OnType == type && c.OnKey == recordKey, cancellation);
        if (answered is null)
            errors.Add("answerTo", $"{recordKey} has no comment `{answerTo}`; answer one that stands there");
        else if (answered.AnswerTo.Length > 0)
            errors.Add("answerTo", $"{answerTo} is an answer itself; answer {answered.AnswerTo}, which begins its thread");
        else if (await db.Comments.CountAsync(c => c.AnswerTo == answerTo, cancellation) >= CommentLimits.Answers)
            errors.Add("answerTo", $"{answerTo} has {CommentLimits.Answers} answers already; begin a new thread");
        return answered;
    }

    // Each is told once, of what concerns them most.
    private void Tell(Comment comment, IReadOnlyList<string> people, Comment? answered, Record record)
    {
        var path = Comment.PathOf(comment.Key);
        foreach (var person in people)
            notifier.Add(person, NotificationKinds.Mention, record.Key, $"{user.Name} mentioned you in a comment on {record.Key}", path);
        if (answered is not null && !people.Contains(answered.Author))
            notifier.Add(answered.Author, NotificationKinds.Answer, record.Key, $"{user.Name} answered your comment on {record.Key}", path);
        if (!people.Contains(record.Owner) && record.Owner != answered?.Author)
            notifier.Add(record.Owner, NotificationKinds.Comment, record.Key, $"{user.Name} commented on {record.Key}", path);
    }
}
