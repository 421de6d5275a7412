using System.Net;
using System.Text;
using System.Text.Json;
using Tandem.Management.Tests.Approvals;

namespace Tandem.Management.Tests.Evidence;

/// <summary>What a person or a program does with evidence.</summary>
internal static class EvidenceSteps
{
    internal static string Yesterday => TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Enters an item of Ada's by the API; its key.</summary>
    internal static async Task<string> EnterEvidenceAsync(this Browser browser, string kind = "EV-POLICY", params (string Name, object? Value)[] more) =>
        (await (await browser.PostEvidenceAsync(kind, more)).ReadAsync(HttpStatusCode.Created)).GetProperty("key").GetString()!;

    internal static Task<HttpResponseMessage> PostEvidenceAsync(this Browser browser, string kind, params (string Name, object? Value)[] more)
    {
        var fields = new Dictionary<string, object?> { ["title"] = "Export of rights", ["kind"] = kind, ["owner"] = "PER-0001", ["agent"] = "collector 1.0", ["collectedOn"] = Yesterday };
        foreach (var (name, value) in more)
            fields[name] = value;
        return browser.CallAsync(HttpMethod.Post, "/api/evidence", new { fields });
    }

    internal static Task<HttpResponseMessage> ChangeEvidenceAsync(this Browser browser, int version, object fields, string key = "EVD-0001") =>
        browser.CallAsync(HttpMethod.Patch, $"/api/evidence/{key}", new { fields, version });

    internal static Task<HttpResponseMessage> SendTextAsync(this Browser browser, int version, string text = "12 of 12 rights were reviewed.", string key = "EVD-0001", params (string Name, string Value)[] more) =>
        browser.SendRevisionAsync(version, [("text", text), .. more], key: key);

    internal static Task<HttpResponseMessage> SendFileAsync(this Browser browser, int version, string content, string name = "rights.csv", string key = "EVD-0001") =>
        browser.SendRevisionAsync(version, [], Encoding.UTF8.GetBytes(content), name, key);

    internal static async Task<HttpResponseMessage> SendRevisionAsync(this Browser browser, int version, (string Name, string Value)[] fields, byte[]? file = null, string name = "rights.csv", string key = "EVD-0001")
    {
        using var form = new MultipartFormDataContent { { new StringContent($"{version}"), "version" } };
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        if (file is not null)
            form.Add(new ByteArrayContent(file), "file", name);
        return await browser.SendAsync(HttpMethod.Post, $"/api/evidence/{key}/revisions", form);
    }

    internal static Task<HttpResponseMessage> MoveEvidenceAsync(this Browser browser, string step, int version, string key = "EVD-0001", string reason = "as seen") =>
        browser.CallAsync(HttpMethod.Post, $"/api/evidence/{key}/transitions/{step}", new { version, reason });

    /// <summary>An item of Ada's that she handed in and somebody else accepted; its key. It is at version 4.</summary>
    internal static async Task<string> AcceptEvidenceAsync(this Browser ada, Browser other, string kind = "EV-POLICY", params (string Name, object? Value)[] more)
    {
        var key = await ada.EnterEvidenceAsync(kind, more);
        await (await ada.SendTextAsync(1, key: key)).ReadAsync(HttpStatusCode.OK);
        await (await ada.MoveEvidenceAsync("submit", 2, key)).ReadAsync(HttpStatusCode.OK);
        await (await other.MoveEvidenceAsync("accept", 3, key)).ReadAsync(HttpStatusCode.OK);
        return key;
    }

    internal static Task<HttpResponseMessage> LinkAsync(this Browser browser, string from, string to, string relation = "evidenceFor") =>
        browser.CallAsync(HttpMethod.Post, "/api/links", new { from, relation, to });

    internal static async Task<JsonElement> EvidenceAsync(this Browser browser, string key = "EVD-0001")
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, $"/api/evidence/{key}");
        return (await answer.ReadAsync(HttpStatusCode.OK)).GetProperty("fields");
    }

    internal static async Task<string> RefusalAsync(this HttpResponseMessage answer, string field)
    {
        var errors = (await answer.ReadAsync(HttpStatusCode.UnprocessableEntity)).GetProperty("errors");
        return errors.TryGetProperty(field, out var messages) ? messages[0].GetString()! : throw new InvalidOperationException(errors.ToString());
    }
}
