using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tandem.Hosting;

namespace Tandem.Demo;

/// <summary>Loads the invented organisation into a new installation, through the same doors that everybody uses: pages, API, operations listener, policy folder.</summary>
internal sealed class Demonstration(InstallationOptions options, Uri mock)
{
    private const string Account = "demo@example.org";
    private const string ChangeReason = "demonstration data";

    /// <summary>Loads what is missing and returns how to get in; the one-time link is null when the installation has an administrator.</summary>
    public async Task<DemonstrationAccess> LoadAsync(Uri? firstAdministrator, CancellationToken cancellation)
    {
        using var operations = new OperationsClient(options.Operations, options.Data.OperationsToken);
        if (DemonstrationAccess.Read(options.Data) is { } existing)
        {
            await DemonstrationPolicy.PublishAsync(options.Data, mock, operations, cancellation);
            return existing;
        }

        if (firstAdministrator is null)
            throw new CommandException($"`{options.Data.Root}` holds an installation that is no demonstration, or one whose loading was broken off; choose another folder with --data <folder>");
        var password = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16);
        using var pages = new PagesClient(options.Pages);
        await pages.BecomeAdministratorAsync(firstAdministrator, "Demo Administrator", Account, password, cancellation);
        var keys = await LoadSystemsAsync(pages, operations, cancellation);
        await LoadStatementAsync(pages, cancellation);
        await LoadTasksAsync(pages, cancellation);
        await DemonstrationPolicy.PublishAsync(options.Data, mock, operations, cancellation);
        var access = new DemonstrationAccess(Account, password, keys);
        access.Write(options.Data);
        return access;
    }

    private static async Task<Dictionary<string, string>> LoadSystemsAsync(PagesClient pages, OperationsClient operations, CancellationToken cancellation)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var system in DemonstrationContent.Systems.Systems)
        {
            var created = await pages.PostAsync("/api/ai-systems", system, cancellation);
            foreach (var binding in system.GetProperty("fields").GetProperty("bindings").EnumerateArray())
            {
                var application = binding.GetProperty("applicationId").GetString()!;
                var made = await operations.PostAsync("/callers", new { app = application, ai = created.GetProperty("key").GetString(), roles = binding.GetProperty("roles") }, cancellation);
                keys[application] = made.GetProperty("key").GetString()!;
            }
        }

        // By itself it is written within a second; the bundle that is published now takes it in.
        await pages.PostAsync("/api/inventory", new { }, cancellation);
        return keys;
    }

    private static async Task LoadStatementAsync(PagesClient pages, CancellationToken cancellation)
    {
        foreach (var row in DemonstrationContent.Statement.Rows)
        {
            var applies = row.GetProperty("applicable").GetBoolean();
            var change = new JsonObject { ["applicable"] = applies ? "yes" : "no", ["changeReason"] = ChangeReason, ["version"] = 0 };
            if (applies)
            {
                change["includeReasons"] = JsonNode.Parse(row.GetProperty("includeReasons").GetRawText());
                change["includeText"] = row.GetProperty("text").GetString();
            }
            else
            {
                change["excludeReason"] = row.GetProperty("excludeReason").GetString();
                change["excludeText"] = row.GetProperty("text").GetString();
            }

            var requirement = row.GetProperty("requirement").GetString()!.Split(':');
            await pages.PutAsync($"/api/statement-of-applicability/{requirement[0]}/{requirement[1]}", change, cancellation);
        }
    }

    private static async Task LoadTasksAsync(PagesClient pages, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        foreach (var task in DemonstrationContent.Tasks.Tasks)
        {
            var fields = JsonNode.Parse(task.Fields.GetRawText())!.AsObject();
            fields["dueDay"] = today.AddDays(task.DueInDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await pages.PostAsync("/api/tasks", new JsonObject { ["fields"] = fields, ["reason"] = ChangeReason }, cancellation);
        }
    }
}
