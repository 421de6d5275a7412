using Tandem.Inspection.Policy;
using Tandem.Inspection.Policy.Cel;

namespace Tandem.Inspection.Tests.Policy.Cel;

public sealed class CelConstantsTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("1 < 2 && 'a' in ['a']", true)]
    [InlineData("stream || true", true)]
    [InlineData("stream || !stream", true)]
    [InlineData("!(stream && !stream)", true)]
    [InlineData("true ? 2 > 1 : stream", true)]
    [InlineData("[].all(x, stream)", true)]
    [InlineData("false && stream", false)]
    [InlineData("stream && route == 'a' && !stream", false)]
    [InlineData("route == 'a' && stream && route == 'b'", false)]
    [InlineData("route in []", false)]
    [InlineData("stream", null)]
    [InlineData("route == 'a' || route == 'b'", null)]
    [InlineData("route == 'a' && model == 'b'", null)]
    [InlineData("stream && !use_allowed", null)]
    public void ValueOf_Condition_IsTheValueForAllFacts(string condition, bool? expected)
    {
        var tree = CelParser.Parse(condition, out _)!;
        var expression = CelChecker.Check(tree, Conditions.Schema, PolicyPhase.Response, [])!;

        Assert.Equal(expected, CelConstants.ValueOf(expression, out var error));
        Assert.Null(error);
    }
}
