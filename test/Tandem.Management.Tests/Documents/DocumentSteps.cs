using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tandem.Management.Tests.Approvals;

namespace Tandem.Management.Tests.Documents;

/// <summary>What people do with documents, by the API.</summary>
internal static class DocumentSteps
{
    internal static async Task EnterDocumentAsync(this Browser browser, string title = "Access control") =>
        await (await browser.CallAsync(HttpMethod.Post, "/api/documents", new { fields = new { title, kind = "policy", owner = "PER-0001", standards = new[] { "iso27001", "iso42001" } } })).ReadAsync(HttpStatusCode.Created);

    internal static Task<HttpResponseMessage> UploadAsync(this Browser browser, int version, string content = "%PDF-1.7 first", string name = "policy.pdf", string key = "DOC-0001", string note = "") =>
        browser.UploadAsync(version, Encoding.UTF8.GetBytes(content), name, key, note);

    internal static async Task<HttpResponseMessage> UploadAsync(this Browser browser, int version, byte[] content, string name, string key = "DOC-0001", string note = "")
    {
        using var form = new MultipartFormDataContent { { new StringContent($"{version}"), "version" }, { new StringContent(note), "reason" } };
        var file = new ByteArrayContent(content);
        // As any program can write it; a browser sends the last part alone.
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" };
        file.Headers.ContentType = new("text/html");
        form.Add(file);
        return await browser.SendAsync(HttpMethod.Post, $"/api/documents/{key}/files", form);
    }

    internal static Task<HttpResponseMessage> MoveDocumentAsync(this Browser browser, string transition, int version, string key = "DOC-0001") =>
        browser.CallAsync(HttpMethod.Post, $"/api/documents/{key}/transitions/{transition}", new { version, reason = "as decided" });

    internal static Task<HttpResponseMessage> PutDocumentForwardAsync(this Browser browser, int version, string approver, string key = "DOC-0001") =>
        browser.CallAsync(HttpMethod.Post, "/api/approvals", new { type = "document", key, version, purpose = "publication", approvers = new[] { approver }, quorum = 1 });

    internal static async Task<string> DocumentAsync(this Browser browser, string member = "state")
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/documents/DOC-0001");
        return (await answer.ReadAsync(HttpStatusCode.OK)).GetProperty("fields").GetProperty(member).ToString();
    }
}
