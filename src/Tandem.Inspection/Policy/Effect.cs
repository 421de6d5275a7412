namespace Tandem.Inspection.Policy;

/// <summary>What a rule does with a request or an answer; the one vocabulary of records, pages and rules.</summary>
/// <remarks>
/// INVARIANT (effect order): the numeric order is the order of strength, so that the strongest effect is the maximum.
/// <see cref="Allow"/>, <see cref="Redact"/> and <see cref="Block"/> are carried out; a bundle that uses another is refused at load.
/// </remarks>
public enum Effect
{
    /// <summary>The text may pass unchanged.</summary>
    Allow = 0,

    /// <summary>The text passes and the record says more; known, not carried out yet.</summary>
    Annotate = 1,

    /// <summary>Findings are replaced by pseudonyms that can be undone; known, not carried out yet.</summary>
    Tokenise = 2,

    /// <summary>A part of each finding is kept; known, not carried out yet.</summary>
    Mask = 3,

    /// <summary>Findings of the named classes are removed from the text.</summary>
    Redact = 4,

    /// <summary>A person decides before the text passes; known, not carried out yet.</summary>
    Review = 5,

    /// <summary>The text does not pass.</summary>
    Block = 6,
}
