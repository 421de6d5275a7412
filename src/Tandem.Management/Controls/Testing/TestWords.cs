using System.Diagnostics;
using Tandem.Management.Ui;

namespace Tandem.Management.Controls.Testing;

/// <summary>What pages call the values of a test.</summary>
internal static class TestWords
{
    internal static string Of(TestCadence cadence) => cadence switch
    {
        TestCadence.Yearly => "Every year",
        TestCadence.HalfYearly => "Every half year",
        TestCadence.Quarterly => "Every quarter",
        TestCadence.Monthly => "Every month",
        TestCadence.Weekly => "Every week",
        TestCadence.PerEvent => "When something happens",
        _ => throw new UnreachableException(),
    };

    internal static string Of(TestSource source) => source switch
    {
        TestSource.Manual => "Somebody looks",
        TestSource.Script => "A script",
        TestSource.GatewayQuery => "Records of the gateway",
        _ => throw new UnreachableException(),
    };

    internal static string Of(TestIndependence independence) => independence switch
    {
        TestIndependence.NotStated => "Not stated",
        TestIndependence.OwnWork => "Tests the own work",
        TestIndependence.Colleague => "Tests a colleague's work",
        TestIndependence.Independent => "Independent of the work",
        _ => throw new UnreachableException(),
    };

    internal static string Of(TestResult result) => result switch
    {
        TestResult.Pass => "Pass",
        TestResult.Fail => "Fail",
        TestResult.Inconclusive => "Inconclusive",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(TestResult? result) => result switch
    {
        TestResult.Pass => Ui.Tone.Good,
        TestResult.Fail => Ui.Tone.Bad,
        TestResult.Inconclusive => Ui.Tone.Attention,
        _ => Ui.Tone.Neutral,
    };

    internal static string Of(Effectiveness effectiveness) => effectiveness switch
    {
        Effectiveness.NoTestDefined => "No test defined",
        Effectiveness.NeverRun => "Never tested",
        Effectiveness.Ineffective => "Ineffective",
        Effectiveness.Partial => "Partly effective",
        Effectiveness.Effective => "Effective",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(Effectiveness effectiveness) => effectiveness switch
    {
        Effectiveness.NoTestDefined or Effectiveness.NeverRun => Ui.Tone.Neutral,
        Effectiveness.Ineffective => Ui.Tone.Bad,
        Effectiveness.Partial => Ui.Tone.Attention,
        Effectiveness.Effective => Ui.Tone.Good,
        _ => throw new UnreachableException(),
    };
}
