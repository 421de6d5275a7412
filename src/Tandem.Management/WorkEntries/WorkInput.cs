using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.WorkEntries;

/// <summary>A work entry as a form or the API sends it, each part as it was entered.</summary>
public sealed record WorkInput(string Day, string Minutes, string About, string Kind, string Note, int Version, string Reason)
{
    /// <summary>Body of the API; what is not given takes its empty value, in a change it stays.</summary>
    internal sealed record Body(string? Day, JsonElement? Minutes, string? About, string? Kind, string? Note, int Version, string? Reason);

    internal static WorkInput New(DateOnly day, string about) => new(DayText.Of(day), "", about, "new", "", 0, "");

    internal static WorkInput Of(WorkEntry entry) =>
        new(DayText.Of(entry.Day), entry.Minutes.ToString(CultureInfo.InvariantCulture), entry.About, Records.Fields.ChoiceNames.Of(entry.Kind), entry.Note, entry.Version, "");

    internal static WorkInput Of(IFormCollection form) =>
        new(form["day"].ToString(), form["minutes"].ToString(), form["about"].ToString(), form["kind"].ToString(), form["note"].ToString(), RecordForm.Version(form), form["reason"].ToString());

    internal static WorkInput Of(Body body, WorkInput before) => new(
        body.Day ?? before.Day, body.Minutes?.GetRawText().Trim('"') ?? before.Minutes, body.About ?? before.About, body.Kind ?? before.Kind, body.Note ?? before.Note, body.Version, body.Reason ?? "");
}
