using Tandem.Management.Documents;
using Tandem.Management.Evidence.Coverage;
using Tandem.Management.Figures;
using Tandem.Management.WorkEntries;

namespace Tandem.Management.Tests.Figures;

/// <summary>The formulas of the figures on data that can be counted by hand, and what each says without enough of them.</summary>
public sealed class FigureTests
{
    private static readonly DateOnly Begun = new(2026, 3, 1);

    [Fact]
    public void Evidence_OfTooFew_SaysThatDataDoNotSuffice()
    {
        Assert.Equal((null, "Not enough data: there are 9 requests, and 10 are needed."), (EvidenceFigures.Requests(9, 9).Value, EvidenceFigures.Requests(9, 9).Missing));
        Assert.Equal((30m, (string?)null), (EvidenceFigures.Requests(3, 10).Value, EvidenceFigures.Requests(3, 10).Missing));
        Assert.Null(EvidenceFigures.Shared(0, 0).Value);
        Assert.Equal("25 %", EvidenceFigures.Shared(5, 20).Result);
    }

    [Fact]
    public void Saved_ComparesWithTheMeanOfThoseMetAnew()
    {
        // Ten met anew in ten hours each, ten with something used again in six: 160 of 200 hours.
        var efforts = Enumerable.Range(1, 10).Select(n => Effort($"iso42001:A.{n}.1", 600, 0)).Concat(Enumerable.Range(1, 10).Select(n => Effort($"iso42001:A.{n}.2", 60, 300))).ToList();

        var figure = WorkFigures.Saved(efforts);

        Assert.Equal((20m, "20 %"), (figure.Value, figure.Result));
        Assert.Equal(["hours: 160", "requirements met anew: 10", "requirements with something used again: 10", "mean hours of one met anew: 10"], figure.Inputs.Select(input => input.Words));
        Assert.Equal(new DateOnly(2026, 1, 5), figure.From);
    }

    [Theory]
    [InlineData(9, 10)]
    [InlineData(10, 9)]
    [InlineData(0, 0)]
    public void Saved_OfTooFew_HasNoResult(int anew, int reused)
    {
        var efforts = Enumerable.Range(1, anew).Select(n => Effort($"iso42001:A.{n}.1", 60, 0)).Concat(Enumerable.Range(1, reused).Select(n => Effort($"iso42001:A.{n}.2", 0, 1))).ToList();

        var figure = WorkFigures.Saved(efforts);

        Assert.Null(figure.Value);
        Assert.StartsWith($"Not enough data: work is entered for {anew} requirements", figure.Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void PerRequirement_DividesByMonthsAndControls()
    {
        // 120 days are 3.94 months; 240 hours of them for 93 controls.
        var figure = WorkFigures.PerRequirement("F10, before", "before", 240 * 60, 93, new(2025, 11, 1), new(2026, 2, 28), missing: null);

        Assert.Equal("0.65 h", figure.Result);
        Assert.Null(WorkFigures.PerRequirement("F10, before", "before", 60, 93, new(2026, 2, 1), new(2026, 2, 28), missing: null).Value);
        Assert.Contains("no control yet", WorkFigures.PerRequirement("F10, before", "before", 60, 0, new(2025, 2, 1), new(2026, 2, 28), missing: null).Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Extended_CountsFromTheFirstToTheLastPublicationSince()
    {
        List<DocumentFigures.Published> documents =
        [
            new("DOC-0001", "", true, [new(2025, 1, 1), new(2026, 3, 10), new(2026, 9, 9)]),
            new("DOC-0002", "", true, [new(2025, 6, 1), new(2026, 4, 19)]),
            new("DOC-0003", "", false, [new(2025, 6, 1), new(2026, 8, 1)]),
            new("DOC-0004", "", true, [new(2026, 7, 1)]),
            new("DOC-0005", "", true, [new(2025, 1, 1)]),
        ];

        var figure = DocumentFigures.Extended(documents, Begun);

        Assert.Equal(("40 days", new DateOnly(2026, 3, 10), new DateOnly(2026, 4, 19)), (figure.Result, figure.From, figure.To));
        Assert.Equal(FigureQuestion.NotBegun, DocumentFigures.Extended(documents, begun: null).Result);
        Assert.StartsWith("Not enough data: 1 documents", DocumentFigures.Extended(documents[..1], Begun).Result, StringComparison.Ordinal);
    }

    [Fact]
    public void Made_EndsWithTheLastOfThem_AndNamesThoseThatAreOpen()
    {
        List<DocumentFigures.Published> documents =
        [
            new("DOC-0001", "TPL-POLICY", true, [new(2026, 4, 1), new(2026, 12, 1)]),
            new("DOC-0002", "TPL-RISK", true, [new(2026, 2, 1)]),
            new("DOC-0003", "TPL-AISIA-PROC", true, [new(2026, 4, 30)]),
        ];

        Assert.Contains("TPL-DEV was published yet", DocumentFigures.Made(documents, Begun).Result, StringComparison.Ordinal);
        documents.Add(new("DOC-0004", "TPL-DEV", true, [new(2026, 3, 2)]));
        Assert.Equal("60 days", DocumentFigures.Made(documents, Begun).Result);
        Assert.Null(DocumentFigures.Made(documents, new(2026, 5, 1)).Value);
    }

    private static WorkFigures.Effort Effort(string requirement, int anew, int reused) => new(requirement, anew, reused, new(2026, 1, 5), new(2026, 6, 5));
}
