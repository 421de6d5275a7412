using Tandem.Management.Access;

namespace Tandem.Management.Records;

/// <summary>The one place that decides whether the person of this scope may do something with a record. Pages ask it what to offer, <see cref="SaveRecord"/> what to do.</summary>
internal sealed class RecordRights(CurrentUser user)
{
    internal bool MayCreate(Register register) => user.IsProgram || user.May(register.Rights.Create);

    /// <summary>True when the record may be changed, archived and restored.</summary>
    internal bool MayEdit(Register register, Record record) =>
        user.IsProgram || user.May(register.Rights.EditAny) || (IsOwner(record) && user.May(register.Rights.EditOwn));

    /// <summary>Why a record may not be changed, and what to do.</summary>
    internal string WhyNot(Register register, Record record) => record.OwnerName.Length == 0
        ? $"your roles let you change only what you own, and {record.Key} has no owner; ask an IMS manager to name one"
        : user.May(register.Rights.EditOwn)
            ? $"your roles let you change only what you own, and {record.Key} is owned by {record.OwnerName}; ask there or an IMS manager"
            : $"your roles do not let you change a record such as {record.Key}; ask an IMS manager for the role that allows it";

    private bool IsOwner(Record record) => user.PersonKey is { Length: > 0 } person && record.Owner == person;
}
