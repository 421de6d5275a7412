namespace Tandem.Management.Documents;

/// <summary>Greatest sizes of what people enter.</summary>
internal static class DocumentLimits
{
    /// <summary>Characters of a title.</summary>
    internal const int Title = 200;

    /// <summary>Characters of a summary.</summary>
    internal const int Summary = 4000;

    /// <summary>Months between reviews.</summary>
    internal const int ReviewMonths = 120;

    /// <summary>Files of one document that a page lists.</summary>
    internal const int FilesShown = 50;
}
