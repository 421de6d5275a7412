namespace Tandem.Management.Views;

/// <summary>Greatest lengths and numbers of views.</summary>
internal static class ViewLimits
{
    internal const int Name = 100;

    internal const int TableName = 64;

    internal const int Path = 200;

    /// <summary>Characters of what is kept of an address; with path and key it stays below what servers accept.</summary>
    internal const int Query = 4000;

    /// <summary>Views of one person, of all tables.</summary>
    internal const int OfAPerson = 200;

    /// <summary>Views listed in the menu of one table.</summary>
    internal const int InAMenu = 100;
}
