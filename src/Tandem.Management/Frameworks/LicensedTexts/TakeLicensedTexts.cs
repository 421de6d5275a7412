using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;

namespace Tandem.Management.Frameworks.LicensedTexts;

/// <summary>Stores the wordings of a file, or removes all those of a standard; all or nothing.</summary>
internal sealed class TakeLicensedTexts(TandemDbContext db, FrameworkCatalogue catalogue, ChangeContext change, TimeProvider time)
{
    internal const string FileField = "file";

    internal async Task<TakenTexts> TakeAsync(IFormCollection form, CancellationToken cancellation)
    {
        var licence = LicensedTextCheck.Tidy(form[LicensedTextForm.LicenceField]);
        if (LicensedTextCheck.Licence(licence) is { } unlicensed)
            return Refused(unlicensed);
        if (form.Files is not [{ Name: FileField } file])
            return Refused(form.Files.Count == 0 ? "choose a file" : $"one file is taken at a time, in the part `{FileField}`; send it alone");
        if (file.Length is 0 or > LicensedTextLimits.File)
            return Refused(file.Length == 0 ? "the file is empty; choose another one" : $"the file is larger than {LicensedTextLimits.File / 1024 / 1024} MiB; split it");
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancellation);
        var reading = LicensedTextFile.Read(content, catalogue);
        if (reading.Problems.Count > 0)
            return new([], 0, 0, 0, reading.Problems);

        var stored = await db.LicensedTexts.ToDictionaryAsync(text => text.Requirement, cancellation);
        var (entered, replaced) = (0, 0);
        foreach (var (requirement, text) in reading.Texts)
        {
            var id = requirement.Id.ToString();
            if (stored.GetValueOrDefault(id) is not { } one)
                db.Add(one = new LicensedText { Requirement = id });
            else if (one.Wording == text && one.Licence == licence)
                continue;
            (entered, replaced) = one.Wording.Length == 0 ? (entered + 1, replaced) : (entered, replaced + 1);
            Change(one, text, licence);
        }
        return await SaveAsync(new([.. reading.Texts.Select(text => text.Requirement.Id.ToString())], entered, replaced, 0, []), cancellation);
    }

    internal async Task<TakenTexts> RemoveAsync(string? standard, string? reason, CancellationToken cancellation)
    {
        var why = (reason ?? "").Trim();
        if (why.Length is 0 or > RecordLimits.Reason)
            return Refused(string.Create(CultureInfo.InvariantCulture, $"a reason of at most {RecordLimits.Reason} characters is needed; say why"));
        if (!Standards.TryParse(standard, out var chosen))
            return Refused($"`{Ui.FormText.Shortened(standard ?? "", 40)}` is no standard; choose iso27001 or iso42001");
        change.Reason = why;
        var prefix = chosen.Prefix() + ":";
        var texts = await db.LicensedTexts.Where(text => text.Requirement.StartsWith(prefix) && text.Wording != "").ToListAsync(cancellation);
        foreach (var text in texts)
            Change(text, "", "");
        return await SaveAsync(new([.. texts.Select(text => text.Requirement)], 0, 0, texts.Count, []), cancellation);
    }

    private void Change(LicensedText one, string text, string licence) =>
        (one.Wording, one.Licence, one.Sha256, one.UpdatedAt, one.UpdatedBy) = (text, licence, LicensedTextCheck.Hash(text), time.GetUtcNow(), change.ActorName);

    private async Task<TakenTexts> SaveAsync(TakenTexts done, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return done;
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            db.ChangeTracker.Clear();
            return Refused("somebody changed one of these texts meanwhile; nothing was stored, look again and repeat it");
        }
    }

    private static TakenTexts Refused(string problem) => new([], 0, 0, 0, [problem]);
}

/// <summary>What came of a file of wordings, or of removing them.</summary>
/// <param name="Requirements">Which requirements it was about.</param>
/// <param name="Entered">How many had no text before.</param>
/// <param name="Replaced">How many had another one.</param>
/// <param name="Removed">How many texts were removed.</param>
/// <param name="Problems">Why nothing was done; empty when it was.</param>
public sealed record TakenTexts(IReadOnlyList<string> Requirements, int Entered, int Replaced, int Removed, IReadOnlyList<string> Problems);
