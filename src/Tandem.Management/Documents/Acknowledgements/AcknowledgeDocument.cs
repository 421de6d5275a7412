using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;

namespace Tandem.Management.Documents.Acknowledgements;

/// <summary>How an acknowledgement ended; <paramref name="Why"/> says why not, null when it is kept.</summary>
/// <param name="IsMissing">True when there is no such document for this person.</param>
/// <param name="Why">Why not.</param>
internal readonly record struct AcknowledgeOutcome(bool IsMissing, string? Why);

/// <summary>Keeps that the signed-in person has read what is in force. Only the person does it: a program has read nothing.</summary>
internal sealed class AcknowledgeDocument(TandemDbContext db, CurrentUser user, RecordRights rights, ChangeContext change, TimeProvider time)
{
    /// <param name="key">Key of the document.</param>
    /// <param name="sha256">Hash of the file that was read; it must be the one in force.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<AcknowledgeOutcome> ExecuteAsync(string key, string? sha256, CancellationToken cancellation)
    {
        if (user.PersonKey is not { Length: > 0 } person || user.TokenId is not null)
            return new(false, "only a person who is signed in acknowledges a document; sign in in a browser");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, cancellation) is not { } document || !await rights.MayReadAsync(DocumentRegister.Definition, document, cancellation))
            return new(true, null);
        if (document.ArchivedAt is not null || document.PublishedFile == 0)
            return new(false, $"nothing of {key} is in force; what is acknowledged is the text in force");
        var inForce = await db.DocumentFiles.AsNoTracking().FirstAsync(f => f.DocumentKey == key && f.Number == document.PublishedFile, cancellation);
        if (sha256?.Trim().ToLowerInvariant() != inForce.Sha256)
            return new(false, $"{key} has another text in force by now, file {inForce.Number}; read that one and acknowledge it");
        if (await db.Acknowledgements.AsNoTracking().AnyAsync(a => a.DocumentKey == key && a.Sha256 == inForce.Sha256 && a.Person == person, cancellation))
            return new(false, null);
        db.Add(new Acknowledgement { DocumentKey = key, Sha256 = inForce.Sha256, Person = person, PersonName = change.ActorName, FileNumber = inForce.Number, At = time.GetUtcNow() });
        change.Reason = "read and understood";
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return default;
    }
}
