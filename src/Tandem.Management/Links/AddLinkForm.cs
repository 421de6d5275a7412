using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Links;

/// <summary>The form that adds a link, as it was filled in.</summary>
public sealed record AddLinkForm
{
    public string For { get; init; } = "";

    public string Search { get; init; } = "";

    public string Relation { get; init; } = LinkDirection.All[0].Value;

    public string To { get; init; } = "";

    public string Note { get; init; } = "";

    internal static AddLinkForm From(IQueryCollection query) => new() { For = query["for"].ToString(), Search = query["q"].ToString(), Relation = LinkDirection.Find(query["relation"])?.Value ?? LinkDirection.All[0].Value };

    internal static AddLinkForm From(IFormCollection form) =>
        new() { For = form["for"].ToString(), Search = form["q"].ToString(), Relation = form["relation"].ToString(), To = form["to"].ToString(), Note = form["note"].ToString() };

    internal NewLink Asked => new(For, Relation, To, Note);
}
