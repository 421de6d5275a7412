using System.Diagnostics;
using Tandem.Management.Frameworks;
using Tandem.Management.Frameworks.MappingDecisions;
using Tandem.Management.Ui;

namespace Tandem.Management.Integration;

/// <summary>What an organisation with a management system of ISO/IEC 27001 has to do for a requirement of ISO/IEC 42001; from least to most.</summary>
public enum CarryOver
{
    /// <summary>One process serves both.</summary>
    CarriesOver,

    /// <summary>What there is can be extended.</summary>
    Extend,

    /// <summary>Something related exists, too weak to build on.</summary>
    Related,

    /// <summary>Nothing to build on.</summary>
    New,
}

/// <summary>Says what carries over. INVARIANT (a mapping suggests): it speaks of work that can be shared, never of whether a requirement is met.</summary>
internal static class CarryOvers
{
    /// <param name="clause">The pair of a clause; null for a control.</param>
    /// <param name="pairs">Pairs of a control with what was decided on them; those refused do not count.</param>
    internal static CarryOver Of(ClauseMapping? clause, IReadOnlyList<MappingRow> pairs)
    {
        if (clause is not null)
        {
            return clause.Integration switch
            {
                ClauseIntegration.Same => CarryOver.CarriesOver,
                ClauseIntegration.Extended => CarryOver.Extend,
                ClauseIntegration.OnlyIso42001 => CarryOver.New,
                _ => throw new UnreachableException(),
            };
        }
        var counting = pairs.Where(pair => pair.State != MappingState.Refused).ToList();
        return counting.Count == 0 ? CarryOver.New
            : counting.Exists(pair => pair.Pair.Relation is "equal-to" or "equivalent-to" or "superset-of") ? CarryOver.CarriesOver
            : counting.Exists(pair => pair.Pair.Extends) ? CarryOver.Extend
            : CarryOver.Related;
    }

    internal static string Words(CarryOver carryOver) => carryOver switch
    {
        CarryOver.CarriesOver => "Carries over",
        CarryOver.Extend => "To be extended",
        CarryOver.Related => "Mostly new",
        CarryOver.New => "New",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(CarryOver carryOver) => carryOver switch
    {
        CarryOver.CarriesOver => Ui.Tone.Good,
        CarryOver.Extend => Ui.Tone.Active,
        CarryOver.Related or CarryOver.New => Ui.Tone.Attention,
        _ => throw new UnreachableException(),
    };
}
