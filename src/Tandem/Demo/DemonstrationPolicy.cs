using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Hosting;
using Tandem.Policies;

namespace Tandem.Demo;

/// <summary>The demonstration's bundle: the starter policy's rules, with the mock endpoint behind its routes and the inventory that management exported.</summary>
internal static class DemonstrationPolicy
{
    private const string Author = "li.wei@example.org";
    private const string Approver = "mari.tamm@example.org";

    private static readonly string[] Models = ["mock-1", "mock-leak", "mock-leaktool", "mock-fault-reset", "mock-fault-garbage", "mock-fault-hang", "mock-fault-truncate", "mock-fault-status", "mock-d200-n40-g20"];

    /// <summary>Publishes the bundle when it is the first one, or when the mock endpoint has moved.</summary>
    public static async Task PublishAsync(DataFolder data, Uri mock, OperationsClient operations, CancellationToken cancellation)
    {
        var signers = Path.Combine(data.Demonstration, "signers");
        if (!Directory.Exists(signers))
        {
            StarterPolicy.MakeKey(data, Author, Signer.Author, signers);
            StarterPolicy.MakeKey(data, Approver, Signer.Approver, signers);
        }

        var draft = Path.Combine(data.Demonstration, "policy");
        StarterPolicy.Copy(StarterPolicy.Shipped, draft);
        StarterPolicy.UseInventory(draft, data);
        StarterPolicy.Change(Path.Combine(draft, "bundle.json"), bundle => bundle["id"] = "demonstration");
        StarterPolicy.Change(Path.Combine(draft, "upstreams.json"), file => file["upstreams"] = new JsonArray(new JsonObject
        {
            ["name"] = "mock",
            ["provider"] = "tandem-mock",
            ["baseUrl"] = mock.GetLeftPart(UriPartial.Authority),
            ["region"] = "in-house",
            ["addressClass"] = "loopback",
            ["firstByteTimeoutMs"] = 5_000,
        }));
        StarterPolicy.Change(Path.Combine(draft, "routes.json"), file => file["routes"] = new JsonArray(
            Route("chat", "/v1/chat/completions", "openai.chat"),
            Route("messages", "/v1/messages", "anthropic.messages")));
        StarterPolicy.SignAndPublish(data, draft, (Author, Path.Combine(signers, Signer.Author + ".key")), (Approver, Path.Combine(signers, Signer.Approver + ".key")), TimeProvider.System);
        await WaitUntilInForceAsync(new PublishedBundles(data.Policy).Active!, operations, cancellation);
    }

    private static JsonObject Route(string name, string path, string dialect)
    {
        var models = new JsonObject();
        foreach (var model in Models)
            models[model] = new JsonObject();
        return new JsonObject { ["name"] = name, ["path"] = path, ["dialect"] = dialect, ["upstream"] = "mock", ["purpose"] = "assistance", ["models"] = models };
    }

    private static async Task WaitUntilInForceAsync(string hash, OperationsClient operations, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(15));
        JsonElement answer = default;
        try
        {
            do
            {
                answer = await operations.PostAsync("/bundle/reload", new { }, limit.Token);
                if (answer.GetRawText().Contains(hash, StringComparison.Ordinal))
                    return;
                await Task.Delay(100, limit.Token);
            }
            while (true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException($"the gateway did not take the demonstration's bundle; it says: {answer.GetRawText()}");
        }
    }
}
