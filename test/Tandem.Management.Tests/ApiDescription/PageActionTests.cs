using System.Text.RegularExpressions;

namespace Tandem.Management.Tests.ApiDescription;

/// <summary>Whatever a person can do with a form, a program can do by the API: each address that takes a form is listed with its counterpart, or with the reason why it needs none.</summary>
public sealed partial class PageActionTests
{
    private const string NotForPrograms = "none: ";

    private static readonly Dictionary<string, string> Counterparts = new(StringComparer.Ordinal)
    {
        // A register answers for all of its actions; `*` is the address of any register.
        ["* new"] = "POST /api*",
        ["* {key}/edit"] = "PATCH /api*/{key}",
        ["* {key}/archive"] = "POST /api*/{key}/archive",
        ["* {key}/restore"] = "POST /api*/{key}/restore",
        ["* {key}/transitions/{name}"] = "POST /api*/{key}/transitions/{name}",
        ["* {key}/field/{name}"] = "PATCH /api*/{key}",
        ["* bulk"] = "POST /api*/bulk",
        ["* bulk/preview"] = "POST /api*/bulk/preview",
        ["* bulk/preview/file"] = "POST /api*/bulk/preview",
        ["/bulk-edits/{key}/undo"] = "POST /api/bulk-edits/{key}/undo",
        ["/account/notifications"] = "PUT /api/account/notifications",
        ["/control-tests/{key}/results"] = "POST /api/control-tests/{key}/results",
        ["/control-library/adopt"] = "POST /api/control-library/adopt",
        ["/document-templates/{id}/begin"] = "POST /api/document-templates/{id}/begin",
        ["/documents/{key}/acknowledge"] = "POST /api/documents/{key}/acknowledge",
        ["/documents/{key}/text"] = "PUT /api/documents/{key}/text",
        ["/documents/{key}/text/import"] = "POST /api/documents/{key}/text/import",
        ["/licensed-text/import"] = "POST /api/licensed-text/import",
        ["/licensed-text/remove"] = "POST /api/licensed-text/remove",
        ["/licensed-text/{standard}/{reference}"] = "PUT /api/licensed-text/{standard}/{reference}",
        ["/licensed-text/{standard}/{reference}/remove"] = "POST /api/licensed-text/{standard}/{reference}/remove",
        ["/documents/{key}/text/fields"] = "PUT /api/documents/{key}/text/fields",
        ["/documents/{key}/text/freeze"] = "POST /api/documents/{key}/text/freeze",
        ["/evidence-requests/{key}/answer"] = "POST /api/evidence-requests/{key}/answer",
        ["/evidence/{key}/revisions/new"] = "POST /api/evidence/{key}/revisions",
        ["/documents/{key}/files"] = "POST /api/documents/{key}/files",
        ["/frameworks"] = "POST /api/frameworks",
        ["/frameworks/uploaded/{key}/archive"] = "POST /api/frameworks/uploaded/{key}/archive",
        ["/frameworks/uploaded/{key}/restore"] = "POST /api/frameworks/uploaded/{key}/restore",
        ["/mapping/{id}"] = "PUT /api/mapping/{id}",
        ["/notifications/read"] = "POST /api/notifications/read",
        ["/notifications/{id}/open"] = NotForPrograms + "marks as read and leads a browser to the page",
        ["/notifications/{id}/read"] = "POST /api/notifications/{id}/read",
        ["/settings/mail"] = "PUT /api/settings/mail",
        ["/settings/mail/test"] = "POST /api/settings/mail/test",
        ["/settings/mail/{id}/discard"] = "POST /api/mail/{id}/discard",
        ["/settings/mail/{id}/retry"] = "POST /api/mail/{id}/retry",
        ["/settings/webhooks/new"] = "POST /api/webhooks",
        ["/settings/webhooks/{key}/archive"] = "POST /api/webhooks/{key}/archive",
        ["/settings/webhooks/{key}/deliveries/{id}/resend"] = "POST /api/webhooks/{key}/deliveries/{id}/resend",
        ["/settings/webhooks/{key}/edit"] = "PUT /api/webhooks/{key}",
        ["/settings/webhooks/{key}/off"] = "POST /api/webhooks/{key}/off",
        ["/settings/webhooks/{key}/on"] = "POST /api/webhooks/{key}/on",
        ["/settings/webhooks/{key}/rotate"] = "POST /api/webhooks/{key}/rotate",
        ["/settings/webhooks/{key}/test"] = "POST /api/webhooks/{key}/test",
        ["/views"] = "POST /api/views",
        ["/views/{key}"] = "PATCH /api/views/{key}",
        ["/views/{key}/query"] = "PATCH /api/views/{key}",
        ["/views/{key}/delete"] = "DELETE /api/views/{key}",
        ["/views/{key}/default"] = "PUT /api/views/{key}/default",
        ["/views/default/{table}/clear"] = "DELETE /api/views/default/{table}",
        ["/work-entries"] = "POST /api/work-entries",
        ["/work-entries/{key}"] = "PATCH /api/work-entries/{key}",
        ["/work-entries/{key}/remove"] = "POST /api/work-entries/{key}/remove",
        ["/account/passkeys"] = "POST /api/account/passkeys",
        ["/account/passkeys/{id}/name"] = "PATCH /api/account/passkeys/{id}",
        ["/account/passkeys/{id}/remove"] = "POST /api/account/passkeys/{id}/remove",
        ["/account/sessions/end-others"] = "POST /api/account/sessions/end-others",
        ["/account/sessions/{id}/end"] = "POST /api/account/sessions/{id}/end",
        ["/account/tokens"] = "POST /api/account/tokens",
        ["/account/tokens/{id}/revoke"] = "POST /api/account/tokens/{id}/revoke",
        ["/settings/accounts/new"] = "POST /api/accounts",
        ["/settings/accounts/{id}/disable"] = "POST /api/accounts/{id}/disable",
        ["/settings/accounts/{id}/enable"] = "POST /api/accounts/{id}/enable",
        ["/settings/accounts/{id}/link"] = "POST /api/accounts/{id}/link",
        ["/settings/accounts/{id}/reset-second-factor"] = "POST /api/accounts/{id}/reset-second-factor",
        ["/settings/accounts/{id}/roles"] = "POST /api/accounts/{id}/roles",
        ["/settings/second-factor"] = "PUT /api/settings/second-factor",
        ["/settings/tokens/{id}/revoke"] = "POST /api/tokens/{id}/revoke",
        ["/approvals/new"] = "POST /api/approvals",
        ["/approvals/{key}/decisions"] = "POST /api/approvals/{key}/decisions",
        ["/approvals/{key}/withdraw"] = "POST /api/approvals/{key}/withdraw",
        ["/comments"] = "POST /api/comments",
        ["/comments/{key}/edit"] = "PATCH /api/comments/{key}",
        ["/comments/{key}/withdraw"] = "POST /api/comments/{key}/withdraw",
        ["/account/password"] = "POST /api/account/password",
        ["/account/second-factor"] = "POST /api/account/second-factor",
        ["/account/second-factor/codes"] = "POST /api/account/second-factor/codes",
        ["/account/second-factor/off"] = "POST /api/account/second-factor/off",
        ["/ai-systems/inventory"] = "POST /api/inventory",
        ["/decisions/verification"] = "POST /api/decisions/verification",
        ["/gateway/callers"] = "POST /api/gateway/callers",
        ["/gateway/callers/{id}/revoke"] = "POST /api/gateway/callers/{id}/revoke",
        ["/history/check"] = "POST /api/history/check",
        ["/history/check/stop"] = "POST /api/history/check/stop",
        ["/links"] = "POST /api/links",
        ["/links/{key}/end"] = "POST /api/links/{key}/end",
        ["/statement-of-applicability/{standard}/{reference}"] = "PUT /api/statement-of-applicability/{standard}/{reference}",
        ["/tasks/{key}/done"] = "POST /api/tasks/{key}/done",
        ["/tasks/{key}/postpone"] = "POST /api/tasks/{key}/postpone",
        ["/tasks/{key}/take"] = "POST /api/tasks/{key}/take",
        ["/join"] = NotForPrograms + "an invitation is accepted by the person who holds its link",
        ["/setup"] = NotForPrograms + "the first administrator is a person with the link of the start",
        ["/sign-in"] = NotForPrograms + "a session is begun by a person",
        ["/sign-in/code"] = NotForPrograms + "a session is begun by a person",
        ["/sign-in/passkey"] = NotForPrograms + "a session is begun by a person",
        ["/sign-in/passkey/challenge"] = NotForPrograms + "a session is begun by a person",
        ["/sign-out"] = NotForPrograms + "ends the session of the browser",
        ["/standard"] = NotForPrograms + "a preference of the browser; the API takes `standard=` in the address",
    };

