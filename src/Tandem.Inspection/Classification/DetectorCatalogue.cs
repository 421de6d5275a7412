using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tandem.Inspection.Classification.Detectors;
using Tandem.Inspection.Classification.Tokens;
using Tandem.Inspection.Classification.Unfolding;

namespace Tandem.Inspection.Classification;

/// <summary>The detectors of a classifier, in a fixed order; every one of them proved by its own examples.</summary>
public sealed class DetectorCatalogue
{
    internal DetectorCatalogue(IReadOnlyList<Detector> detectors)
    {
        FoldTable.SelfTest();
        var repeated = detectors.GroupBy(d => d.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
            throw new InvalidOperationException($"the detector id `{repeated.Key}` is used {repeated.Count()} times; give each detector its own");
        Detectors = detectors;
        var invisible = detectors.OfType<InvisibleCharacterDetector>().FirstOrDefault() ?? new InvisibleCharacterDetector();
        var undecoded = detectors.OfType<UndecodedDetector>().FirstOrDefault() ?? new UndecodedDetector();
        WeakTypes = detectors.Where(d => d.IsWeak).Select(d => d.Type).ToHashSet(StringComparer.Ordinal);
        Scanner = new ViewScanner(detectors, invisible, undecoded);
        Version = Hash(detectors);
        var classifier = new Classifier(this);
        var problems = detectors.SelectMany(d => Disprove(classifier, d)).ToList();
        if (problems.Count > 0)
            throw new InvalidOperationException($"{string.Join("; ", problems)}; correct the rule or the example");
    }

    /// <summary>The detectors that come with the product.</summary>
    /// <exception cref="TypeInitializationException">A detector does not find what its own examples say, or the folding table is damaged: the process must not start.</exception>
    public static DetectorCatalogue BuiltIn { get; } = new(
    [
        new PaymentCardDetector(),
        new IbanDetector(),
        new EmailDetector(),
        new PhoneDetector(),
        new PrivateKeyDetector(),
        new JwtDetector(),
        new AwsSecretKeyDetector(),
        .. TokenDetector.Of("cloud", CloudTokens.Rules),
        .. TokenDetector.Of("code", CodeTokens.Rules),
        .. TokenDetector.Of("ai", AiTokens.Rules),
        .. TokenDetector.Of("service", ServiceTokens.Rules),
        .. AssignmentDetector.Of(VendorAssignments.Rules),
        new AzureClientSecretDetector(),
        new UrlCredentialsDetector(),
        new BasicAuthorizationDetector(),
        new BearerAuthorizationDetector(),
        new CurlUserDetector(),
        new PasswordDetector(),
        new GenericKeyDetector(),
        new PublicLabelDetector(),
        new InternalLabelDetector(),
        new ConfidentialLabelDetector(),
        new RestrictedLabelDetector(),
        new InvisibleCharacterDetector(),
        new UndecodedDetector(),
    ]);

    /// <summary>Names this set of detectors, their versions and rules: lower-case hexadecimal SHA-256.</summary>
    public string Version { get; }

    /// <summary>All finding types that the catalogue can report, in order.</summary>
    public IReadOnlyList<string> Types => [.. Detectors.Select(d => d.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal IReadOnlyList<Detector> Detectors { get; }

    internal IReadOnlySet<string> WeakTypes { get; }

    internal ViewScanner Scanner { get; }

    private static string Hash(IReadOnlyList<Detector> detectors)
    {
        var text = new StringBuilder("tandem-detectors/v1\n");
        foreach (var detector in detectors)
            text.Append(CultureInfo.InvariantCulture, $"{detector.Name}\t{detector.Type}\t{detector.Level}\t{detector.Rule}\t{string.Join(' ', detector.Keywords)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Says which examples do not hold.</summary>
    private static List<string> Disprove(Classifier classifier, Detector detector)
    {
        var problems = new List<string>();
        if (!detector.Examples.Any(e => e.Expected is not null) || detector.Examples.All(e => e.Expected is not null))
            problems.Add($"detector `{detector.Name}` lacks an example of what it finds or of what it ignores");
        foreach (var example in detector.Examples)
        {
            var text = Encoding.UTF8.GetBytes(example.Text);
            var findings = new List<Finding>();
            var budget = ScanBudget.ForLength(text.Length);
            classifier.Scan(text, SegmentProvenance.User, findings, ref budget);
            var found = findings.Where(f => f.Type == detector.Type).Select(f => Encoding.UTF8.GetString(text, f.Start, f.End - f.Start)).ToList();
            if (budget.IsExceeded || !(example.Expected is null ? found.Count == 0 : found.Contains(example.Expected, StringComparer.Ordinal)))
                problems.Add($"detector `{detector.Name}` finds [{string.Join(", ", found)}] in its example `{example.Text}` instead of `{example.Expected ?? "nothing"}`");
        }

        return problems;
    }
}
