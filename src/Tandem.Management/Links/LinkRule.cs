namespace Tandem.Management.Links;

/// <summary>What a feature says of the links of its records: which are not made, which are not taken away, and what is to be thought of with some. Registered as a singleton; every link is held against all of them.</summary>
internal sealed record LinkRule
{
    /// <summary>Why a link from one end to the other is not made, and what to do; null when it may be.</summary>
    internal Func<IServiceProvider, NewLinkEnds, CancellationToken, Task<string?>>? WhyNotAdded { get; init; }

    /// <summary>Why a link that holds is not taken away; null when it may be.</summary>
    internal Func<IServiceProvider, Link, CancellationToken, Task<string?>>? WhyNotEnded { get; init; }

    /// <summary>What is to be thought of with some of these links, by their keys; asked once for all links of a page.</summary>
    internal Func<IServiceProvider, IReadOnlyList<Link>, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? Warnings { get; init; }
}

/// <summary>A link as it would be stored.</summary>
/// <param name="From">The end it leads from.</param>
/// <param name="Relation">How it bears on the other.</param>
/// <param name="To">The end it leads to.</param>
internal sealed record NewLinkEnds(LinkEnd From, LinkRelation Relation, LinkEnd To);

/// <summary>All rules of links, asked as one.</summary>
internal sealed class LinkRules(IEnumerable<LinkRule> rules, IServiceProvider services)
{
    internal async Task<string?> WhyNotAddedAsync(NewLinkEnds link, CancellationToken cancellation)
    {
        foreach (var rule in rules)
        {
            if (rule.WhyNotAdded is { } ask && await ask(services, link, cancellation) is { } why)
                return why;
        }
        return null;
    }

    internal async Task<string?> WhyNotEndedAsync(Link link, CancellationToken cancellation)
    {
        foreach (var rule in rules)
        {
            if (rule.WhyNotEnded is { } ask && await ask(services, link, cancellation) is { } why)
                return why;
        }
        return null;
    }

    internal async Task<IReadOnlyDictionary<string, string>> WarningsAsync(IReadOnlyList<Link> links, CancellationToken cancellation)
    {
        var warnings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var rule in rules.Where(rule => rule.Warnings is not null && links.Count > 0))
        {
            foreach (var (key, words) in await rule.Warnings!(services, links, cancellation))
                warnings[key] = warnings.TryGetValue(key, out var before) ? $"{before} {words}" : words;
        }
        return warnings;
    }
}
