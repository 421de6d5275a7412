using Tandem.Management.Applicability;
using Tandem.Management.Decisions.Evidence;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Tests.Applicability;

public sealed class StatementRulesTests
{
    [Fact]
    public void Check_YesWithoutReason_AsksForOne() =>
        Assert.Equal(StatementRules.IncludeReasonsField, Assert.Single(StatementRules.Check(new() { Decision = ApplicabilityDecision.Yes, Version = 0 }).All).Field);

    [Fact]
    public void Check_NoWithNothing_FindsAllErrorsAtOnce() =>
        Assert.Equal(
            [StatementRules.ExcludeReasonField, StatementRules.ExcludeTextField, StatementRules.IncludeReasonsField, StatementRules.OwnerField, StatementRules.ChangeReasonField],
            StatementRules.Check(new()
            {
                Decision = ApplicabilityDecision.No,
                IncludeReasons = [InclusionReason.Law],
                Owner = new string('x', 201),
                Version = 3,
            }).All.Select(error => error.Field));

    [Theory]
    [InlineData(InclusionReason.Law, false)]
    [InlineData(InclusionReason.Contract, false)]
    [InlineData(InclusionReason.InterestedParty, false)]
    [InlineData(InclusionReason.Inherited, false)]
    [InlineData(InclusionReason.BusinessPractice, true)]
    [InlineData(InclusionReason.RiskTreatment, true)]
    public void Check_YesWithReasonAlone_PassesOnlyWhenNothingIsToBeNamed(InclusionReason reason, bool passes)
    {
        var change = new StatementChange { Decision = ApplicabilityDecision.Yes, IncludeReasons = [reason], Version = 0 };
        Assert.Equal(passes, !StatementRules.Check(change).Any);
        Assert.False(StatementRules.Check(change with { IncludeText = "named" }).Any);
    }

    [Fact]
    public void Check_DecidedRow_NeedsAReasonForTheChange() =>
        Assert.Equal(StatementRules.ChangeReasonField, Assert.Single(StatementRules.Check(new() { Decision = ApplicabilityDecision.Undecided, Version = 1 }).All).Field);

    public static TheoryData<string, LiveEvidenceState, long, long, string> Cases => new()
    {
        { "yes", LiveEvidenceState.Current, 10, 10, "evidenced" },
        { "yes", LiveEvidenceState.Current, 10, 9, "partlyEvidenced" },
        { "yes", LiveEvidenceState.Current, 10, 0, "claimed" },
        { "yes", LiveEvidenceState.Current, 0, 0, "claimed" },
        { "yes", LiveEvidenceState.None, 0, 0, "claimed" },
        { "yes", LiveEvidenceState.NotVerified, 10, 10, "claimed" },
        { "yes", LiveEvidenceState.Stale, 10, 10, "claimed" },
        { "yes", LiveEvidenceState.Failed, 10, 10, "evidenceFailed" },
        { "no", LiveEvidenceState.Current, 10, 10, "excluded" },
        { "no", LiveEvidenceState.Failed, 10, 10, "excluded" },
        { "undecided", LiveEvidenceState.Current, 10, 10, "undecided" },
        { "yes-without-reason", LiveEvidenceState.Current, 10, 10, "reasonMissing" },
        { "no-without-reason", LiveEvidenceState.Current, 10, 10, "reasonMissing" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Derive_DecisionAndEvidence_GivesTheStatus(string decision, LiveEvidenceState state, long requests, long holding, string expected) =>
        Assert.Equal(expected, StatementStatuses.Derive(Entry(decision), Evidence("iso27001:A.8.15", state, requests, holding)).Value());

    [Fact]
    public void Derive_MissingAnything_NeverImproves()
    {
        var full = Evidence("iso42001:A.6.2.8", LiveEvidenceState.Current, 10, 10);
        var best = StatementStatuses.Derive(Entry("yes"), full);
        Assert.Equal(StatementStatus.Evidenced, best);
        Assert.True(StatementStatuses.Derive(Entry("yes"), null) < best);
        Assert.True(StatementStatuses.Derive(null, full) < best);
    }

    [Fact]
    public void Derive_NoDecisionVerified_StaysClaimed() =>
        Assert.Equal(StatementStatus.Claimed, StatementStatuses.Derive(Entry("yes"), Evidence("iso27001:A.8.15", LiveEvidenceState.NotVerified, 10, 10) with { Verified = 0 }));

    [Theory]
    [InlineData("iso27001:A.5.15")]
    [InlineData("iso27001:A.8.12")]
    public void Derive_OtherDirectRequirement_StaysClaimed(string requirement) =>
        Assert.Equal(StatementStatus.Claimed, StatementStatuses.Derive(Entry("yes"), Evidence(requirement, LiveEvidenceState.Current, 10, 10)));

    private static StatementEntry Entry(string decision) => new()
    {
        Requirement = "iso27001:A.8.15",
        Decision = decision.StartsWith("yes", StringComparison.Ordinal) ? ApplicabilityDecision.Yes : decision.StartsWith("no", StringComparison.Ordinal) ? ApplicabilityDecision.No : ApplicabilityDecision.Undecided,
        IncludeReasons = decision == "yes" ? [InclusionReason.BusinessPractice] : [],
        ExcludeReason = decision == "no" ? ExclusionReason.NotRelevant : null,
    };

    private static LiveEvidence Evidence(string requirement, LiveEvidenceState state, long requests, long holding) => new()
    {
        Requirement = RequirementId.Parse(requirement),
        Strength = RuntimeStrength.Direct,
        State = state,
        Because = "test",
        Requests = requests,
        HoldingBoth = holding,
        HoldingFields = holding,
        Verified = requests,
        HoldingSecurity = holding,
        HoldingAi = holding,
    };
}
