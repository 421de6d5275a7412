using Tandem.Management.Evidence;
using Tandem.Management.Evidence.Coverage;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Tests.Evidence;

/// <summary>The rule by which evidence shows a control; nothing that is missing makes it better.</summary>
public sealed class EvidenceCoverageTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly IReadOnlyList<Requirement> Assessment = [Frameworks.Content.Catalogue.Find(RequirementId.Parse("iso42001:A.5.2"))!];

    [Fact]
    public void Control_IsWhole_WhenEachClaimHasOneOfItsKinds()
    {
        var shown = new ClaimedEvidence(["EV-AISIA", "EV-DPIA"], [Item()]);

        Assert.True(Whole([shown], []));
        Assert.True(Whole([shown, new([], [Item("EV-TRAINING")])], []));
        Assert.False(Whole([shown, new(["EV-POLICY"], [])], []));
        Assert.False(Whole([shown, new(["EV-POLICY"], [Item("EV-TRAINING")])], []));
        Assert.False(Whole([shown, new([], [])], []));
    }

    [Fact]
    public void Control_WithoutClaims_MustBeShownItself()
    {
        Assert.False(Whole([], []));
        Assert.True(Whole([], [Item()]));
        // With a claim, what is linked with the control alone shows none.
        Assert.False(Whole([new(["EV-AISIA"], [])], [Item()]));
    }

    [Theory]
    [InlineData(EvidenceState.Requested)]
    [InlineData(EvidenceState.Submitted)]
    [InlineData(EvidenceState.Rejected)]
    public void Item_ThatIsNotAccepted_ShowsNothing(EvidenceState state)
    {
        Assert.False(Whole([new(["EV-AISIA"], [Item(state: state)])], []));
        Assert.Equal(KindCoverage.NotAccepted, Of(Item(state: state)));
    }

    [Fact]
    public void Item_ThatIsStaleOrEmptyOrRefused_ShowsNothing()
    {
        Assert.False(Whole([new(["EV-AISIA"], [Item(until: Today.AddDays(-1))])], []));
        Assert.True(Whole([new(["EV-AISIA"], [Item(until: Today)])], []));
        Assert.False(Whole([new(["EV-AISIA"], [Item() with { FreshUntil = null, DueFrom = null }])], []));
        // However it came to be linked.
        Assert.False(Whole([new(["EV-VULNSCAN"], [Item("EV-VULNSCAN")])], []));
        Assert.Equal(KindCoverage.Missing, EvidenceCoverage.Of("EV-VULNSCAN", [Item("EV-VULNSCAN")], Assessment, Today));
    }

    [Fact]
    public void Contradiction_CountsAgainst_HoweverOld_OnceItIsAccepted()
    {
        var against = Item("EV-PENTEST", until: Today.AddDays(-900)) with { Contradicts = true };

        Assert.False(Whole([new(["EV-AISIA"], [Item(), against])], []));
        Assert.False(Whole([new(["EV-AISIA"], [Item()])], [against]));
        Assert.True(Whole([new(["EV-AISIA"], [Item(), against with { State = EvidenceState.Submitted }])], []));
        Assert.Equal(KindCoverage.Contradicted, Of(Item(), against));
        // What contradicts is no evidence for it, of whatever kind.
        Assert.Equal(KindCoverage.Missing, Of(Item() with { Contradicts = true, State = EvidenceState.Submitted }));
    }

    [Fact]
    public void Kind_IsAsFreshAsItsBestAcceptedItem()
    {
        Assert.Equal(KindCoverage.Missing, Of());
        Assert.Equal(KindCoverage.Stale, Of(Item(until: Today.AddDays(-1)), Item(state: EvidenceState.Submitted)));
        Assert.Equal(KindCoverage.DueSoon, Of(Item(until: Today.AddDays(3)), Item(until: Today.AddDays(-1))));
        Assert.Equal(KindCoverage.Fresh, Of(Item(until: Today.AddDays(3)), Item()));
        Assert.Equal(KindCoverage.Missing, Of(Item("EV-DPIA")));
        Assert.Equal(KindCoverage.Fresh, EvidenceCoverage.Of("", [Item("EV-DPIA")], Assessment, Today));
        Assert.Equal(KindCoverage.Fresh, EvidenceCoverage.Of("", [Item("") with { OwnKind = "Photo" }], Assessment, Today));
    }

    private static bool Whole(IReadOnlyList<ClaimedEvidence> claims, IReadOnlyList<LinkedEvidence> ofControl) => EvidenceCoverage.IsWhole(claims, ofControl, Assessment, Today);

    private static KindCoverage Of(params LinkedEvidence[] items) => EvidenceCoverage.Of("EV-AISIA", items, Assessment, Today);

    private static LinkedEvidence Item(string kind = "EV-AISIA", EvidenceState state = EvidenceState.Accepted, DateOnly? until = null)
    {
        var last = until ?? Today.AddDays(100);
        return new() { End = "CLM-0001", Contradicts = false, Key = "EVD-0001", Title = "Assessment", Kind = kind, State = state, FreshUntil = last, DueFrom = last.AddDays(-30) };
    }
}
