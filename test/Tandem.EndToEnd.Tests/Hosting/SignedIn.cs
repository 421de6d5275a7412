using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>A signed-in client of the pages without a browser.</summary>
internal sealed partial class SignedIn : IDisposable
{
    private readonly HttpClient _http;

    private SignedIn(Uri pages) =>
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = pages, Timeout = TimeSpan.FromMinutes(2) };

    public static async Task<SignedIn> AsAsync(Uri pages, DemoAccess access)
    {
        var client = new SignedIn(pages);
        var form = new Dictionary<string, string> { ["email"] = access.Account, ["password"] = access.Password };
        foreach (Match input in HiddenInput().Matches(await client._http.GetStringAsync("/sign-in")))
            form[input.Groups["name"].Value] = WebUtility.HtmlDecode(input.Groups["value"].Value);
        using var answer = await client._http.PostAsync("/sign-in", new FormUrlEncodedContent(form));
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"signing in answered {(int)answer.StatusCode}");
        return client;
    }

    public async Task<JsonElement> GetAsync(string path) => JsonSerializer.Deserialize<JsonElement>(await _http.GetStringAsync(path));

    /// <summary>Changes something by the API, as a page of this site may; the answer.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent content)
    {
        var token = await GetAsync("/api/antiforgery");
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*name=\"(?<name>[^\"]+)\"[^>]*value=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HiddenInput();
}
