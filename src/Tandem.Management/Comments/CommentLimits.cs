namespace Tandem.Management.Comments;

/// <summary>Bounds that keep a page readable and a reader's browser alive.</summary>
internal static class CommentLimits
{
    /// <summary>Characters of a comment.</summary>
    internal const int Text = 10_000;

    /// <summary>Different people mentioned in one comment.</summary>
    internal const int Mentions = 20;

    /// <summary>Answers in one thread.</summary>
    internal const int Answers = 100;

    /// <summary>Threads on one page, newest first.</summary>
    internal const int ThreadsPerPage = 10;
}
