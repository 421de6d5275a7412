using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.TestHost;
using Tandem.Management.Access;

namespace Tandem.Management.Tests;

/// <summary>What a person's browser does without JavaScript: opens pages, keeps cookies, fills in the form it sees and follows where it leads.</summary>
internal sealed class Browser
{
    private static readonly Uri Site = new("http://localhost:8080");

    private readonly TestServer _server;
    private readonly CookieContainer _cookies;
    private readonly HttpClient _client;

    internal Browser(TestServer server)
        : this(server, new CookieContainer())
    {
    }

    private Browser(TestServer server, CookieContainer cookies) =>
        (_server, _cookies, _client) = (server, cookies, new HttpClient(new CookieJar(server.CreateHandler(), cookies)) { BaseAddress = Site });

    /// <summary>Another browser with a copy of this one's cookies, as a thief has them.</summary>
    internal Browser Copy()
    {
        var cookies = new CookieContainer();
        cookies.Add(_cookies.GetAllCookies());
        return new(_server, cookies);
    }

    /// <summary>Value of a cookie that this browser keeps.</summary>
    internal string? Cookie(string name) => _cookies.GetCookies(Site)[name]?.Value;

    /// <summary>Puts a cookie into this browser, as who can write to its storage does.</summary>
    internal void SetCookie(string name, string value) => _cookies.Add(Site, new Cookie(name, value));

    /// <summary>Sends a header with every request from now on.</summary>
    internal void Send(string header, string value) => _client.DefaultRequestHeaders.Add(header, value);

    internal HttpStatusCode Status { get; private set; }

    internal string Path { get; private set; } = "";

    internal IDocument Page { get; private set; } = null!;

    internal HttpResponseMessage Response { get; private set; } = null!;

    internal string Text => Page.Body!.TextContent;

    internal async Task<IDocument> OpenAsync(string path) => await ReadAsync(await _client.GetAsync(path, TestContext.Current.CancellationToken), path);

    /// <summary>Sends the form with this action as it stands on the page, with the given fields changed.</summary>
    internal async Task<IDocument> SubmitAsync(string action, params (string Name, string Value)[] changes)
    {
        var form = Page.Forms.SingleOrDefault(f => f.Method == "post" && f.GetAttribute("action") == action)
            ?? throw new InvalidOperationException($"no form for `{action}` on `{Path}` ({Status}): {Text}");
        var fields = Fields(form).Where(f => changes.All(c => c.Name != f.Key))
            .Concat(changes.GroupBy(c => c.Name).Select(g => KeyValuePair.Create(g.Key, g.Last().Value)));
        return await PostAsync(action, fields);
    }

    /// <summary>The same for a form in which a field may have several values, or none.</summary>
    internal async Task<IDocument> SubmitManyAsync(string action, IReadOnlyList<(string Name, string Value)> changes)
    {
        var form = Page.Forms.Single(f => f.Method == "post" && f.GetAttribute("action") == action);
        var chosen = Page.QuerySelectorAll("input[type=checkbox]").Select(box => box.GetAttribute("name")).ToHashSet();
        var kept = Fields(form).Where(f => !chosen.Contains(f.Key) && changes.All(c => c.Name != f.Key));
        return await PostAsync(action, kept.Concat(changes.Select(c => KeyValuePair.Create(c.Name, c.Value))));
    }

    internal async Task<IDocument> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await ReadAsync(await _client.PostAsync(path, content, TestContext.Current.CancellationToken), path);
    }

    /// <summary>Sends the content of a form and follows where it leads.</summary>
    internal async Task<IDocument> SendPageAsync(string path, HttpContent form) => await ReadAsync(await _client.PostAsync(path, form, TestContext.Current.CancellationToken), path);

    /// <summary>Calls the API as a client with the session's cookie and the antiforgery header does.</summary>
    internal Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(method, path, body is null ? null : JsonContent.Create(body));

    /// <summary>The same with any body.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get)
        {
            var token = await _client.GetFromJsonAsync<IssueAntiforgeryToken.Answer>("/api/antiforgery", TestContext.Current.CancellationToken);
            request.Headers.Add(token!.Header, token.Token);
        }
        request.Content = body;
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends any request with the session's cookie, as a script of our pages does.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Sends a request with the session's cookie alone, as another site could make the browser do.</summary>
    internal async Task<HttpResponseMessage> CallWithoutTokenAsync(HttpMethod method, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when !box.IsChecked:
                case IHtmlInputElement { Name: null or "" }:
                    break;
                case IHtmlInputElement input:
                    yield return new(input.Name!, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(area.Name!, area.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return new(select.Name!, select.Value!);
                    break;
            }
        }
    }

    private async Task<IDocument> ReadAsync(HttpResponseMessage response, string path)
    {
        Path = path;
        while (response.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther)
        {
            Path = response.Headers.Location!.OriginalString;
            response = await _client.GetAsync(Path, TestContext.Current.CancellationToken);
        }
        Response = response;
        Status = response.StatusCode;
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Page = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(html).Address("http://localhost:8080" + Path), TestContext.Current.CancellationToken);
    }

    // The test server keeps no cookies.
    private sealed class CookieJar(HttpMessageHandler inner, CookieContainer cookies) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
                request.Headers.Add("Cookie", header);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                    cookies.SetCookies(request.RequestUri!, cookie);
            }
            return response;
        }
    }
}
