using Tandem.Management.Decisions.Indexing;
using Tandem.Management.Figures;

namespace Tandem.Management.Decisions;

/// <summary>Figure F12, whether one record serves logging under both standards.</summary>
internal sealed class DecisionFigures(DecisionIndexReader index, MinimumFieldSets sets) : IFigureSource
{
    public Task<IReadOnlyList<Figure>> ReadAsync(FigureQuestion question, CancellationToken cancellation)
    {
        var all = index.Count(DecisionFilter.All);
        var both = index.Count(DecisionFilter.All with { Holds = sets.Both });
        return Task.FromResult<IReadOnlyList<Figure>>([Figure.Share("F12", "Records that serve both standards",
            "decisions of the gateway whose record holds the minimum field sets of A.8.15 of ISO/IEC 27001 and A.6.2.8 of ISO/IEC 42001, by all decisions",
            new("hold both", both), new("decisions", all), all == 0 ? "Not enough data: the gateway has recorded no decision yet." : null)]);
    }
}
