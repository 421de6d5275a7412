using Tandem.Management.Controls.Instances;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Controls.Coverage;

/// <summary>One figure with what it is made of, so that it can be counted again.</summary>
/// <param name="Id">Number of the figure, such as `F3a`.</param>
/// <param name="Title">What it says.</param>
/// <param name="Formula">How it is counted, in words.</param>
/// <param name="Counted">Numerator.</param>
/// <param name="Of">Denominator; 0 when there is nothing to count from.</param>
/// <param name="Missing">What is missing for it, as a sentence; null when the figure stands.</param>
public sealed record ReuseFigure(string Id, string Title, string Formula, int Counted, int Of, string? Missing)
{
    /// <summary>Whole per cent; null when data do not suffice.</summary>
    public int? Percent => Missing is null && Of > 0 ? (int)Math.Round(100.0 * Counted / Of, MidpointRounding.AwayFromZero) : null;
}

/// <summary>Figure F3, how much of the controls is used again, in its three definitions, which give three numbers.</summary>
internal static class ReuseFigures
{
    // A rate of fewer says more about chance than about work.
    private const int Least = 10;

    /// <param name="controls">Controls in use.</param>
    /// <param name="applicable">Identifiers of the controls of ISO/IEC 42001 Annex A that the statement of applicability has decided to apply.</param>
    /// <param name="begun">Day on which the work for AI began; null when it was not said.</param>
    /// <param name="catalogue">The shipped pairs.</param>
    internal static IReadOnlyList<ReuseFigure> Of(IReadOnlyList<ControlPosition> controls, IReadOnlyCollection<string> applicable, DateOnly? begun, FrameworkCatalogue catalogue)
    {
        var inPlace = controls.Where(control => control.Instances.Any(instance => instance is { Status: InstanceStatus.Implemented, AiSystem: "" })).ToList();
        var both = inPlace.Count(control => control.Control is { ServesIso27001: true, ServesIso42001: true });
        var before = begun is not { } day ? [] : controls.Where(control => control.Instances.Any(instance => instance.Status == InstanceStatus.Implemented && instance.ImplementedOn < day))
            .SelectMany(control => control.Control.Satisfies).ToHashSet(StringComparer.Ordinal);
        return
        [
            new("F3a", "Controls in place for the organisation that serve both standards",
                "controls in place for the organisation that serve requirements of both standards, by all controls in place for the organisation", both, inPlace.Count,
                inPlace.Count < Least ? $"Not enough data: {inPlace.Count} controls are in place for the organisation, and {Least} are needed." : null),
            new("F3b", "Applicable AI controls of Annex A that were met before the work for AI began",
                "controls of ISO/IEC 42001 Annex A that apply and are served by a control in place before that day, by all of them that apply", applicable.Count(before.Contains), applicable.Count,
                begun is null ? "Not enough data: say above on which day the work for AI began."
                : applicable.Count < Least ? $"Not enough data: the statement of applicability has decided that {applicable.Count} controls of ISO/IEC 42001 apply, and {Least} are needed." : null),
            Expected("F3c, strength 6", 6, catalogue),
            Expected("F3c, strength 5", 5, catalogue),
        ];
    }

    private static ReuseFigure Expected(string id, int strength, FrameworkCatalogue catalogue)
    {
        var all = catalogue.Controls.Count(control => control.Id.Standard == Standard.Iso42001);
        var paired = catalogue.ControlMappings.Where(pair => pair.Strength >= strength).Select(pair => pair.Target.Id).Distinct().Count();
        return new(id, $"What the shipped mapping lets expect, from pairs of strength {strength} and more",
            $"controls of ISO/IEC 42001 Annex A in a pair of strength {strength} or more with a control of ISO/IEC 27001, by all {all}; an expectation, nothing measured here", paired, all, null);
    }
}
