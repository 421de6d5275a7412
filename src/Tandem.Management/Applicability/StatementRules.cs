using System.Globalization;
using Tandem.Management.Ui;

namespace Tandem.Management.Applicability;

/// <summary>What a decision on a row must say. All errors are found at once. ISO/IEC 27001 and 42001, both clause 6.1.3.</summary>
internal static class StatementRules
{
    internal const string DecisionField = "applicable";
    internal const string IncludeReasonsField = "includeReasons";
    internal const string IncludeTextField = "includeText";
    internal const string ExcludeReasonField = "excludeReason";
    internal const string ExcludeTextField = "excludeText";
    internal const string OwnerField = "owner";
    internal const string ChangeReasonField = "changeReason";

    internal static FormErrors Check(StatementChange change)
    {
        var errors = new FormErrors();
        switch (change.Decision)
        {
            case ApplicabilityDecision.Yes:
                CheckInclusion(change, errors);
                break;
            case ApplicabilityDecision.No:
                CheckExclusion(change, errors);
                break;
            case ApplicabilityDecision.Undecided:
                if (change.IncludeReasons.Count > 0 || change.ExcludeReason is not null)
                    errors.Add(DecisionField, "a reason is given but nothing is decided; choose whether the control applies, or take the reason away");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.Decision, "not a decision");
        }
        Limit(errors, IncludeTextField, change.IncludeText, StatementLimits.Text);
        Limit(errors, ExcludeTextField, change.ExcludeText, StatementLimits.Text);
        Limit(errors, OwnerField, change.Owner, StatementLimits.Owner);
        Limit(errors, ChangeReasonField, change.ChangeReason, StatementLimits.ChangeReason);
        if (change.Version > 0 && string.IsNullOrWhiteSpace(change.ChangeReason))
            errors.Add(ChangeReasonField, "the row has been decided before; say why it changes");
        return errors;
    }

    private static void CheckInclusion(StatementChange change, FormErrors errors)
    {
        if (change.IncludeReasons.Count == 0)
            errors.Add(IncludeReasonsField, "a control that applies needs at least one reason; choose what makes it necessary");
        var toName = change.IncludeReasons.Where(reason => reason is InclusionReason.Law or InclusionReason.Contract or InclusionReason.InterestedParty or InclusionReason.Inherited)
            .Select(reason => reason.Label().ToLowerInvariant()).ToArray();
        if (toName.Length > 0 && string.IsNullOrWhiteSpace(change.IncludeText))
            errors.Add(IncludeTextField, $"the reason `{string.Join("`, `", toName)}` needs a name; say which one it is");
        if (change.ExcludeReason is not null || !string.IsNullOrWhiteSpace(change.ExcludeText))
            errors.Add(ExcludeReasonField, "a control that applies has no reason for leaving it out; take it away");
    }

    private static void CheckExclusion(StatementChange change, FormErrors errors)
    {
        if (change.ExcludeReason is null)
            errors.Add(ExcludeReasonField, "a control that does not apply needs a reason; choose why it is left out");
        if (string.IsNullOrWhiteSpace(change.ExcludeText))
            errors.Add(ExcludeTextField, change.ExcludeReason == ExclusionReason.ProvidedByOther
                ? "say who provides it"
                : "an auditor will ask why; say it in a sentence");
        if (change.IncludeReasons.Count > 0 || !string.IsNullOrWhiteSpace(change.IncludeText))
            errors.Add(IncludeReasonsField, "a control that does not apply has no reason for taking it in; take it away");
    }

    private static void Limit(FormErrors errors, string field, string text, int most)
    {
        if (text.Length > most)
            errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters are too many; shorten it to {most}"));
    }
}
