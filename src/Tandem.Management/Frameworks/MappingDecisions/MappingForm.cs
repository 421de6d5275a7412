using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Records.Fields;

namespace Tandem.Management.Frameworks.MappingDecisions;

/// <summary>A decision on a pair as forms and JSON carry it.</summary>
/// <param name="Decision">`accepted`, `refused` or `proposed`, which takes a decision back.</param>
/// <param name="Reason">Why; needed for a refusal, and whenever a decision changes.</param>
/// <param name="Version">The version that was read; 0 for a pair that nobody has decided on.</param>
public sealed record MappingForm(string? Decision, string? Reason, int Version)
{
    internal const string DecisionField = "decision";
    internal const string ReasonField = "reason";

    internal static MappingForm From(IFormCollection form) => new(
        form[DecisionField], form[ReasonField],
        // A form without its version has read nothing: it conflicts with every pair that was decided on.
        int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0);

    internal static MappingForm From(MappingRow row) => new(ChoiceNames.Of(row.State), "", row.Version);

    /// <summary>The decision; null for a word that is none.</summary>
    internal MappingState? Read() => ChoiceNames.Parse<MappingState>(Decision ?? "");
}
