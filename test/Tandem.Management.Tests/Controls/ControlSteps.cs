using System.Net;
using System.Text.Json;
using Tandem.Management.Tests.Approvals;

namespace Tandem.Management.Tests.Controls;

/// <summary>What a person or a program does with controls.</summary>
internal static class ControlSteps
{
    /// <summary>Enters a record by the API; its key.</summary>
    internal static async Task<string> EnterAsync(this Browser browser, string path, object fields) =>
        (await (await browser.CallAsync(HttpMethod.Post, "/api" + path, new { fields })).ReadAsync(HttpStatusCode.Created)).GetProperty("key").GetString()!;

    internal static Task<string> EnterControlAsync(this Browser browser, string title = "Review of rights", params string[] satisfies) =>
        browser.EnterAsync("/controls", new { title, purpose = "Nobody keeps a right longer than needed.", scope = "All staff", owner = "PER-0001", satisfies });

    /// <summary>Adopts items of the library by the API.</summary>
    internal static async Task<JsonElement> AdoptAsync(this Browser browser, HttpStatusCode expected, params string[] items) =>
        await (await browser.CallAsync(HttpMethod.Post, "/api/control-library/adopt", new { items, owner = "PER-0001", scope = "All staff" })).ReadAsync(expected);

    internal static async Task<JsonElement> ReadApiAsync(this Browser browser, string path) => await (await browser.CallAsync(HttpMethod.Get, "/api" + path)).ReadAsync(HttpStatusCode.OK);

    internal static async Task<JsonElement> ReportResultAsync(this Browser browser, HttpStatusCode expected, object body, string test = "CTT-0001") =>
        await (await browser.CallAsync(HttpMethod.Post, $"/api/control-tests/{test}/results", body)).ReadAsync(expected);

    internal static string? ErrorOf(this JsonElement problem, string field) => problem.GetProperty("errors").TryGetProperty(field, out var messages) ? messages[0].GetString() : null;
}
