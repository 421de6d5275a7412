using Tandem.Management.Frameworks;

namespace Tandem.Management.Tests.Frameworks;

public sealed class RequirementIdTests
{
    [Theory]
    [InlineData("iso27001:A.8.15", "iso27001", "A.8.15")]
    [InlineData("iso42001:A.6.2.8", "iso42001", "A.6.2.8")]
    [InlineData("iso42001:6.1.4", "iso42001", "6.1.4")]
    [InlineData(" iso27001:10.2 ", "iso27001", "10.2")]
    public void TryParse_NamespacedIdentifier_KeepsStandardAndNumber(string text, string prefix, string reference)
    {
        Assert.True(RequirementId.TryParse(text, out var id));
        Assert.Equal(prefix, id.Standard.Prefix());
        Assert.Equal(reference, id.Ref);
        Assert.Equal(text.Trim(), id.ToString());
    }

    [Fact]
    public void TryParse_BareNumber_AsksWhichStandard()
    {
        Assert.False(RequirementId.TryParse("A.8.3", out _, out var question));
        Assert.Equal("`A.8.3` does not say which standard; did you mean `iso27001:A.8.3` or `iso42001:A.8.3`?", question);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("iso27001:")]
    [InlineData("iso9001:A.8.3")]
    [InlineData("iso27001:A.8.3x")]
    [InlineData("ISO27001:A.8.3")]
    [InlineData("iso27001:A.8.3.1.2.9")]
    [InlineData("iso27001:A.<script>")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        Assert.False(RequirementId.TryParse(text, out _, out var problem));
        Assert.Contains("is not an identifier", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void CompareTo_NumbersWithTwoDigits_OrdersByValue()
    {
        RequirementId[] ids = [.. new[] { "iso42001:A.10.2", "iso42001:A.9.2", "iso27001:A.8.10", "iso27001:A.8.9", "iso27001:10.1" }.Select(RequirementId.Parse)];
        Array.Sort(ids, (a, b) => a.CompareTo(b));
        Assert.Equal(["iso27001:10.1", "iso27001:A.8.9", "iso27001:A.8.10", "iso42001:A.9.2", "iso42001:A.10.2"], ids.Select(id => id.ToString()));
    }
}
