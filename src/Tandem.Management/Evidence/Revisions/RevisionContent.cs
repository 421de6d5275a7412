using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Files;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Evidence.Revisions;

/// <summary>What a new revision is made of, checked; a file is stored already.</summary>
internal sealed record RevisionContent(RevisionSource Source, string Sha256, string Name, string MediaType, long Size)
{
    internal string Address { get; init; } = "";

    internal string Text { get; init; } = "";

    /// <summary>Exactly one of file, address and text.</summary>
    /// <param name="entry">What was entered.</param>
    /// <param name="form">With the file.</param>
    /// <param name="store">Where files are kept.</param>
    /// <param name="errors">What is wrong, when the answer is null.</param>
    /// <param name="cancellation">Stops it.</param>
    internal static async Task<RevisionContent?> ReadAsync(RevisionEntry entry, IFormCollection form, FileStore store, FormErrors errors, CancellationToken cancellation)
    {
        if (entry.Note.Length > RecordLimits.Reason)
            errors.Add("reason", string.Create(CultureInfo.InvariantCulture, $"the note has {entry.Note.Length} characters; shorten it to {RecordLimits.Reason}"));
        var hasFile = RevisionEntry.HasFile(form);
        if ((hasFile ? 1 : 0) + (entry.Address.Length > 0 ? 1 : 0) + (entry.Text.Length > 0 ? 1 : 0) != 1)
            errors.Add(ReceivedFile.Field, "a revision is one thing: choose a file, or enter an address, or enter a text");
        if (errors.Any)
            return null;
        return hasFile ? await OfFileAsync(form, store, errors, cancellation) : entry.Address.Length > 0 ? OfAddress(entry, errors) : OfText(entry.Text, errors);
    }

    private static async Task<RevisionContent?> OfFileAsync(IFormCollection form, FileStore store, FormErrors errors, CancellationToken cancellation)
    {
        var (file, problem) = await ReceivedFile.ReadAsync(form, FileTypes.Evidence, EvidenceLimits.FileBytes, cancellation);
        if (file is null)
        {
            errors.Add(ReceivedFile.Field, problem!);
            return null;
        }
        try
        {
            await using var content = file.File.OpenReadStream();
            var stored = await store.StoreAsync(content, cancellation);
            return new(RevisionSource.File, stored.Sha256, file.Name, file.Type.MediaType, stored.Size);
        }
        catch (FileRefusedException refused)
        {
            errors.Add(ReceivedFile.Field, refused.Message);
            return null;
        }
    }

    private static RevisionContent? OfAddress(RevisionEntry entry, FormErrors errors)
    {
        if (entry.Address.Length > EvidenceLimits.Address || entry.Address.Any(char.IsControl)
            || !Uri.TryCreate(entry.Address, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0)
            errors.Add("address", $"enter an address that begins with `https://`, without a name and password in it, of at most {EvidenceLimits.Address} characters");
        if (entry.Sha256.Length > 0 && (entry.Sha256.Length != 64 || !entry.Sha256.All(char.IsAsciiHexDigitLower)))
            errors.Add("sha256", "a SHA-256 has 64 digits of 0 to 9 and a to f; leave it empty when you have none");
        return errors.Any ? null : new(RevisionSource.Address, entry.Sha256, "", "", 0) { Address = entry.Address };
    }

    private static RevisionContent? OfText(string text, FormErrors errors)
    {
        if (text.Length > EvidenceLimits.RevisionText)
        {
            errors.Add("text", string.Create(CultureInfo.InvariantCulture, $"the text has {text.Length} characters; shorten it to {EvidenceLimits.RevisionText}, or upload it as a file"));
            return null;
        }
        var bytes = Encoding.UTF8.GetBytes(text);
        return new(RevisionSource.Text, Convert.ToHexStringLower(SHA256.HashData(bytes)), "", "text/plain; charset=utf-8", bytes.Length) { Text = text };
    }
}
