using System.Net;
using Tandem.Management.Context;
using Tandem.Management.Tests.Obligations;
using Tandem.Management.Tests.Tasks;

namespace Tandem.Management.Tests.Context;

public sealed class ContextIssueRulesTests
{
    [Theory]
    [InlineData("internal", "legal", "choose `Structure`, `People`, `Processes`, `Finance` or `Culture`, or the kind `External`")]
    [InlineData("external", "culture", "choose `Political`, `Economic`, `Social`, `Technological`, `Legal` or `Environmental`, or the kind `Internal`")]
    public async Task Category_OfTheOtherKind_IsRefusedWithWhatToChoose(string kind, string category, string words)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.PostIssueAsync("Misfit", ("kind", kind), ("category", category));

        Assert.EndsWith(words, await answer.ErrorAsync("category"), StringComparison.Ordinal);
    }

    [Fact]
    public void Category_EachOne_FitsTheKindOfItsList()
    {
        var external = Enum.GetValues<ContextCategory>().Where(category => ContextIssueRules.KindOf(category) == ContextKind.External);

        Assert.Equal([ContextCategory.Political, ContextCategory.Economic, ContextCategory.Social, ContextCategory.Technological, ContextCategory.Legal, ContextCategory.Environmental], external);
    }

    [Fact]
    public async Task Kind_ChangedAlone_IsRefusedAndWithItsCategoryTaken()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var key = await browser.EnterIssueAsync("Moves in");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await browser.PatchIssueAsync(key, 1, ("kind", "internal")));
        Assert.Equal(HttpStatusCode.OK, await browser.PatchIssueAsync(key, 1, ("kind", "internal"), ("category", "finance")));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    public async Task ClimateRelevance_WithoutAReason_IsRefused(string relevance)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.PostIssueAsync("Unargued", ("climateRelevance", relevance), ("climateReason", " \n "));

        Assert.Contains("say why climate change", await answer.ErrorAsync("climateReason"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-25", HttpStatusCode.Created)]
    [InlineData("2026-11-26", HttpStatusCode.UnprocessableEntity)]
    public async Task ReviewedOn_InTheFuture_IsRefused(string day, HttpStatusCode expected)
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { TimeProvider = TaskSteps.At("2026-11-25") });
        var browser = await management.SignInAsync();

        using var answer = await browser.PostIssueAsync("Reviewed", ("reviewedOn", day));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("kind", "both")]
    [InlineData("category", "People")]
    [InlineData("standards", "iso9001")]
    [InlineData("climateRelevance", "maybe")]
    [InlineData("state", "1")]
    public async Task Value_ThatIsNoChoice_IsRefused(string field, string value)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.PostIssueAsync("Odd", (field, value));

        Assert.Contains("is one of", await answer.ErrorAsync(field), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title", ContextIssueLimits.Title)]
    [InlineData("effect", ContextIssueLimits.Text)]
    [InlineData("climateReason", ContextIssueLimits.Reason)]
    public async Task Text_LongerThanItsBound_IsRefused(string field, int most)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();

        using var answer = await browser.PostIssueAsync("Long", (field, new string('x', most + 1)));

        Assert.Contains($"shorten it to {most}", await answer.ErrorAsync(field), StringComparison.Ordinal);
    }
}
