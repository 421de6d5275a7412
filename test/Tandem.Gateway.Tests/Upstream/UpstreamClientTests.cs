using System.Net;
using Tandem.Gateway.Upstream;
using Tandem.Inspection.Policy;
using Tandem.Testing.Upstream;

namespace Tandem.Gateway.Tests.Upstream;

public sealed class UpstreamClientTests
{
    [Fact]
    public async Task Name_ThatLeadsToSeveralClasses_IsConnectedOnlyWithinTheDeclaredOne()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        using var client = Client($"http://model.example:{upstream.Address.Port}", "loopback", _ => ["169.254.169.254", "10.0.0.1", "127.0.0.1"]);
        using var answer = await SendAsync(client);
        Assert.Equal(UpstreamError.None, answer.Error);
        Assert.Single(upstream.Requests);
    }

    [Theory]
    [InlineData("private", "127.0.0.1")]
    [InlineData("public", "127.0.0.1")]
    [InlineData("loopback", "10.0.0.1")]
    [InlineData("private", "169.254.169.254")]
    [InlineData("public", "169.254.169.254")]
    public async Task Name_ThatLeadsElsewhere_IsNotConnectedTo(string declared, string address)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        using var client = Client($"http://model.example:{upstream.Address.Port}", declared, _ => [address]);
        using var answer = await SendAsync(client);
        Assert.Equal(UpstreamError.AddressRefused, answer.Error);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Name_ThatAnswersDifferentlyTheSecondTime_IsResolvedOnce()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        var calls = 0;
        using var client = Client($"http://model.example:{upstream.Address.Port}", "loopback", _ => ++calls == 1 ? ["127.0.0.1"] : ["169.254.169.254"]);
        using var answer = await SendAsync(client);
        Assert.Equal(UpstreamError.None, answer.Error);
        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "http://127.0.0.1:9/v1/messages")]
    [InlineData("http://127.0.0.1:9/", "http://127.0.0.1:9/v1/messages")]
    [InlineData("http://127.0.0.1:9/v1", "http://127.0.0.1:9/v1/messages")]
    [InlineData("http://127.0.0.1:9/proxy", "http://127.0.0.1:9/proxy/v1/messages")]
    public void Target_OfARoute_KeepsThePrefixOnce(string baseUrl, string expected)
    {
        using var client = Client(baseUrl, "loopback", _ => []);
        Assert.Equal(expected, client.Target("/v1/messages").ToString());
    }

    [Fact]
    public void Credential_WithALineBreakInside_IsRefusedWithoutBeingShown()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "canary-one\ncanary-two");
            var problems = new List<string>();
            Assert.Null(UpstreamCredential.Load(Definition("http://127.0.0.1:9", "loopback") with { CredentialFile = file }, problems));
            Assert.DoesNotContain("canary", Assert.Single(problems), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static UpstreamClient Client(string url, string addressClass, Func<string, string[]> resolve)
    {
        var definition = Definition(url, addressClass);
        return new UpstreamClient(definition, UpstreamCredential.Load(definition, new List<string>())!, (host, _) => Task.FromResult(resolve(host).Select(IPAddress.Parse).ToArray()));
    }

    private static UpstreamDefinition Definition(string url, string addressClass) => new()
    {
        Name = "model",
        Provider = "fake",
        BaseUrl = new Uri(url),
        Region = "in-house",
        AddressClass = addressClass,
        ConnectTimeout = TimeSpan.FromMinutes(1),
        FirstByteTimeout = TimeSpan.FromMinutes(5),
    };

    private static Task<UpstreamAnswer> SendAsync(UpstreamClient client)
    {
        // Disposed with the answer.
        var request = new HttpRequestMessage(HttpMethod.Post, client.Target("/v1/messages")) { Content = new StringContent("{}") };
        return client.SendAsync(request, TestContext.Current.CancellationToken, CancellationToken.None);
    }
}
