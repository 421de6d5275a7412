using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;

namespace Tandem.Management.WorkEntries;

/// <summary>What work was for: a record of any register, or a requirement of one of the standards. A bare number of a requirement is asked back about and never guessed.</summary>
internal sealed class WorkSubject(Registers registers, FrameworkCatalogue catalogue, RecordRights rights, TandemDbContext db)
{
    /// <summary>The one form that is stored, or what is wrong and what to do.</summary>
    internal async Task<(string About, string? Problem)> ResolveAsync(string text, CancellationToken cancellation)
    {
        var said = text.Trim();
        if (said.Length == 0)
            return ("", "say what it was for: the key of a record such as `AIS-0001`, or a requirement such as `iso27001:A.8.15`");
        if (said.Length > WorkLimits.About)
            return ("", $"a key or identifier has at most {WorkLimits.About} characters");
        var key = said.ToUpperInvariant();
        if (registers.FindByKey(key) is { } register)
        {
            if (await register.FindAsync(db, key, cancellation) is not { } record || !await rights.MayReadAsync(register, record, cancellation))
                return ("", $"there is no record `{key}`; look it up in {register.Plural}");
            return record.ArchivedAt is null ? (key, null) : ("", $"{key} is archived; restore it first or name another record");
        }
        var resolution = catalogue.Resolve(said);
        return resolution.Requirement is { } requirement ? (requirement.Id.ToString(), null) : ("", resolution.Question ?? $"`{said}` is neither the key of a record nor a requirement");
    }

    /// <summary>Where the thing is looked at.</summary>
    internal string? PathOf(string about) => registers.FindByKey(about) is { } register ? register.PathOf(about)
        : RequirementId.TryParse(about, out var id) ? catalogue.Find(id)?.Url : null;

    /// <summary>What a requirement is called; null for a record, whose title only the database knows.</summary>
    internal string? TitleOf(string about) => RequirementId.TryParse(about, out var id) ? catalogue.Find(id)?.Title : null;
}
