namespace Tandem.Inspection.Policy.Testing;

/// <summary>Runs the cases that a bundle brings with it in <c>tests/</c>.</summary>
public static class BundleTests
{
    /// <summary>Runs all cases; pure, nothing is forwarded and nothing recorded.</summary>
    /// <param name="bundle">A loaded bundle.</param>
    /// <returns>One result per case, in the order of files and cases; empty when the bundle has none.</returns>
    /// <remarks>Lists of rules, reasons and classes are compared as sets; a rule may be expected as <c>id</c> or <c>id@v</c>. An error always fails a case.</remarks>
    public static IReadOnlyList<BundleTestResult> Run(PolicyBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return [.. bundle.Tests.Select(test => Run(bundle, test))];
    }

    private static BundleTestResult Run(PolicyBundle bundle, BundleTest test)
    {
        var decision = bundle.Decide(test.Phase, test.Facts);
        var differences = new List<string>();
        if (decision.Effect != test.Effect)
            differences.Add($"effect is {decision.Effect.ToText()} and not {test.Effect.ToText()}");
        Compare("rules", test.Rules, [.. decision.Rules.Select(rule => IsNamed(test.Rules, rule) ? rule : rule.Split('@')[0])], differences);
        Compare("reasons", test.Reasons, decision.Reasons, differences);
        Compare("classes", test.Classes, decision.Classes, differences);
        if (decision.Errors.Count > 0)
            differences.Add($"error {decision.Errors[0]}");
        return new BundleTestResult(test.File, test.Line, test.Name, differences.Count == 0, string.Join(", ", differences), decision);
    }

    private static bool IsNamed(IReadOnlyList<string>? expected, string rule) => expected?.Contains(rule, StringComparer.Ordinal) ?? false;

    private static void Compare(string what, IReadOnlyList<string>? expected, IReadOnlyList<string> actual, List<string> differences)
    {
        if (expected is null || expected.ToHashSet(StringComparer.Ordinal).SetEquals(actual))
            return;
        differences.Add($"{what} are [{string.Join(", ", actual)}] and not [{string.Join(", ", expected)}]");
    }
}
