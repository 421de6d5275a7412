using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Files;
using Tandem.Management.Frameworks.Uploads.Reading;
using Tandem.Management.History;

namespace Tandem.Management.Frameworks.Uploads;

/// <summary>Takes a file with a framework: looks at it, or loads it as a new framework or a later version of a known one. All of it or nothing.</summary>
internal sealed class TakeFramework(TandemDbContext db, ChangeContext change, TimeProvider time)
{
    internal const string FileField = "file";

    internal async Task<TakeOutcome> ExecuteAsync(IFormCollection form, bool isLook, CancellationToken cancellation)
    {
        if (form.Files is not [{ Name: FileField } file])
            return Refused(form.Files.Count == 0 ? "choose a file" : $"one file is taken at a time, in the part `{FileField}`; send it alone");
        if (file.Length is 0 or > UploadLimits.File)
            return Refused(file.Length == 0 ? "the file is empty; choose another one" : $"the file is larger than {UploadLimits.File / 1024 / 1024} MiB; upload a smaller one");
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancellation);
        var reading = FrameworkFile.Read(content);
        if (reading.Framework is not { } framework)
            return new TakeOutcome.Refused(reading.Problems, reading.Ignored);
        var known = await db.UploadedFrameworks.FirstOrDefaultAsync(f => f.Urn == framework.Urn, cancellation);
        if (known is not null && framework.Number <= known.LatestEdition)
            return Refused($"version {framework.Number} is not later than version {known.LatestEdition} of {known.Key}, which is loaded; give the file a greater `version` if it is");
        var difference = known is null ? null : FrameworkDifference.Count(await PartsAsync(known.Key, known.LatestEdition, cancellation), Parts("", framework));
        return isLook
            ? new TakeOutcome.Looked(framework, known, difference, reading.Ignored)
            : await StoreAsync(framework, known, FileNames.Safe(file.FileName), Convert.ToHexStringLower(SHA256.HashData(content)), reading.Ignored, cancellation);
    }

    private async Task<TakeOutcome> StoreAsync(ReadFramework framework, UploadedFramework? known, string fileName, string hash, IReadOnlyCollection<string> ignored, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var now = time.GetUtcNow();
            if (known is null)
            {
                var (key, _) = await KeySequence.NextAsync(db, UploadedFramework.Type, UploadedFramework.KeyPrefix, cancellation);
                known = new UploadedFramework
                {
                    Key = key,
                    Urn = framework.Urn,
                    Name = framework.Name,
                    LatestEdition = framework.Number,
                    CreatedAt = now,
                    CreatedBy = change.ActorName,
                    UpdatedAt = now,
                    UpdatedBy = change.ActorName,
                };
                db.Add(known);
            }
            else
            {
                (known.Name, known.LatestEdition, known.UpdatedAt, known.UpdatedBy) = (framework.Name, framework.Number, now, change.ActorName);
            }
            db.Add(Edition(known.Key, framework, fileName, hash, now));
            db.AddRange(Parts(known.Key, framework));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return new TakeOutcome.Loaded(known.Key, framework.Number, ignored);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            db.ChangeTracker.Clear();
            if (await db.UploadedFrameworks.AsNoTracking().FirstOrDefaultAsync(f => f.Urn == framework.Urn, cancellation) is not { } other || other.LatestEdition < framework.Number)
                throw;
            return Refused($"{other.UpdatedBy} loaded version {other.LatestEdition} of it meanwhile ({other.Key}); nothing was loaded twice");
        }
    }

    private FrameworkEdition Edition(string key, ReadFramework framework, string fileName, string hash, DateTimeOffset now) => new()
    {
        FrameworkKey = key,
        Number = framework.Number,
        Format = framework.Format,
        Kind = framework.Kind,
        Ref = framework.Ref,
        Name = framework.Name,
        Edition = framework.Edition,
        Publisher = framework.Publisher,
        Locale = framework.Locale,
        Copyright = framework.Copyright,
        Description = framework.Description,
        Parts = framework.Nodes.Count,
        Sha256 = hash,
        FileName = fileName,
        UploadedAt = now,
        UploadedBy = change.ActorName,
    };

    private static List<FrameworkPart> Parts(string key, ReadFramework framework) => framework.Nodes.Select((node, i) => new FrameworkPart
    {
        FrameworkKey = key,
        Number = framework.Number,
        Place = i + 1,
        Urn = node.Urn,
        ParentUrn = node.Parent ?? "",
        Ref = node.Ref,
        Title = node.Title,
        Text = node.Text,
        Note = node.Note,
        Depth = node.Depth,
        IsAssessable = node.IsAssessable,
        Groups = node.Groups,
        SearchText = $"{node.Ref} {node.Title} {node.Text}".ToLowerInvariant(),
    }).ToList();

    private Task<List<FrameworkPart>> PartsAsync(string key, long number, CancellationToken cancellation) =>
        db.FrameworkParts.AsNoTracking().Where(p => p.FrameworkKey == key && p.Number == number).OrderBy(p => p.Place).ToListAsync(cancellation);

    private static TakeOutcome.Refused Refused(string problem) => new([problem], []);
}

/// <summary>What came of taking a file.</summary>
internal abstract record TakeOutcome
{
    private TakeOutcome()
    {
    }

    /// <summary>Nothing was stored.</summary>
    internal sealed record Refused(IReadOnlyList<string> Problems, IReadOnlyCollection<string> Ignored) : TakeOutcome;

    /// <summary>Nothing was stored, because only a look was asked for.</summary>
    internal sealed record Looked(ReadFramework Framework, UploadedFramework? Known, DifferenceCounts? Difference, IReadOnlyCollection<string> Ignored) : TakeOutcome;

    internal sealed record Loaded(string Key, long Number, IReadOnlyCollection<string> Ignored) : TakeOutcome;
}
