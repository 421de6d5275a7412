using Tandem.Management.Database;
using Tandem.Management.Frameworks;
using Tandem.Management.Records;
using Tandem.Management.Search;

namespace Tandem.Management.Links;

/// <summary>Finds what links lead to, and says who may link it.</summary>
internal sealed class LinkEnds(TandemDbContext db, Registers registers, FrameworkCatalogue catalogue, RecordRights rights)
{
    private const int LongestShown = 64;

    /// <summary>What a text names: the key of a record, or the identifier of a requirement with its standard. Else the question to ask back; a bare number is never guessed.</summary>
    internal async Task<(LinkEnd? End, string? Problem)> ResolveAsync(string? text, CancellationToken cancellation)
    {
        var named = (text ?? "").Trim();
        if (named.Length == 0)
            return (null, "choose a record or a requirement");
        if (named.Length > LongestShown)
            return (null, $"no key or identifier has {named.Length} characters; write it like `AIS-0001` or `iso27001:A.8.15`");
        if (RecordKey.Read(named) is { } key && registers.FindByKey(key) is { } register)
            return await register.FindAsync(db, key, cancellation) is { } record ? (LinkEnd.Of(register.Summarise(record)), null) : (null, $"there is no {register.Singular} `{key}`; look for it by words");
        return catalogue.Resolve(named) switch
        {
            { Requirement: { } requirement } => (LinkEnd.Of(requirement), null),
            { Candidates.Count: 0 } when !named.Contains(':', StringComparison.Ordinal) => (null, $"`{named}` is neither the key of a record, such as `AIS-0001`, nor the identifier of a requirement, such as `iso27001:A.8.15`"),
            var resolution => (null, resolution.Question),
        };
    }

    /// <summary>The ends with these keys, one statement for each register among them.</summary>
    internal async Task<IReadOnlyDictionary<string, LinkEnd>> ListAsync(IEnumerable<string> keys, CancellationToken cancellation)
    {
        var ends = new Dictionary<string, LinkEnd>(StringComparer.Ordinal);
        foreach (var group in keys.Distinct(StringComparer.Ordinal).GroupBy(registers.FindByKey))
        {
            if (group.Key is { } register)
            {
                foreach (var summary in await register.ListAsync(db, group.ToList(), cancellation))
                    ends[summary.Key] = LinkEnd.Of(summary);
                continue;
            }
            foreach (var key in group)
                ends[key] = RequirementId.TryParse(key, out var id) && catalogue.Find(id) is { } requirement ? LinkEnd.Of(requirement) : new(key, key, RequirementHits.Type, "/catalogue");
        }
        return ends;
    }

    /// <summary>True when the person may change the record at this end.</summary>
    internal bool MayEdit(LinkEnd end) => registers.Find(end.Type) is { } register && rights.MayEdit(register, end.Owner);

    /// <summary>Why a person may link neither of two ends, and what to do.</summary>
    internal static string WhyNot(LinkEnd one, LinkEnd other)
    {
        var named = one.IsRequirement ? other : one;
        return $"a link is added and removed by who may change one of its ends, and your roles do not let you change {named.Key}{(named.OwnerName.Length > 0 ? $", which {named.OwnerName} owns" : "")}; ask there or an IMS manager";
    }
}
