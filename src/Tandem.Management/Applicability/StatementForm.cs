using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Ui;

namespace Tandem.Management.Applicability;

/// <summary>A row as texts, the way forms and JSON carry it, so that a refused one is shown again exactly as it was entered.</summary>
public sealed record StatementForm
{
    public string? Applicable { get; init; }

    public IReadOnlyList<string>? IncludeReasons { get; init; }

    public string? IncludeText { get; init; }

    public string? ExcludeReason { get; init; }

    public string? ExcludeText { get; init; }

    public string? Owner { get; init; }

    public string? ChangeReason { get; init; }

    public int Version { get; init; }

    internal static StatementForm From(IFormCollection form) => new()
    {
        Applicable = form["applicable"],
        IncludeReasons = [.. form["includeReasons"].OfType<string>()],
        IncludeText = form["includeText"],
        ExcludeReason = form["excludeReason"],
        ExcludeText = form["excludeText"],
        Owner = form["owner"],
        ChangeReason = form["changeReason"],
        // A form without its version is one that has read nothing: it conflicts with every row that was decided.
        Version = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
    };

    internal static StatementForm From(StatementRow row) => new()
    {
        Applicable = row.Decision.Value(),
        IncludeReasons = row.Entry is null ? [] : [.. row.Entry.IncludeReasons.Select(reason => reason.Value())],
        IncludeText = row.Entry?.IncludeText,
        ExcludeReason = row.Entry?.ExcludeReason?.Value(),
        ExcludeText = row.Entry?.ExcludeText,
        Owner = row.Entry?.Owner,
        Version = row.Version,
    };

    /// <summary>The change in types; words that are none are errors, each at its field.</summary>
    internal (StatementChange? Change, FormErrors Errors) Read()
    {
        var errors = new FormErrors();
        if (!ApplicabilityReasons.TryRead<ApplicabilityDecision>(Applicable, out var decision))
            errors.Add(StatementRules.DecisionField, $"`{Applicable}` is no decision; choose yes, no or undecided");
        var reasons = new List<InclusionReason>();
        foreach (var text in IncludeReasons ?? [])
        {
            if (ApplicabilityReasons.TryRead<InclusionReason>(text, out var reason))
                reasons.Add(reason);
            else if (!errors.For(StatementRules.IncludeReasonsField).Any())
                errors.Add(StatementRules.IncludeReasonsField, $"`{text}` is no inclusion reason; choose one of the list");
        }
        ExclusionReason? exclude = null;
        if (!string.IsNullOrEmpty(ExcludeReason))
        {
            if (ApplicabilityReasons.TryRead<ExclusionReason>(ExcludeReason, out var reason))
                exclude = reason;
            else
                errors.Add(StatementRules.ExcludeReasonField, $"`{ExcludeReason}` is no exclusion reason; choose one of the list");
        }
        return errors.Any ? (null, errors) : (new StatementChange
        {
            Decision = decision,
            IncludeReasons = reasons,
            IncludeText = IncludeText ?? "",
            ExcludeReason = exclude,
            ExcludeText = ExcludeText ?? "",
            Owner = Owner ?? "",
            ChangeReason = ChangeReason ?? "",
            Version = Version,
        }, errors);
    }
}
