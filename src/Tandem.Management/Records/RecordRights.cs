using Tandem.Management.Access;

namespace Tandem.Management.Records;

/// <summary>The one place that decides whether the person of this scope may do something with a record. Pages ask it what to offer, <see cref="SaveRecord"/> what to do.</summary>
internal sealed class RecordRights(CurrentUser user, IEnumerable<ReadGrantSource> sources, IServiceProvider services)
{
    private IReadOnlyList<ReadGrant>? _grants;

    /// <summary>True when the person sees every record of every register.</summary>
    internal bool MayReadAll => user.IsProgram || user.May(Permissions.Read);

    internal async Task<bool> MayReadAsync(Register register, Record record, CancellationToken cancellation) =>
        MayReadAll || (await GrantsAsync(cancellation)).Any(grant => grant.RecordType == register.Type && (grant.RecordKey is null || grant.RecordKey == record.Key));

    /// <summary>Of some records, those that the person may see. INVARIANT (per row): lists, exports and the API narrow by this before anything else.</summary>
    internal async Task<IQueryable<T>> VisibleAsync<T>(Register register, IQueryable<T> records, CancellationToken cancellation)
        where T : Record
    {
        if (MayReadAll)
            return records;
        var grants = (await GrantsAsync(cancellation)).Where(grant => grant.RecordType == register.Type).ToList();
        if (grants.Exists(grant => grant.RecordKey is null))
            return records;
        var keys = grants.ConvertAll(grant => grant.RecordKey!);
        return records.Where(record => keys.Contains(record.Key));
    }

    internal bool MayCreate(Register register) => user.IsProgram || user.May(register.Rights.Create);

    /// <summary>True when there can be records of the register that the person may change.</summary>
    internal bool MayEditSome(Register register) => user.IsProgram || user.May(register.Rights.EditOwn);

    /// <summary>True when the record may be changed, archived and restored.</summary>
    internal bool MayEdit(Register register, Record record) => MayEdit(register, record.Owner);

    /// <summary>The same for a record of which only the owner's key is at hand.</summary>
    internal bool MayEdit(Register register, string owner) =>
        user.IsProgram || user.May(register.Rights.EditAny) || (IsOwner(owner) && user.May(register.Rights.EditOwn));

    /// <summary>True when these fields may be changed: as any of the record's, or because they are entrusted to the person, who then needs no more than the right to report.</summary>
    internal bool MayChange(Register register, Record record, IEnumerable<string> fields) =>
        MayEdit(register, record)
        || (user.PersonKey is { Length: > 0 } person && user.May(Permissions.Comment) && register.FieldsEntrustedTo(record, person) is { Count: > 0 } entrusted && fields.All(entrusted.Contains));

    /// <summary>Why a record may not be changed, and what to do.</summary>
    internal string WhyNot(Register register, Record record) => record.OwnerName.Length == 0
        ? $"your roles let you change only what you own, and {record.Key} has no owner; ask an IMS manager to name one"
        : user.May(register.Rights.EditOwn)
            ? $"your roles let you change only what you own, and {record.Key} is owned by {record.OwnerName}; ask there or an IMS manager"
            : $"your roles do not let you change a record such as {record.Key}; ask an IMS manager for the role that allows it";

    private async Task<IReadOnlyList<ReadGrant>> GrantsAsync(CancellationToken cancellation)
    {
        if (_grants is not null)
            return _grants;
        var grants = new List<ReadGrant>();
        foreach (var source in sources)
            grants.AddRange(await source.ReadAsync(services, cancellation));
        return _grants = grants;
    }

    private bool IsOwner(string owner) => user.PersonKey is { Length: > 0 } person && owner == person;
}
