using System.Globalization;
using Tandem.Management.Ui;

namespace Tandem.Management.Decisions;

/// <summary>Words for the values of records; a value that is not known here is shown as it is.</summary>
public static class DecisionWords
{
    public static string Outcome(string dec) => dec switch
    {
        "allow" => "Allowed",
        "redact" => "Redacted",
        "block" => "Blocked",
        "" => "Not recorded",
        _ => dec,
    };

    public static Tone OutcomeTone(string dec) => dec switch
    {
        "allow" => Tone.Good,
        "redact" => Tone.Attention,
        "block" => Tone.Bad,
        _ => Tone.Neutral,
    };

    public static string End(string end) => end switch
    {
        "complete" => "complete: the answer was released whole",
        "refused" => "refused: nothing was sent to the provider",
        "blocked" => "blocked: the answer was not released, or not whole",
        "upstream-error" => "the provider failed or did not answer",
        "client-abort" => "the caller went away before the end",
        "crash" => "the gateway stopped in the middle; closed at its next start",
        "pending" => "pending: the outcome is not recorded yet",
        _ => Member(end),
    };

    public static string Response(string resp) => resp switch
    {
        "clean" => "clean: nothing was found",
        "findings" => "findings: see the classes found in the answer",
        "blocked" => "blocked: the answer was not released",
        "none" => "no answer came back",
        _ => Member(resp),
    };

    /// <summary>`none` and an absent member are two different things, and look different.</summary>
    public static string Member(string text) => text switch
    {
        "" => "not recorded",
        RecordMembers.None => "does not apply",
        _ => text,
    };

    public static string Counts(IReadOnlyDictionary<string, long> counts) =>
        counts.Count == 0 ? "nothing found" : string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key} × {count.Value}")));

    public static string Milliseconds(long? microseconds) => microseconds is { } value && value >= 0
        ? (value / 1000.0).ToString("N1", CultureInfo.InvariantCulture) + " ms"
        : "not recorded";

    public static string Number(long? number) => number is { } value ? value.ToString("N0", CultureInfo.InvariantCulture) : "not recorded";
}
