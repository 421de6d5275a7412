using System.Net;
using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests;

/// <summary>No record, no answer: whichever commit fails, nothing unrecorded leaves.</summary>
public sealed class GatewayLedgerFailureTests
{
    private const string Secret = "the answer nobody may see unrecorded";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Decision_NotDurable_NothingIsForwarded(bool isStream)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Ledger.Fail("decision");

        using var answer = await gateway.ChatAsync("hi", isStream);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("LEDGER_UNAVAILABLE", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(gateway.Upstream.Requests);
        Assert.Empty(gateway.RecordsOf(answer));
    }

    [Fact]
    public async Task Refusal_NotDurable_SaysThatTheLedgerIsDown()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Ledger.Fail("decision");
        using var answer = await gateway.SendAsync("/v1/chat/completions", "{}", request => request.Headers.Remove("Authorization"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Outcome_NotDurable_ABufferedAnswerIsWithheld(bool isAnthropic)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(isAnthropic ? SampleAnswers.Message(Secret) : SampleAnswers.Chat(Secret));
        gateway.Ledger.Fail("outcome");

        using var answer = isAnthropic ? await gateway.MessagesAsync("hi") : await gateway.ChatAsync("hi");

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("LEDGER_UNAVAILABLE", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Outcome_NotDurable_AStreamEndsWithAnErrorAndNeverWithItsClosingEvent(bool isAnthropic)
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerStream(isAnthropic ? SampleAnswers.MessageStream("Hello ", "there.") : SampleAnswers.ChatStream("Hello ", "there."));
        gateway.Ledger.Fail("outcome");

        using var answer = isAnthropic ? await gateway.MessagesAsync("hi", stream: true) : await gateway.ChatAsync("hi", stream: true);

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("LEDGER_UNAVAILABLE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("message_stop", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcome_OfABlockedStreamNotDurable_EndsWithAnErrorAndReleasesNothingOfTheFinding()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerStream(SampleAnswers.ChatStream($"It is {SampleAnswers.CloudKey}, yes."));
        gateway.Ledger.Fail("outcome");

        using var answer = await gateway.ChatAsync("hi", stream: true);

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("LEDGER_UNAVAILABLE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIA", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decision", false)]
    [InlineData("outcome", false)]
    [InlineData("decision", true)]
    [InlineData("outcome", true)]
    public async Task Log_ThatFailsInAWayNobodyForesaw_ReleasesNoWholeAnswer(string kind, bool isStream)
    {
        await using var gateway = await RunningGateway.StartAsync();
        if (isStream) gateway.Upstream.AnswerStream(SampleAnswers.ChatStream(Secret));
        else gateway.Upstream.AnswerJson(SampleAnswers.Chat(Secret));
        gateway.Ledger.Break(kind);

        try
        {
            using var answer = await gateway.ChatAsync("hi", isStream);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.InRange((int)answer.StatusCode, 500, 503);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            // A stream that had begun is cut: the client knows that it has no whole answer.
            Assert.True(isStream && kind == "outcome");
        }
    }

    [Fact]
    public async Task Ledger_BackAgain_ServesOn()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        gateway.Ledger.Fail("decision", "outcome");
        using var refused = await gateway.ChatAsync("hi");
        gateway.Ledger.Fail();

        using var answer = await gateway.ChatAsync("hi");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
