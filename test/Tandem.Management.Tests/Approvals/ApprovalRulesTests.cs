using Tandem.Management.Approvals;

namespace Tandem.Management.Tests.Approvals;

public sealed class ApprovalRulesTests
{
    private const string Mari = "PER-0002";
    private const string Jaan = "PER-0003";
    private const string Deputy = "PER-0004";

    private static readonly IReadOnlySet<string> Nobody = new HashSet<string>();

    [Theory]
    [InlineData(1, 1, 0, 0, ApprovalState.Open)]
    [InlineData(1, 1, 1, 0, ApprovalState.Approved)]
    [InlineData(1, 1, 0, 1, ApprovalState.Rejected)]
    [InlineData(3, 2, 1, 1, ApprovalState.Open)]
    [InlineData(3, 2, 2, 1, ApprovalState.Approved)]
    [InlineData(3, 2, 1, 2, ApprovalState.Rejected)]
    [InlineData(3, 2, 0, 2, ApprovalState.Rejected)]
    [InlineData(3, 3, 2, 0, ApprovalState.Open)]
    [InlineData(3, 3, 0, 1, ApprovalState.Rejected)]
    [InlineData(3, 1, 0, 2, ApprovalState.Open)]
    [InlineData(3, 1, 1, 2, ApprovalState.Approved)]
    public void State_FollowsFromTheDecisions(int seats, int quorum, int approved, int rejected, ApprovalState expected) =>
        Assert.Equal(expected, ApprovalRules.StateAfter(seats, quorum, approved, rejected));

    [Theory]
    [InlineData(0, 3, false)]
    [InlineData(1, 3, true)]
    [InlineData(3, 3, true)]
    [InlineData(4, 3, false)]
    [InlineData(-1, 3, false)]
    public void Quorum_IsBetweenOneAndAll(int quorum, int approvers, bool isRight) => Assert.Equal(isRight, ApprovalRules.QuorumProblem(quorum, approvers) is null);

    [Theory]
    [InlineData("2026-11-30", null, "2026-11-30", true)]
    [InlineData("2026-11-30", null, "2026-11-29", false)]
    [InlineData("2026-11-01", "2026-11-10", "2026-11-10", true)]
    [InlineData("2026-11-01", "2026-11-10", "2026-11-11", false)]
    [InlineData(null, "2026-11-10", "2026-11-05", false)]
    [InlineData(null, null, "2026-11-05", false)]
    public void Deputy_StandsInOnDaysOfAbsenceOnly(string? from, string? until, string today, bool standsIn) =>
        Assert.Equal(standsIn ? Deputy : "", ApprovalRules.StandIn(Deputy, Day(from), Day(until), Day(today)!.Value));

    [Theory]
    [InlineData(ApprovalState.Open, "2026-11-29", true)]
    [InlineData(ApprovalState.Open, "2026-11-30", false)]
    [InlineData(ApprovalState.Open, null, false)]
    [InlineData(ApprovalState.Approved, "2026-11-29", false)]
    public void Overdue_IsWhatIsOpenAfterItsLastDay(ApprovalState state, string? due, bool isOverdue) =>
        Assert.Equal(isOverdue, ApprovalRules.IsOverdue(state, Day(due), new DateOnly(2026, 11, 30)));

    [Theory]
    [InlineData(false, true, true, false, null)]
    [InlineData(true, true, true, false, "is archived")]
    [InlineData(false, false, false, false, "has no account")]
    [InlineData(false, true, false, false, "has no role that may approve")]
    [InlineData(false, true, true, true, "worked on this version")]
    public void Candidate_WhoCannotApprove_IsNotAsked(bool isArchived, bool hasAccount, bool mayApprove, bool isAuthor, string? why)
    {
        var found = ApprovalRules.WhyNotAsked(new(Mari, "Mari Tamm", isArchived, hasAccount, mayApprove), isAuthor ? new HashSet<string> { Mari } : Nobody);

        if (why is null)
            Assert.Null(found);
        else
            Assert.Contains(why, found, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string?, bool, string, string, string?> Decisions => new()
    {
        // what is tried, seat, who decides, may approve, authors, who decided already on which seat, why not
        { "own seat", Mari, Mari, true, "", "", null },
        { "deputy of who is absent", Jaan, Deputy, true, "", "", null },
        { "no seat", "PER-0009", "PER-0009", true, "", "", "not among those" },
        { "an account without a person", "", null, true, "", "", "not among those" },
        { "somebody else's seat", Mari, Jaan, true, "", "", "only during an absence" },
        { "deputy of who is there", Mari, Deputy, true, "", "", "only during an absence" },
        { "without the role", Mari, Mari, false, "", "", "your roles" },
        { "the own work", Mari, Mari, true, Mari, "", "worked on this version" },
        { "deputy who is an author", Jaan, Deputy, true, Deputy, "", "worked on this version" },
        { "deputy of an author", Jaan, Deputy, true, Jaan, "", "a deputy cannot decide either" },
        { "twice on the own seat", Mari, Mari, true, "", $"{Mari}:{Mari}", "decides once" },
        { "after the deputy", Jaan, Jaan, true, "", $"{Jaan}:{Deputy}", "given already" },
        { "deputy after the approver", Jaan, Deputy, true, "", $"{Jaan}:{Jaan}", "given already" },
        { "deputy who decided on the own seat", Jaan, Deputy, true, "", $"{Mari}:{Deputy}", "decides once" },
    };

    [Theory]
    [MemberData(nameof(Decisions))]
    public void Decision_IsAllowedToWhomItBelongs(string what, string seat, string? decider, bool mayApprove, string authors, string decided, string? why)
    {
        var by = decided.Split(':');
        SeatFacts[] seats = [Facts(Mari, "Mari Tamm", ""), Facts(Jaan, "Jaan Kask", Deputy)];

        var found = ApprovalRules.WhyNotDecide(ApprovalState.Open, seats, seat, decider, mayApprove, authors.Length > 0 ? new HashSet<string> { authors } : Nobody);

        Assert.True(why is null ? found is null : found?.Contains(why, StringComparison.Ordinal) == true, $"{what}: {found}");

        SeatFacts Facts(string person, string name, string standIn) => new(person, name, by[0] == person, by[0] == person ? by[1] : "", standIn);
    }

    [Theory]
    [InlineData(ApprovalState.Approved)]
    [InlineData(ApprovalState.Rejected)]
    [InlineData(ApprovalState.Withdrawn)]
    [InlineData(ApprovalState.Superseded)]
    public void Decision_OnWhatIsClosed_IsRefused(ApprovalState state) =>
        Assert.Contains("already", ApprovalRules.WhyNotDecide(state, [new(Mari, "Mari Tamm", false, "", "")], Mari, Mari, mayApprove: true, Nobody), StringComparison.Ordinal);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
