using Microsoft.AspNetCore.Http;
using Tandem.Management.Files;
using Tandem.Management.Records;

namespace Tandem.Management.Evidence.Revisions;

/// <summary>The form that adds a revision, as it was filled in; its file, if any, comes beside it. Days as `2026-11-30`; empty ones leave what the item says.</summary>
public sealed record RevisionEntry
{
    public int Version { get; init; }

    public string Address { get; init; } = "";

    /// <summary>SHA-256 of what lies at the address, lower-case hex; may be empty.</summary>
    public string Sha256 { get; init; } = "";

    public string Text { get; init; } = "";

    public string CoversFrom { get; init; } = "";

    public string CoversTo { get; init; } = "";

    public string CollectedOn { get; init; } = "";

    public string Note { get; init; } = "";

    internal static RevisionEntry From(IFormCollection form) => new()
    {
        Version = RecordForm.Version(form),
        Address = form["address"].ToString().Trim(),
        Sha256 = form["sha256"].ToString().Trim().ToLowerInvariant(),
        Text = form["text"].ToString().ReplaceLineEndings("\n").Trim(),
        CoversFrom = form["coversFrom"].ToString().Trim(),
        CoversTo = form["coversTo"].ToString().Trim(),
        CollectedOn = form["collectedOn"].ToString().Trim(),
        Note = form["reason"].ToString().Trim(),
    };

    /// <summary>True when a file came; browsers send an empty one where none was chosen.</summary>
    internal static bool HasFile(IFormCollection form) => form.Files.Any(file => file.Name != ReceivedFile.Field || file.Length > 0 || file.FileName.Length > 0);
}
