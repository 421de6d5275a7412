namespace Tandem.Management.Controls.Testing;

/// <summary>What tests say about a control at one place; from least to most known to be good.</summary>
public enum Effectiveness
{
    NoTestDefined,
    NeverRun,
    Ineffective,
    Partial,
    Effective,
}

/// <summary>Derives effectiveness. INVARIANT (missing data never improves): a test that was not run, is overdue or found nothing out only takes away.</summary>
internal static class Effectivenesses
{
    /// <param name="tests">Tests of the control that are in use.</param>
    /// <param name="results">All results of these tests, corrected ones among them.</param>
    /// <param name="instance">Key of the instance; results that name another one do not count, those that name none hold for all.</param>
    /// <param name="isEvidenceWhole">False when a claim of the control lacks fresh evidence that fits.</param>
    /// <param name="today">The day.</param>
    internal static Effectiveness Derive(IReadOnlyCollection<ControlTest> tests, IEnumerable<ControlTestResult> results, string instance, bool isEvidenceWhole, DateOnly today)
    {
        if (tests.Count == 0)
            return Effectiveness.NoTestDefined;
        var latest = Standing(results.ToList()).Where(r => r.Instance.Length == 0 || r.Instance == instance).GroupBy(r => r.TestKey, StringComparer.Ordinal)
            .ToDictionary(ofTest => ofTest.Key, ofTest => ofTest.OrderBy(r => r.PerformedOn).ThenBy(r => r.Number).Last(), StringComparer.Ordinal);
        var outcomes = tests.Select(test => (Test: test, Latest: latest.GetValueOrDefault(test.Key))).ToList();
        if (outcomes.TrueForAll(outcome => outcome.Latest is null))
            return Effectiveness.NeverRun;
        if (outcomes.TrueForAll(outcome => outcome.Latest is { Result: TestResult.Pass } passed && outcome.Test.Cadence.IsFresh(passed.PerformedOn, today)))
            return isEvidenceWhole ? Effectiveness.Effective : Effectiveness.Partial;
        if (outcomes.Exists(outcome => outcome.Latest?.Result == TestResult.Fail) && !outcomes.Exists(outcome => outcome.Latest?.Result == TestResult.Pass))
            return Effectiveness.Ineffective;
        return Effectiveness.Partial;
    }

    /// <summary>The worst of several places; null for none.</summary>
    internal static Effectiveness? Worst(IEnumerable<Effectiveness> places) => places.Select(place => (Effectiveness?)place).Order().FirstOrDefault();

    /// <summary>Results that no later one corrects.</summary>
    internal static IEnumerable<ControlTestResult> Standing(IReadOnlyList<ControlTestResult> results)
    {
        var corrected = results.Where(r => r.Corrects is not null).Select(r => (r.TestKey, r.Corrects!.Value)).ToHashSet();
        return results.Where(r => !corrected.Contains((r.TestKey, r.Number)));
    }
}