    [Fact]
    public async Task EveryFormOfThePages_HasItsCounterpartInTheApi()
    {
        await using var management = await ManagementFixture.StartAsync();
        var endpoints = management.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (Method: method, Path: "/" + Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "}")))).ToHashSet();
        var registers = management.App.Services.GetRequiredService<Management.Records.Registers>().All.Select(register => register.Path).ToList();

        var problems = new List<string>();
        foreach (var (_, path) in endpoints.Where(endpoint => endpoint.Method == "POST" && !endpoint.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var register = registers.Find(known => path.StartsWith(known + "/", StringComparison.Ordinal));
            var counterpart = Counterparts.GetValueOrDefault(path) ?? (register is null ? null : Counterparts.GetValueOrDefault($"* {path[(register.Length + 1)..]}")?.Replace("*", register, StringComparison.Ordinal));
            if (counterpart is null)
                problems.Add($"POST {path} is an action of a page that no program can do; give it an endpoint below /api and list both here");
            else if (!counterpart.StartsWith(NotForPrograms, StringComparison.Ordinal) && !endpoints.Contains((counterpart.Split(' ')[0], counterpart.Split(' ')[1])))
                problems.Add($"POST {path} is said to be {counterpart}, which does not exist");
        }
        problems.AddRange(Counterparts.Keys.Where(path => path.StartsWith('/') && !endpoints.Contains(("POST", path))).Select(path => $"no page takes a form at {path} any more"));
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    [GeneratedRegex(@":[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
