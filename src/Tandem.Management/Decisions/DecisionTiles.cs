using Tandem.Management.Decisions.Indexing;
using Tandem.Management.Ui;

namespace Tandem.Management.Decisions;

/// <summary>How many requests the gateway has decided, for the home page.</summary>
internal sealed class DecisionTiles(DecisionIndexReader index, MinimumFieldSets sets) : IHomeTileSource
{
    public Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var decisions = index.Count(DecisionFilter.All);
        return Task.FromResult(new HomePart(
            [
                new HomeTile(50, "Decisions of the gateway", decisions, null, null, "/decisions"),
                new HomeTile(51, "Hold both minimum field sets", index.Count(DecisionFilter.All with { Holds = sets.Both }), decisions, "decisions", "/decisions?holds=both"),
            ],
            [new NextStep(50, "Send a first request through the gateway", "Each request leaves a signed record, which is evidence under both standards.", "/gateway", decisions > 0)]));
    }
}
