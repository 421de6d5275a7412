using System.Globalization;
using Tandem.Management.Comments.Markup;
using Tandem.Management.Ui;

namespace Tandem.Management.Comments;

/// <summary>The rules for the text of a comment; what is wrong is added under the field `text`.</summary>
internal static class CommentText
{
    internal static string Tidy(string text) => text.ReplaceLineEndings("\n").Trim();

    internal static void Check(string text, CommentMarkdown markdown, FormErrors errors)
    {
        if (text.Length == 0)
            errors.Add("text", "write something");
        else if (CheckLength(text, errors) && markdown.Problem(text) is { } problem)
            errors.Add("text", problem);
    }

    /// <summary>Checked twice: a mention by key can be longer than what was entered.</summary>
    internal static bool CheckLength(string text, FormErrors errors)
    {
        if (text.Length <= CommentLimits.Text)
            return true;
        errors.Add("text", string.Create(CultureInfo.InvariantCulture, $"the comment has {text.Length} characters; shorten it to {CommentLimits.Text} or write a second one"));
        return false;
    }
}
