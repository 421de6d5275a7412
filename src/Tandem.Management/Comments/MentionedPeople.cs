using Tandem.Management.Comments.Markup;
using Tandem.Management.People;
using Tandem.Management.Ui;

namespace Tandem.Management.Comments;

/// <summary>Finds out who is meant by the mentions of a text.</summary>
internal sealed class MentionedPeople(CommentMarkdown markdown, PeopleDirectory directory)
{
    private const int MostOffered = 5;

    /// <summary>The text as it is stored, and whom it mentions; what cannot be told is added to <paramref name="errors"/> under `text`.</summary>
    internal async Task<(string Text, IReadOnlyList<string> People)> ResolveAsync(string text, FormErrors errors, CancellationToken cancellation)
    {
        var mentions = markdown.Mentions(text);
        if (mentions.Count > CommentLimits.Mentions)
        {
            errors.Add("text", $"it mentions {mentions.Count} people; mention at most {CommentLimits.Mentions}");
            return (text, []);
        }
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mention in mentions)
        {
            var found = mention.IsLoose
                ? await directory.FindByWordAsync(mention.Reference, MostOffered + 1, cancellation)
                : await directory.MatchAsync(mention.Reference, cancellation);
            if (found is [{ IsArchived: false } only])
                keys[mention.Reference] = only.Key;
            else if (Problem(mention, found) is { } problem)
                errors.Add("text", problem);
        }
        var people = keys.Values.Distinct(StringComparer.Ordinal).ToList();
        foreach (var guest in await directory.GuestsAsync(people, cancellation))
            errors.Add("text", $"{guest} sees only what was opened for an audit and no comments; mention somebody else");
        return (markdown.WithKeys(text, keys), people);
    }

    private static string? Problem(MentionInline mention, IReadOnlyList<PersonEntry> found) => found switch
    {
        [{ IsArchived: true } only] => $"{only.Name} ({only.Key}) is archived and cannot be mentioned; choose somebody else",
        // A word after an @ that is nobody's name is a word, such as an annotation.
        [] when mention.IsLoose => null,
        [] => $"nobody in the register of people is `{mention.Reference}`; choose a person who is there",
        _ => $"`@{mention.Reference}` can be {string.Join(", ", found.Take(MostOffered).Select(p => $"{p.Name} (@{p.Key})"))}{(found.Count > MostOffered ? " and others" : "")}; write the one you mean",
    };
}
