using Tandem.Management.Figures;

namespace Tandem.Management.Frameworks;

/// <summary>Figure F8, how many controls each Annex A has.</summary>
internal sealed class CatalogueFigures(FrameworkCatalogue catalogue) : IFigureSource
{
    public Task<IReadOnlyList<Figure>> ReadAsync(FigureQuestion question, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Figure>>(
    [
        .. Standards.All.Select(standard =>
        {
            var count = catalogue.Controls.Count(control => control.Id.Standard == standard);
            return new Figure($"F8, {standard.ShortName()}", $"Controls of {standard.Edition()} Annex A", "controls of Annex A in the content loaded")
            {
                Value = count,
                Unit = FigureUnit.Controls,
                Inputs = [new("controls", count)],
            };
        }),
    ]);
}
