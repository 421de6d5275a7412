using System.CommandLine;
using System.Text.Json;
using Tandem.Hosting;

namespace Tandem.Commands;

/// <summary><c>tandem keys</c>: callers' keys of a running gateway, over its operations listener.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var data = DataOption.Create("data");
        data.Recursive = true;
        var operations = new Option<string>("--operations") { Description = "address of the operations listener", DefaultValueFactory = _ => "http://localhost:7182", Recursive = true };
        return new Command("keys", "Make, list and revoke the keys that applications call the gateway with.")
        {
            data, operations,
            List(data, operations), New(data, operations), Revoke(data, operations),
        };
    }

    private static Command List(Option<string> data, Option<string> operations)
    {
        var command = new Command("list", "List callers' keys; the secrets themselves are not kept anywhere.");
        command.SetAction(async (result, cancellation) =>
        {
            using var client = Client(result, data, operations);
            Print(await client.GetAsync("/callers", cancellation));
        });
        return command;
    }

    private static ExampleCommand New(Option<string> data, Option<string> operations)
    {
        var app = new Option<string>("--app") { Description = "the application that calls, for example claims-portal", Required = true };
        var ai = new Option<string>("--ai") { Description = "key of the AI system it belongs to, for example AIS-0001", Required = true };
        var role = new Option<string[]>("--role") { Description = "a role of the caller; may be repeated" };
        var expires = new Option<DateTimeOffset?>("--expires") { Description = "when the key ends, for example 2027-01-31T00:00:00Z; without it the key does not end by itself" };
        var command = new ExampleCommand("create", "Make a key. It is shown once, here.", "tandem keys create --app claims-portal --ai AIS-0001 --role claims-handler") { app, ai, role, expires };
        command.SetAction(async (result, cancellation) =>
        {
            using var client = Client(result, data, operations);
            Print(await client.PostAsync("/callers", new { app = result.GetValue(app), ai = result.GetValue(ai), roles = result.GetValue(role) ?? [], expires = result.GetValue(expires) }, cancellation));
        });
        return command;
    }

    private static ExampleCommand Revoke(Option<string> data, Option<string> operations)
    {
        var id = new Argument<string>("id") { Description = "the key's id, as `list` shows it" };
        var reason = new Option<string>("--reason") { Description = "why; it is recorded", Required = true };
        var command = new ExampleCommand("revoke", "Revoke a key, at once.", "tandem keys revoke xtx3xzts --reason \"the application was retired\"") { id, reason };
        command.SetAction(async (result, cancellation) =>
        {
            using var client = Client(result, data, operations);
            await client.PostAsync($"/callers/{Uri.EscapeDataString(result.GetRequiredValue(id))}/revoke", new { reason = result.GetValue(reason) }, cancellation);
            Console.WriteLine($"revoked {result.GetValue(id)}");
        });
        return command;
    }

    private static OperationsClient Client(ParseResult result, Option<string> data, Option<string> operations) =>
        new(new Uri(result.GetRequiredValue(operations)), DataFolder.Open(result.GetRequiredValue(data)).OperationsToken);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static void Print(JsonElement answer) => Console.WriteLine(JsonSerializer.Serialize(answer, Indented));
}
