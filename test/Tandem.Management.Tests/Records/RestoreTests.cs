using System.Net;
using System.Text.Json;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Records;

/// <summary>What an archived record held may belong to another one when it comes back.</summary>
public sealed class RestoreTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task AiSystem_WhoseApplicationWasBoundMeanwhile_StaysArchivedUntilItIsFree(string engine)
    {
        await using var management = await ManagementFixture.StartAsync(engine, postgres);
        var ada = await management.SignInAsync();
        await SucceedAsync(ada, HttpMethod.Post, "/api/ai-systems", Describe("Claims assistant", "claims-portal"));
        await SucceedAsync(ada, HttpMethod.Post, "/api/ai-systems/AIS-0001/archive", new { version = 1, reason = "replaced" });
        await SucceedAsync(ada, HttpMethod.Post, "/api/ai-systems", Describe("Claims helper", "claims-portal"));

        using var refused = await ada.CallAsync(HttpMethod.Post, "/api/ai-systems/AIS-0001/restore", new { version = 2, reason = "back" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("bound to AIS-0002 already", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await SucceedAsync(ada, HttpMethod.Patch, "/api/ai-systems/AIS-0002", new { fields = new { bindings = Array.Empty<object>() }, version = 1 });
        await SucceedAsync(ada, HttpMethod.Post, "/api/ai-systems/AIS-0001/restore", new { version = 2, reason = "back" });
    }

    [Fact]
    public async Task Person_WhoseAddressWasGivenMeanwhile_StaysArchived_AndThePageSaysWhy()
    {
        await using var management = await ManagementFixture.StartAsync();
        var ada = await management.SignInAsync();
        await SucceedAsync(ada, HttpMethod.Post, "/api/people", new { fields = new { name = "Mari Tamm", email = "mari@example.org" } });
        await SucceedAsync(ada, HttpMethod.Post, "/api/people/PER-0002/archive", new { version = 1, reason = "left" });
        await SucceedAsync(ada, HttpMethod.Post, "/api/people", new { fields = new { name = "Mari Mets", email = "mari@example.org" } });

        await ada.OpenAsync("/people/PER-0002");
        await ada.SubmitAsync("/people/PER-0002/restore", ("reason", "back"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Contains("PER-0003 has this e-mail address already", ada.Text, StringComparison.Ordinal);
        using var answer = await ada.CallAsync(HttpMethod.Get, "/api/people/PER-0002");
        var person = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((2, JsonValueKind.String), (person.GetProperty("version").GetInt32(), person.GetProperty("archivedAt").ValueKind));
    }

    private static object Describe(string name, string application) => new
    {
        fields = new { name, purpose = "Drafts letters", owner = "Mari Tamm", bindings = new[] { new { applicationId = application, route = "chat", roles = Array.Empty<string>(), dataClasses = Array.Empty<string>() } } },
    };

    private static async Task SucceedAsync(Browser browser, HttpMethod method, string path, object body)
    {
        using var answer = await browser.CallAsync(method, path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
