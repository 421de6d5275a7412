using Tandem.Management.Applicability;
using Tandem.Management.Controls.Instances;
using Tandem.Management.Figures;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Controls.Coverage;

/// <summary>Figure F3, how much of the controls is used again, in its three definitions, which give three numbers.</summary>
internal sealed class ReuseFigures(ControlPositions positions, StatementQueries statement, FrameworkCatalogue catalogue) : IFigureSource
{
    // A rate of fewer says more about chance than about work.
    private const int Least = 10;

    public async Task<IReadOnlyList<Figure>> ReadAsync(FigureQuestion question, CancellationToken cancellation)
    {
        var controls = await positions.AllAsync(cancellation);
        var applicable = (await statement.LoadAsync(cancellation)).Rows.Where(row => row.Requirement.Id.Standard == Standard.Iso42001 && row.Decision == ApplicabilityDecision.Yes).Select(row => row.Requirement.Id.ToString()).ToList();
        return Of(controls, applicable, question.Begun, catalogue);
    }

    /// <param name="controls">Controls in use.</param>
    /// <param name="applicable">Identifiers of the controls of ISO/IEC 42001 Annex A that the statement of applicability has decided to apply.</param>
    /// <param name="begun">Day on which the work for AI began; null when it was not said.</param>
    /// <param name="catalogue">The shipped pairs.</param>
    internal static IReadOnlyList<Figure> Of(IReadOnlyList<ControlPosition> controls, IReadOnlyCollection<string> applicable, DateOnly? begun, FrameworkCatalogue catalogue)
    {
        var inPlace = controls.Where(control => control.Instances.Any(instance => instance is { Status: InstanceStatus.Implemented, AiSystem: "" })).ToList();
        var both = inPlace.Count(control => control.Control is { ServesIso27001: true, ServesIso42001: true });
        var before = begun is not { } day ? [] : controls.Where(control => control.Instances.Any(instance => instance.Status == InstanceStatus.Implemented && instance.ImplementedOn < day))
            .SelectMany(control => control.Control.Satisfies).ToHashSet(StringComparer.Ordinal);
        return
        [
            Figure.Share("F3a", "Controls in place for the organisation that serve both standards",
                "controls in place for the organisation that serve requirements of both standards, by all controls in place for the organisation",
                new("serve both", both), new("in place", inPlace.Count),
                inPlace.Count < Least ? $"Not enough data: {inPlace.Count} controls are in place for the organisation, and {Least} are needed." : null),
            Figure.Share("F3b", "Applicable AI controls of Annex A that were met before the work for AI began",
                "controls of ISO/IEC 42001 Annex A that apply and are served by a control in place before that day, by all of them that apply",
                new("served before", applicable.Count(before.Contains)), new("apply", applicable.Count),
                begun is null ? FigureQuestion.NotBegun
                : applicable.Count < Least ? $"Not enough data: the statement of applicability has decided that {applicable.Count} controls of ISO/IEC 42001 apply, and {Least} are needed." : null),
            Expected("F3c, strength 6", 6, catalogue),
            Expected("F3c, strength 5", 5, catalogue),
        ];
    }

    private static Figure Expected(string id, int strength, FrameworkCatalogue catalogue)
    {
        var all = catalogue.Controls.Count(control => control.Id.Standard == Standard.Iso42001);
        var paired = catalogue.ControlMappings.Where(pair => pair.Strength >= strength).Select(pair => pair.Target.Id).Distinct().Count();
        return Figure.Share(id, $"What the shipped mapping lets expect, from pairs of strength {strength} and more",
            $"controls of ISO/IEC 42001 Annex A in a pair of strength {strength} or more with a control of ISO/IEC 27001, by all {all}", new("in such a pair", paired), new("all", all), null) with
        { Note = "An expectation; nothing is measured here." };
    }
}
