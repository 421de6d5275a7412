using System.Net;

namespace Tandem.Gateway.Tests.Hosting;

/// <summary>What holds of every refusal: status, code in the body, and a record that says the same.</summary>
internal static class RefusalAsserts
{
    public static async Task MustBeRefusedAsync(RunningGateway gateway, HttpResponseMessage answer, HttpStatusCode status, params string[] reasons)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(reasons[0], text, StringComparison.Ordinal);
        var decision = Assert.Single(gateway.RecordsOf(answer));
        Assert.Contains(decision.GetProperty("req").GetString()!, text, StringComparison.Ordinal);
        Assert.Equal(("block", "refused", (int)status), (decision.GetProperty("dec").GetString(), decision.GetProperty("end").GetString(), decision.GetProperty("status").GetInt32()));
        Assert.Equal(reasons, decision.GetProperty("reason").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Empty(gateway.Upstream.Requests.Skip(gateway.Records("outcome").Count + 1));
    }

    public static async Task MustFailAsync(RunningGateway gateway, HttpResponseMessage answer, HttpStatusCode status, string reason, string end)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        var records = gateway.RecordsOf(answer);
        Assert.Equal(2, records.Count);
        Assert.Equal((end, (int)status), (records[1].GetProperty("end").GetString(), records[1].GetProperty("status").GetInt32()));
        Assert.Contains(records[1].GetProperty("reason").EnumerateArray(), item => item.GetString() == reason);
    }

    public static string? Text(RunningGateway gateway, HttpResponseMessage answer, string member) => gateway.RecordsOf(answer)[0].GetProperty(member).GetString();
}
