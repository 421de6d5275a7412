using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tandem.Hosting;

namespace Tandem.Demo;

/// <summary>A client of the pages and their API, as a person's browser and a script would use them: cookies, antiforgery token, JSON.</summary>
internal sealed partial class PagesClient : IDisposable
{
    private readonly HttpClient _http;

    public PagesClient(Uri pages) =>
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = pages, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Becomes the first administrator by the one-time link, and is signed in then.</summary>
    public async Task BecomeAdministratorAsync(Uri link, string name, string email, string password, CancellationToken cancellation)
    {
        var form = await FormAsync(link.PathAndQuery, cancellation);
        form["name"] = name;
        form["email"] = email;
        form["password"] = password;
        form["repeat"] = password;
        using var answer = await _http.PostAsync("/setup", new FormUrlEncodedContent(form), cancellation);
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
            throw new CommandException($"the first administrator of the demonstration was not accepted: {(int)answer.StatusCode}");
        await TakeAntiforgeryTokenAsync(cancellation);
    }

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, body, cancellation);

    public Task<JsonElement> PutAsync(string path, object body, CancellationToken cancellation) => SendAsync(HttpMethod.Put, path, body, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new CommandException($"the demonstration could not be loaded: {method} {path} answered {(int)answer.StatusCode}: {text}");
    }

    private async Task TakeAntiforgeryTokenAsync(CancellationToken cancellation)
    {
        var token = await _http.GetFromJsonAsync<JsonElement>("/api/antiforgery", cancellation);
        _http.DefaultRequestHeaders.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
    }

    /// <summary>The hidden fields of a page's form.</summary>
    private async Task<Dictionary<string, string>> FormAsync(string path, CancellationToken cancellation)
    {
        var page = await _http.GetStringAsync(path, cancellation);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match input in HiddenInput().Matches(page))
            fields[WebUtility.HtmlDecode(Attribute(input.Value, "name"))] = WebUtility.HtmlDecode(Attribute(input.Value, "value"));
        return fields;
    }

    private static string Attribute(string tag, string name)
    {
        var from = tag.IndexOf(name + "=\"", StringComparison.Ordinal);
        if (from < 0)
            return string.Empty;
        from += name.Length + 2;
        return tag[from..tag.IndexOf('"', from)];
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HiddenInput();
}
