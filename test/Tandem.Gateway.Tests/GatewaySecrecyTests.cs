using System.Net;
using System.Text;
using Tandem.Gateway.Tests.Hosting;

namespace Tandem.Gateway.Tests;

/// <summary>What stays here: the caller's identity and routing headers, and every secret.</summary>
public sealed class GatewaySecrecyTests
{
    private const string PromptCanary = "canary-prompt-7f3a";
    private const string AnswerCanary = "canary-answer-91bc";
    private const string UpstreamCanary = "canary-upstream-credential-5d20";

    [Fact]
    public async Task Headers_OfIdentityAndRouting_StayHere()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        string[] withheld =
        [
            "api-key", "cookie", "x-forwarded-for", "x-forwarded-host", "forwarded", "x-tandem-decision", "x-tandem-subject", "proxy-authorization", "x-real-ip", "via",
            "x-original-url", "x-http-method-override", "openai-organization", "x-amz-security-token", "x-hop",
        ];

        using var answer = await gateway.SendAsync(
            "/v1/chat/completions?beta=true&key=stolen",
            """{"model":"test-model","messages":[{"role":"user","content":"hi"}]}""",
            request =>
            {
                foreach (var name in withheld) request.Headers.TryAddWithoutValidation(name, "forged");
                request.Headers.TryAddWithoutValidation("Connection", "x-hop");
                request.Headers.TryAddWithoutValidation("x-api-key", gateway.Key);
                request.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
            });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var sent = Assert.Single(gateway.Upstream.Requests);
        Assert.Empty(sent.Headers.Keys.Intersect(withheld, StringComparer.OrdinalIgnoreCase));
        Assert.False(sent.Headers.ContainsKey("authorization"));
        Assert.False(sent.Headers.ContainsKey("x-api-key"));
        Assert.Equal("2023-06-01", sent.Headers["anthropic-version"]);
        Assert.Equal("identity", sent.Headers["accept-encoding"]);
        Assert.Equal(gateway.Upstream.Address.Authority, sent.Headers["host"]);
        Assert.Equal("/v1/chat/completions?beta=true", sent.Path);
        Assert.Equal("loopback", gateway.RecordsOf(answer)[1].GetProperty("src").GetString());
    }

    [Fact]
    public async Task HeadersAndQuery_OfTheCallersOwnText_StayHere()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));

        using var answer = await gateway.SendAsync(
            $"/v1/chat/completions?beta={SampleAnswers.CloudKey}&api-version=2024-10-01-preview",
            """{"model":"test-model","messages":[{"role":"user","content":"hi"}]}""",
            request =>
            {
                request.Headers.TryAddWithoutValidation("x-custom", SampleAnswers.CloudKey);
                request.Headers.TryAddWithoutValidation("user-agent", SampleAnswers.CloudKey);
                request.Headers.TryAddWithoutValidation("x-stainless-lang", SampleAnswers.CloudKey);
                request.Headers.TryAddWithoutValidation("anthropic-beta", SampleAnswers.CloudKey);
                request.Headers.TryAddWithoutValidation("idempotency-key", SampleAnswers.Card);
                request.Headers.TryAddWithoutValidation("openai-beta", "assistants=v2");
            });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var sent = Assert.Single(gateway.Upstream.Requests);
        Assert.Equal("/v1/chat/completions?api-version=2024-10-01-preview", sent.Path);
        Assert.Equal("assistants=v2", sent.Headers["openai-beta"]);
        var text = string.Join('\n', sent.Headers.Select(header => $"{header.Key}: {header.Value}"));
        Assert.DoesNotContain(SampleAnswers.CloudKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleAnswers.Card, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_OfAnyKind_AppearInNoLogLineAndNoRecord()
    {
        var file = Path.Combine(Path.GetTempPath(), $"tandem-credential-{Guid.CreateVersion7():N}");
        TestKeys.WriteSecret(file, UpstreamCanary);
        try
        {
            await using var gateway = await RunningGateway.StartAsync(bundle => bundle with { Credential = $"\"credential\":{{\"file\":\"{file}\"}}," });
            gateway.Upstream.AnswerJson(SampleAnswers.Chat($"{AnswerCanary} {SampleAnswers.CloudKey}"));
            using (await gateway.ChatAsync($"{PromptCanary} {SampleAnswers.Card}")) { }
            using (await gateway.ChatAsync($"{PromptCanary} {SampleAnswers.CloudKey}")) { }
            using (await gateway.ChatAsync(PromptCanary, model: PromptCanary)) { }
            using (await gateway.SendAsync("/v1/chat/completions", $"{{\"{PromptCanary}")) { }
            using (await gateway.SendAsync($"/{PromptCanary}", "{}")) { }
            Assert.Equal(UpstreamCanary, gateway.Upstream.Requests[0].Headers["x-api-key"]);
            await gateway.StopAsync();

            var haystack = new StringBuilder(gateway.Log.Text);
            foreach (var record in gateway.Records()) haystack.Append(Encoding.UTF8.GetString(record.Entry.Span));
            haystack.Append(await File.ReadAllTextAsync(gateway.Options.StateFile, TestContext.Current.CancellationToken));
            var text = haystack.ToString();
            foreach (var secret in (string[])[PromptCanary, AnswerCanary, UpstreamCanary, SampleAnswers.Card, SampleAnswers.CloudKey, gateway.Key, gateway.Key[13..], gateway.Keys.OperationsToken])
            {
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Answers_ToTheSameCaller_CarryTheSamePseudonymAndFingerprint()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Upstream.AnswerJson(SampleAnswers.Chat("ok"));
        using var first = await gateway.ChatAsync("hi");
        using var second = await gateway.ChatAsync("hi");
        using var third = await gateway.ChatAsync("hi!");

        var (a, b, c) = (gateway.RecordsOf(first)[1], gateway.RecordsOf(second)[1], gateway.RecordsOf(third)[1]);

        Assert.Equal(a.GetProperty("sub").GetString(), b.GetProperty("sub").GetString());
        Assert.Equal(a.GetProperty("inFp").GetString(), b.GetProperty("inFp").GetString());
        Assert.NotEqual(a.GetProperty("inFp").GetString(), c.GetProperty("inFp").GetString());
    }
}
