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

    /// <summary>Bytes of one file.</summary>
    internal const long FileBytes = 32 * 1024 * 1024;

    /// <summary>Files of one document that a page lists.</summary>
    internal const int FilesShown = 50;

    /// <summary>Characters of the identifier of a template.</summary>
    internal const int Template = 32;

    /// <summary>Characters of a text that is written here; one page has some 3,000.</summary>
    internal const int TextLength = 200_000;

    /// <summary>Signs of formatting in such a text.</summary>
    internal const int TextSigns = 8_000;

    /// <summary>Characters of what is entered for one placeholder.</summary>
    internal const int FieldText = 4_000;

    /// <summary>Placeholders that one document has entries for.</summary>
    internal const int Fields = 200;
}
