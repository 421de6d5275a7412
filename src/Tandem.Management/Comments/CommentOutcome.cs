using Tandem.Management.Ui;

namespace Tandem.Management.Comments;

/// <summary>What came of writing, editing or withdrawing a comment.</summary>
internal abstract record CommentOutcome
{
    internal sealed record Saved(Comment Stored) : CommentOutcome;

    internal sealed record Invalid(FormErrors Errors) : CommentOutcome;

    /// <param name="Stored">The comment as it is now.</param>
    internal sealed record Conflict(Comment Stored) : CommentOutcome;

    /// <param name="Why">What right is lacking, and what to do.</param>
    internal sealed record Forbidden(string Why) : CommentOutcome;

    internal sealed record Missing : CommentOutcome;
}
