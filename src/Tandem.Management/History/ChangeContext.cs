using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Access;

namespace Tandem.Management.History;

/// <summary>Who changes records in this scope, and why. A use case sets <see cref="Reason"/> before it saves.</summary>
public sealed class ChangeContext(CurrentUser user, IHttpContextAccessor http)
{
    private string? _actorId;
    private string? _actorName;

    public string ActorId => _actorId ?? user.Id;

    public string ActorName => _actorName ?? user.Name;

    /// <summary>Why the record is changed, in the actor's words; empty is stored as none.</summary>
    public string? Reason { get; set; }

    /// <summary>The request that the change was made in, with the name of the access token when one made it: that can be forged by no reason.</summary>
    public string RequestId => ByToken.Mark(http.HttpContext?.TraceIdentifier ?? Activity.Current?.Id ?? "background", user.TokenName);

    /// <summary>Names the person before sign-in is complete, as when the first administrator creates the own account.</summary>
    public void ActAs(Guid accountId, string name) => (_actorId, _actorName) = (accountId.ToString(), name);
}
