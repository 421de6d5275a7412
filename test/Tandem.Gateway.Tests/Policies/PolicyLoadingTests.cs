using System.Net;
using Tandem.Gateway.Tests.Hosting;
using Tandem.Ledger.Notes;

namespace Tandem.Gateway.Tests.Policies;

/// <summary>Bundles come in force whole and signed, or not at all.</summary>
public sealed class PolicyLoadingTests
{
    [Fact]
    public async Task Bundle_NewOnePublished_TakesOverByItself()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));

        var hash = gateway.Publish(bundle => bundle with { Version = "2.0.0" });
        // The record comes before the swap, so the swap is what is waited for.
        await RunningGateway.EventuallyAsync(async () => await VersionInForceAsync(gateway) == "2.0.0");

        using var answer = await gateway.ChatAsync("hi");
        var outcome = gateway.RecordsOf(answer)[1];
        Assert.Equal(("test@2.0.0", hash), (outcome.GetProperty("pol").GetString(), outcome.GetProperty("polH").GetString()));
        Assert.Equal(TestKeys.Author, outcome.GetProperty("polAuthor").GetString());
        Assert.All(gateway.Records("policy"), record => Assert.Equal("loaded", record.Root.GetProperty("op").GetString()));
    }

    [Fact]
    public async Task Bundle_SwappedDuringARequest_DoesNotTouchThatRequest()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var held = HeldAnswer.Of(gateway, "ok");
        var waiting = gateway.ChatAsync("hi");
        await held.Asked;
        gateway.Publish(bundle => bundle with { Version = "2.0.0", ResponseBlockWhen = "model != ''" });
        using (var reload = await gateway.OperateAsync(HttpMethod.Post, "/bundle/reload")) Assert.Equal(HttpStatusCode.OK, reload.StatusCode);
        held.Release();

        using var answer = await waiting;

        Assert.Equal("test@1.0.0", gateway.RecordsOf(answer)[1].GetProperty("pol").GetString());
        Assert.Contains("ok", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("author-only")]
    [InlineData("approver-only")]
    [InlineData("stranger")]
    [InlineData("other-author")]
    [InlineData("broken-rule")]
    [InlineData("changed-after-signing")]
    [InlineData("wrong-name")]
    [InlineData("no-credential")]
    public async Task Bundle_ThatMayNotComeInForce_IsRefusedRecordedAndTheLastGoodServesOn(string flaw)
    {
        await using var gateway = await RunningGateway.StartAsync(options: options => options with { PolicyInterval = TimeSpan.FromHours(1) });
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        PublishFlawed(gateway, flaw);

        using var reload = await gateway.OperateAsync(HttpMethod.Post, "/bundle/reload");
        var state = await RunningGateway.ReadJsonAsync(reload);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reload.StatusCode);
        Assert.Equal("1.0.0", state.GetProperty("version").GetString());
        Assert.NotEqual(0, state.GetProperty("problems").GetArrayLength());
        var refusals = gateway.Records("policy").Where(record => record.Root.GetProperty("op").GetString() == "refused").ToArray();
        Assert.NotEmpty(refusals);
        Assert.NotEqual(0, refusals[0].Root.GetProperty("problems").GetArrayLength());
        using var answer = await gateway.ChatAsync("hi");
        Assert.Equal("test@1.0.0", gateway.RecordsOf(answer)[1].GetProperty("pol").GetString());
    }

    [Fact]
    public async Task Bundle_Refused_IsRecordedOnceAndNotAtEveryLook()
    {
        await using var gateway = await RunningGateway.StartAsync();
        PublishFlawed(gateway, "unsigned");
        await RunningGateway.EventuallyAsync(() => gateway.Records("policy").Count == 2);
        // Several looks later there is still one refusal.
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(2, gateway.Records("policy").Count);
    }

    [Fact]
    public async Task Bundle_FirstOneUnsigned_LeavesNoBundleInForce()
    {
        await using var gateway = await RunningGateway.StartAsync(isPublished: false);
        PublishFlawed(gateway, "unsigned");
        using var reload = await gateway.OperateAsync(HttpMethod.Post, "/bundle/reload");
        using var answer = await gateway.ChatAsync("hi");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"quorum":1,"signers":[]}""")]
    [InlineData("""{"signers":[]}""")]
    [InlineData("{")]
    public async Task TrustList_ThatCannotBeUsed_LoadsNothing(string trust)
    {
        await using var gateway = await RunningGateway.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(gateway.GatewayFolder, "trust.json"), trust, TestContext.Current.CancellationToken);
        gateway.Publish(bundle => bundle with { Version = "2.0.0" });
        using var reload = await gateway.OperateAsync(HttpMethod.Post, "/bundle/reload");
        Assert.Equal("1.0.0", (await RunningGateway.ReadJsonAsync(reload)).GetProperty("version").GetString());
    }

    [Fact]
    public async Task TrustList_WithOnePersonInBothRoles_DoesNotCountAsTwo()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var second = TestKeys.NewSigner("second-key");
        TestKeys.WriteTrust(gateway.GatewayFolder, 2, (TestKeys.Author, ["author", "approver"], gateway.Keys.AuthorSigner), (TestKeys.Author, ["author", "approver"], second));
        gateway.Bundle(bundle => bundle with { Version = "2.0.0" }).Publish(gateway.PolicyFolder, gateway.Keys.AuthorSigner, second);
        using var reload = await gateway.OperateAsync(HttpMethod.Post, "/bundle/reload");
        Assert.Equal("1.0.0", (await RunningGateway.ReadJsonAsync(reload)).GetProperty("version").GetString());
    }

    private static async Task<string?> VersionInForceAsync(RunningGateway gateway)
    {
        using var answer = await gateway.OperateAsync(HttpMethod.Get, "/bundle");
        return (await RunningGateway.ReadJsonAsync(answer)).GetProperty("version").GetString();
    }

    private static void PublishFlawed(RunningGateway gateway, string flaw)
    {
        using var stranger = TestKeys.NewSigner(TestKeys.Approver);
        var bundle = gateway.Bundle() with { Version = "2.0.0" };
        var (author, approver) = (gateway.Keys.AuthorSigner, gateway.Keys.ApproverSigner);
        NoteSigner[] signers = flaw switch
        {
            "unsigned" => [],
            "author-only" => [author],
            "approver-only" => [approver],
            "stranger" => [author, stranger],
            _ => [author, approver],
        };
        bundle = flaw switch
        {
            "other-author" => bundle with { Author = "somebody.else@example.org" },
            "broken-rule" => bundle with { AdmitWhen = "no_such_fact" },
            "no-credential" => bundle with { Credential = "\"credential\":{\"environment\":\"TANDEM_TEST_NOT_SET\"}," },
            _ => bundle,
        };
        // Pointed to last: the gateway may look at any moment, and would rightly take the bundle before its flaw is made.
        var hash = bundle.Store(gateway.PolicyFolder, signers);
        var folder = Path.Combine(gateway.PolicyFolder, "bundles", hash);
        if (flaw == "changed-after-signing") File.AppendAllText(Path.Combine(folder, "classes.json"), " ");
        if (flaw == "wrong-name")
        {
            hash = new string('0', 64);
            Directory.Move(folder, Path.Combine(gateway.PolicyFolder, "bundles", hash));
        }

        TestBundle.PointTo(gateway.PolicyFolder, hash);
    }
}
