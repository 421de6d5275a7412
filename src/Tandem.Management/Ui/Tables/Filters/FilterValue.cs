namespace Tandem.Management.Ui.Tables.Filters;

/// <summary>What a value of a filter can be in an address.</summary>
internal static class FilterValue
{
    /// <summary>Stands for rows that have no value.</summary>
    internal const string Empty = "~empty";

    internal const string NotStated = "not stated";

    /// <summary>Longest value that is read.</summary>
    internal const int Longest = 400;

    /// <summary>Most values that are read for one filter.</summary>
    internal const int Most = 20;
}
