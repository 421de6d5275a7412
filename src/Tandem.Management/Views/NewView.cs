using System.Text.RegularExpressions;
using Tandem.Management.Ui;

namespace Tandem.Management.Views;

/// <summary>What is asked to be kept as a view.</summary>
/// <param name="Table">Name of the table's definition.</param>
/// <param name="Path">Address of the page that shows it.</param>
/// <param name="Name">What the view is called.</param>
/// <param name="Query">The part of the address after the path.</param>
/// <param name="IsShared">True when everybody is to see it.</param>
public sealed partial record NewView(string? Table, string? Path, string? Name, string? Query, bool IsShared)
{
    /// <summary>All that is wrong with it.</summary>
    internal FormErrors Problems()
    {
        var errors = new FormErrors();
        if (!Word().IsMatch(Table ?? "") || Table!.Length > ViewLimits.TableName)
            errors.Add("table", "`table` is the name of a table, such as `ai-systems`");
        if (!Local().IsMatch(Path ?? "") || Path!.Length > ViewLimits.Path)
            errors.Add("path", "`path` is the address of a page here, such as `/ai-systems`");
        ViewRules.CheckName(Name, errors);
        ViewRules.CheckQuery(Query, errors);
        return errors;
    }

    [GeneratedRegex(@"^[a-z0-9-]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    // A path of this site and nothing that a browser could take for another one.
    [GeneratedRegex(@"^(/[A-Za-z0-9:._-]+)+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Local();
}

/// <summary>Rules that hold for new and for changed views.</summary>
internal static class ViewRules
{
    internal static void CheckName(string? name, FormErrors errors)
    {
        var length = (name ?? "").Trim().Length;
        if (length is 0 or > ViewLimits.Name)
            errors.Add("name", length == 0 ? "give the view a name" : $"the name has {length} characters; shorten it to {ViewLimits.Name}");
    }

    internal static void CheckQuery(string? query, FormErrors errors)
    {
        if ((query ?? "").Length > ViewLimits.Query || ViewQuery.Tidy(query ?? "").Length > ViewLimits.Query)
            errors.Add("query", $"the view holds more than {ViewLimits.Query} characters; choose fewer values in its filters");
    }
}
