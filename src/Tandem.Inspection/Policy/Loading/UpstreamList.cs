namespace Tandem.Inspection.Policy.Loading;

/// <summary>What <c>upstreams.json</c> holds.</summary>
/// <param name="Definitions">The upstreams that could be read.</param>
/// <param name="Names">The names of all, so that a mistake in one is not reported again by every route that names it.</param>
internal sealed record UpstreamList(IReadOnlyList<UpstreamDefinition> Definitions, IReadOnlySet<string> Names);
