namespace Tandem.Management.Evidence;

/// <summary>Bounds of what a person may enter; the same for pages, API and columns.</summary>
internal static class EvidenceLimits
{
    internal const int Title = 200;

    /// <summary>Characters of the identifier of a kind, and of a kind of the organisation's own.</summary>
    internal const int Kind = 100;

    /// <summary>Characters of the names of programs and systems.</summary>
    internal const int Source = 200;

    internal const int Text = 8000;

    /// <summary>Days for which an item can stay fresh.</summary>
    internal const int FreshDays = 3650;

    /// <summary>Days for which an item of a kind of the organisation's own stays fresh, unless it says otherwise.</summary>
    internal const int UsualFreshDays = 365;

    /// <summary>Bytes of one file.</summary>
    internal const long FileBytes = 100 * 1024 * 1024;

    /// <summary>Characters of an address.</summary>
    internal const int Address = 2000;

    /// <summary>Characters of a revision that is a text.</summary>
    internal const int RevisionText = 20_000;

    /// <summary>Revisions of one item that a page lists.</summary>
    internal const int RevisionsShown = 50;

    /// <summary>Items that a panel lists.</summary>
    internal const int ItemsShown = 100;
}
