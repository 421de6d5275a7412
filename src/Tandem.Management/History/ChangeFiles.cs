using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Reading;
using Tandem.Management.Database;

namespace Tandem.Management.History;

/// <summary>The files with which a stranger checks a change: those that docs/formats/verify-a-record.md reads, and the bytes whose hash the record holds.</summary>
internal static class ChangeFiles
{
    private const string Entry = "entry.note";
    private const string EntryProof = "entry.tlog-proof";
    private const string Key = "key.note";
    private const string KeyProof = "key.tlog-proof";
    private const string Hashed = "change.txt";

    internal static IReadOnlyList<string> Names { get; } = [Entry, EntryProof, Key, KeyProof, Hashed];

    internal static async Task<IResult> AnswerAsync(long number, string name, TandemDbContext db, ManagementOptions options, ManagementKeys keys, CancellationToken cancellation)
    {
        if (!Names.Contains(name, StringComparer.Ordinal) || await db.ChangeEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Number == number, cancellation) is not { } change)
            return Results.NotFound();
        if (name == Hashed)
            return File(ChangeHash.Preimage(change), name);
        var logKey = VerifierKey.Parse((await System.IO.File.ReadAllTextAsync(keys.VerifierKeyFile, cancellation)).Trim());
        using var reader = LedgerReader.Open(options.LedgerFolder, logKey);
        if (change.LedgerIndex is not { } index || index >= (reader.LatestCheckpoint()?.Checkpoint.Size ?? 0))
            return Results.Problem(title: "not in the ledger yet", detail: "the record of this change is on its way to the ledger; ask again in a moment", statusCode: StatusCodes.Status409Conflict);
        var proof = reader.Prove(index);
        var key = reader.Prove((proof.Certificate ?? proof.Record).Index);
        return name switch
        {
            Entry => File(proof.Record.Entry.ToArray(), name),
            EntryProof => File(Encoding.UTF8.GetBytes(proof.TlogProofText), name),
            Key => File(key.Record.Entry.ToArray(), name),
            _ => File(Encoding.UTF8.GetBytes(key.TlogProofText), name),
        };
    }

    private static IResult File(byte[] content, string name) => Results.File(content, "text/plain; charset=utf-8", name);
}
