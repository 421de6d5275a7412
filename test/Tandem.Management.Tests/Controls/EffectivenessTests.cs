using Tandem.Management.Controls.Testing;
using TestResult = Tandem.Management.Controls.Testing.TestResult;

namespace Tandem.Management.Tests.Controls;

/// <summary>What tests say about a control; what is missing only takes away.</summary>
public sealed class EffectivenessTests
{
    private static readonly DateOnly Today = new(2026, 12, 1);

    [Fact]
    public void NoTest_IsNoTestDefined() => Assert.Equal(Effectiveness.NoTestDefined, Derive([], []));

    [Fact]
    public void TestsWithoutResult_AreNeverRun() => Assert.Equal(Effectiveness.NeverRun, Derive([Test(1), Test(2)], []));

    [Fact]
    public void AllPassAndFresh_IsEffective() => Assert.Equal(Effectiveness.Effective, Derive([Test(1), Test(2)], [Of(1, TestResult.Pass), Of(2, TestResult.Pass)]));

    [Fact]
    public void NonePassesAndOneFails_IsIneffective() => Assert.Equal(Effectiveness.Ineffective, Derive([Test(1), Test(2)], [Of(1, TestResult.Fail), Of(2, TestResult.Inconclusive)]));

    [Fact]
    public void OneFailsAndOneWasNotRun_IsIneffective() => Assert.Equal(Effectiveness.Ineffective, Derive([Test(1), Test(2)], [Of(1, TestResult.Fail)]));

    [Theory]
    [InlineData(TestResult.Fail)]
    [InlineData(TestResult.Inconclusive)]
    public void OnePassesAndOneDoesNot_IsPartial(TestResult other) => Assert.Equal(Effectiveness.Partial, Derive([Test(1), Test(2)], [Of(1, TestResult.Pass), Of(2, other)]));

    [Fact]
    public void OnePassesAndOneWasNotRun_IsPartial() => Assert.Equal(Effectiveness.Partial, Derive([Test(1), Test(2)], [Of(1, TestResult.Pass)]));

    [Fact]
    public void PassThatIsOld_IsPartial() => Assert.Equal(Effectiveness.Partial, Derive([Test(1, TestCadence.Monthly)], [Of(1, TestResult.Pass, Today.AddMonths(-3))]));

    [Fact]
    public void AllPassButEvidenceIsMissing_IsPartial() => Assert.Equal(Effectiveness.Partial, Derive([Test(1)], [Of(1, TestResult.Pass)], isEvidenceWhole: false));

    [Fact]
    public void ResultOfAnotherPlace_DoesNotCount() => Assert.Equal(Effectiveness.NeverRun, Derive([Test(1)], [Of(1, TestResult.Pass, instance: "CIN-0002")]));

    [Fact]
    public void ResultOfNoPlace_CountsEverywhere() => Assert.Equal(Effectiveness.Effective, Derive([Test(1)], [Of(1, TestResult.Pass, instance: "")]));

    [Fact]
    public void LatestByDay_CountsAndNotTheLatestEntered() =>
        Assert.Equal(Effectiveness.Ineffective, Derive([Test(1)], [Of(1, TestResult.Fail, Today, number: 1), Of(1, TestResult.Pass, Today.AddDays(-9), number: 2)]));

    [Fact]
    public void ResultThatWasCorrected_DoesNotCount() =>
        Assert.Equal(Effectiveness.Ineffective, Derive([Test(1)], [Of(1, TestResult.Pass, Today, number: 1), Of(1, TestResult.Fail, Today.AddDays(-1), number: 2, corrects: 1)]));

    // INVARIANT (missing data never improves): whatever result is taken away, the answer is no better than with it, unless it was one that did not pass.
    [Fact]
    public void TakingAwayAPass_NeverImproves()
    {
        var outcomes = new TestResult?[] { null, TestResult.Pass, TestResult.Fail, TestResult.Inconclusive };
        foreach (var second in outcomes)
        {
            foreach (var third in outcomes)
            {
                ControlTestResult[] rest = [.. second is { } two ? [Of(2, two)] : Array.Empty<ControlTestResult>(), .. third is { } three ? [Of(3, three)] : Array.Empty<ControlTestResult>()];
                ControlTest[] tests = [Test(1), Test(2), Test(3)];
                Assert.True(Derive(tests, rest) <= Derive(tests, [Of(1, TestResult.Pass), .. rest]), $"{second} {third}");
            }
        }
    }

    [Theory]
    [InlineData(TestCadence.Yearly, "2025-09-02", true)]
    [InlineData(TestCadence.Yearly, "2025-08-30", false)]
    [InlineData(TestCadence.Weekly, "2026-11-21", true)]
    [InlineData(TestCadence.Weekly, "2026-11-20", false)]
    [InlineData(TestCadence.PerEvent, "2025-12-01", true)]
    [InlineData(TestCadence.PerEvent, "2025-06-01", false)]
    public void Freshness_IsTheIntervalAndAQuarter(TestCadence cadence, string on, bool isFresh) =>
        Assert.Equal(isFresh, cadence.IsFresh(DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Today));

    private static Effectiveness Derive(IReadOnlyCollection<ControlTest> tests, IEnumerable<ControlTestResult> results, bool isEvidenceWhole = true) =>
        Effectivenesses.Derive(tests, results, "CIN-0001", isEvidenceWhole, Today);

    private static ControlTest Test(int number, TestCadence cadence = TestCadence.Yearly)
    {
        var test = TestRegister.Definition.Create(new(Guid.Empty, $"CTT-000{number}", number, default, "Ada"));
        test.Cadence = cadence;
        return test;
    }

    private static ControlTestResult Of(int test, TestResult result, DateOnly? on = null, string instance = "CIN-0001", int number = 1, int? corrects = null) => new()
    {
        TestKey = $"CTT-000{test}",
        Number = number,
        Result = result,
        PerformedOn = on ?? Today,
        Instance = instance,
        Note = "n",
        Corrects = corrects,
        RecordedAt = default,
        RecordedBy = "Ada",
    };
}
