namespace Tandem.Management.Controls;

/// <summary>Greatest lengths of a control and of what belongs to it, for form, API and database alike.</summary>
internal static class ControlLimits
{
    /// <summary>Characters of a title.</summary>
    internal const int Title = 200;

    /// <summary>Characters of purpose, scope, claim and procedure.</summary>
    internal const int Text = 2000;

    /// <summary>Characters of a description, method or note.</summary>
    internal const int LongText = 8000;

    /// <summary>Requirements that one control serves.</summary>
    internal const int Requirements = 60;

    /// <summary>Kinds of evidence that show one claim.</summary>
    internal const int EvidenceTypes = 20;

    /// <summary>Characters of the number of an item of the library, and of a version of it.</summary>
    internal const int LibraryItem = 32;

    /// <summary>Characters of an identifier of a requirement or a kind of evidence.</summary>
    internal const int Identifier = 64;
}
