using Tandem.Inspection.Classification;
using Tandem.Inspection.Classification.Detectors;

namespace Tandem.Inspection.Tests.Classification;

public sealed class DetectorCatalogueTests
{
    [Fact]
    public void BuiltIn_EveryDetector_HasExamplesOfBothKinds()
    {
        foreach (var detector in DetectorCatalogue.BuiltIn.Detectors)
        {
            Assert.Contains(detector.Examples, e => e.Expected is not null);
            Assert.Contains(detector.Examples, e => e.Expected is null);
        }
    }

    [Fact]
    public void BuiltIn_Types_AreThoseOfTheDocumentation()
    {
        var types = DetectorCatalogue.BuiltIn.Types;
        foreach (var type in new[] { "fin.credit_card", "fin.iban", "pii.email", "pii.phone", "secret.private-key", "secret.jwt", "secret.aws-access-token", "class.label.public", "class.label.internal", "class.label.confidential", "class.label.restricted", "obfuscation.invisible" })
            Assert.Contains(type, types);
        Assert.All(types, t => Assert.Matches("^(fin|pii|secret|class|obfuscation)\\.[a-z0-9_.-]+$", t));
    }

    [Fact]
    public void Constructor_ExampleThatIsNotFound_Throws()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new DetectorCatalogue([new WrongExampleDetector("4111 1111 1111 1112")]));
        Assert.Contains("`wrong-example@1`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_ExampleThatIsFoundAgainstItsWord_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new DetectorCatalogue([new WrongExampleDetector(null)]));

    [Fact]
    public void Constructor_RepeatedId_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new DetectorCatalogue([new IbanDetector(), new IbanDetector()]));

    [Fact]
    public void Version_OtherDetectors_IsAnother()
    {
        var one = new DetectorCatalogue([new IbanDetector()]);
        var two = new DetectorCatalogue([new IbanDetector(), new JwtDetector()]);
        Assert.Matches("^[0-9a-f]{64}$", one.Version);
        Assert.NotEqual(one.Version, two.Version);
        Assert.Equal(one.Version, new DetectorCatalogue([new IbanDetector()]).Version);
    }

    private sealed class WrongExampleDetector(string? expected) : Detector("wrong-example", 1, "test.digit", "public")
    {
        internal override bool WantsDigits => true;

        internal override IReadOnlyList<DetectorExample> Examples { get; } = [new("a 7", "7"), new("b 8", expected)];

        internal override void Confirm(ref ScanFrame frame, int start, int end) => frame.Report(this, start, end, 1);
    }
}
