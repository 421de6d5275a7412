using System.Diagnostics;
using System.Globalization;
using Tandem.Management.Ui;

namespace Tandem.Management.Evidence;

/// <summary>What pages call the values of the register.</summary>
internal static class EvidenceWords
{
    internal static string Of(EvidenceForm form) => form switch
    {
        EvidenceForm.Document => "Document",
        EvidenceForm.Record => "Record",
        EvidenceForm.Log => "Log",
        EvidenceForm.Report => "Report",
        EvidenceForm.Test => "Test",
        EvidenceForm.Config => "Configuration",
        _ => throw new UnreachableException(),
    };

    internal static string Of(EvidenceSensitivity sensitivity) => sensitivity switch
    {
        EvidenceSensitivity.Internal => "Internal",
        EvidenceSensitivity.Public => "Public",
        EvidenceSensitivity.Confidential => "Confidential",
        EvidenceSensitivity.StrictlyConfidential => "Strictly confidential",
        _ => throw new UnreachableException(),
    };

    internal static string Of(EvidenceState state) => state switch
    {
        EvidenceState.Requested => "Requested",
        EvidenceState.Submitted => "Submitted",
        EvidenceState.Accepted => "Accepted",
        EvidenceState.Rejected => "Rejected",
        EvidenceState.Withdrawn => "Withdrawn",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(EvidenceState state) => state switch
    {
        EvidenceState.Requested or EvidenceState.Withdrawn => Ui.Tone.Neutral,
        EvidenceState.Submitted => Ui.Tone.Active,
        EvidenceState.Accepted => Ui.Tone.Good,
        EvidenceState.Rejected => Ui.Tone.Bad,
        _ => throw new UnreachableException(),
    };

    internal static string Of(Freshness freshness) => freshness switch
    {
        Freshness.Fresh => "Fresh",
        Freshness.DueSoon => "Due soon",
        Freshness.Stale => "Stale",
        Freshness.OutsidePeriod => "Outside the period asked for",
        Freshness.NothingReceived => "Nothing received",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(Freshness freshness) => freshness switch
    {
        Freshness.Fresh => Ui.Tone.Good,
        Freshness.DueSoon or Freshness.OutsidePeriod => Ui.Tone.Attention,
        Freshness.Stale => Ui.Tone.Bad,
        Freshness.NothingReceived => Ui.Tone.Neutral,
        _ => throw new UnreachableException(),
    };

    /// <summary>A time in words; empty for none.</summary>
    internal static string Period(DateOnly? from, DateOnly? to) => (DayText.Of(from), DayText.Of(to)) switch
    {
        ({ } first, { } last) when first == last => first,
        ({ } first, { } last) => $"{first} to {last}",
        ({ } first, null) => $"since {first}",
        (null, { } last) => $"until {last}",
        _ => "",
    };

    internal static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MiB"),
    };
}
