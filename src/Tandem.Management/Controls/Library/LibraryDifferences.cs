namespace Tandem.Management.Controls.Library;

/// <summary>In what a control differs from the item of the library that it was adopted from.</summary>
internal static class LibraryDifferences
{
    /// <returns>Names of fields as pages call them; empty when it is as the library has it.</returns>
    internal static IReadOnlyList<string> Of(Control control, LibraryControl item)
    {
        var differing = new List<string>();
        if (control.Title != item.Title)
            differing.Add("title");
        if (control.Purpose != item.Purpose)
            differing.Add("purpose");
        if (control.Description != item.Description)
            differing.Add("description");
        if (control.ControlType != item.Type)
            differing.Add("type");
        if (control.Nature != item.Nature)
            differing.Add("nature");
        if (control.Level != item.Level)
            differing.Add("where it is put in place");
        if (!control.Satisfies.Order(StringComparer.Ordinal).SequenceEqual(item.Satisfies.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            differing.Add("requirements it serves");
        return differing;
    }
}
