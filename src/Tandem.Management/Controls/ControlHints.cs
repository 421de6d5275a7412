using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Management.Controls;

/// <summary>Says when a control is cut too broad, too fine, or not free of frameworks. Hints advise; only a framework in the title is refused.</summary>
internal static partial class ControlHints
{
    /// <summary>More requirements than one action can serve well, in our judgement; the shipped library has at most ten.</summary>
    internal const int MostRequirements = 12;

    /// <summary>More claims than one person keeps in view.</summary>
    internal const int MostClaims = 7;

    /// <summary>Controls that serve one requirement before each is likely a step and no control.</summary>
    internal const int MostForOneRequirement = 6;

    /// <summary>What is to be thought about, as sentences; empty for a control that is cut well.</summary>
    /// <param name="control">The control.</param>
    /// <param name="claims">Claims of it that are in use.</param>
    /// <param name="sharing">For the only requirement it serves: how many controls serve it, this one among them; 0 where it serves several or none.</param>
    internal static IReadOnlyList<string> Of(Control control, int claims, int sharing)
    {
        var hints = new List<string>();
        if (control.Satisfies.Count == 0)
            hints.Add("It serves no requirement yet; name those that it helps to meet, or say in its purpose which risk it is for.");
        if (control.Satisfies.Count > MostRequirements)
            hints.Add(string.Create(CultureInfo.InvariantCulture, $"It serves {control.Satisfies.Count} requirements, which is broad: when it fails, all of them do. Split it where different people do the work."));
        if (claims == 0)
            hints.Add("It claims nothing that could be tested; add a sentence that is true or false.");
        if (claims > MostClaims)
            hints.Add(string.Create(CultureInfo.InvariantCulture, $"It makes {claims} claims, which is broad; claims that are shown by different evidence often belong to a control of their own."));
        if (claims <= 1 && sharing > MostForOneRequirement)
            hints.Add(string.Create(CultureInfo.InvariantCulture, $"{sharing} controls serve its only requirement, and it makes {(claims == 1 ? "one claim" : "no claim")}: it may be cut too fine. Steps of one procedure are one control."));
        return hints;
    }

    /// <summary>True for a title that holds the number or the name of a framework.</summary>
    internal static bool NamesAFramework(string title) => FrameworkName().IsMatch(title);

    [GeneratedRegex(@"\b(iso\s*/?\s*(iec)?\s*\d{5}|iso(27001|27002|42001)|A\.\d{1,2}\.\d{1,2}|annex\s+a|soc\s*2|nist\s+(csf|ai\s+rmf)|gdpr|eu\s+ai\s+act)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FrameworkName();
}
