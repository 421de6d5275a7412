using Tandem.Management.Access;

namespace Tandem.Management.Records;

/// <summary>Permissions that a register asks for; constants of <see cref="Permissions"/>.</summary>
/// <param name="Create">To enter a record.</param>
/// <param name="EditOwn">To change and archive a record whose owner one is.</param>
/// <param name="EditAny">To change and archive any record.</param>
public sealed record RegisterRights(string Create, string EditOwn, string EditAny)
{
    /// <summary>Whoever works with records enters them and changes the own ones; leads change all.</summary>
    public static RegisterRights Usual { get; } = new(Permissions.Create, Permissions.EditOwn, Permissions.Edit);
}
