using System.Net;
using System.Text.Json;
using Tandem.Management.Tests.AiSystems;

namespace Tandem.Management.Tests.ApiDescription;

/// <summary>Every list that takes `size` or `page` takes the same numbers, and refuses all others in words.</summary>
public sealed class ApiPagingTests
{
    [Fact]
    public async Task EveryList_RefusesSizesAndPagesThatCannotBeMeant()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        await browser.RegisterAsync("A");
        using var described = await browser.CallAsync(HttpMethod.Get, "/api/openapi.json");
        var document = await described.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var paged = document.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _))
            .SelectMany(path => Numbers(path.Value.GetProperty("get")).Select(number => (Path: path.Name.Replace("{key}", "AIS-0001", StringComparison.Ordinal).Replace("/frameworks/{id}", "/frameworks/eu-ai-act", StringComparison.Ordinal), Number: number))).ToList();
        Assert.True(paged.Count(list => list.Number == "size") >= 10, "too few lists take a size");

        var problems = new List<string>();
        foreach (var (path, number) in paged)
        {
            foreach (var said in new[] { "0", "-1", "2147483647", "501", "many" })
            {
                if (number == "page" && said == "501")
                    continue;
                using var refused = await browser.CallAsync(HttpMethod.Get, $"{path}?record=AIS-0001&{number}={said}");
                var words = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (refused.StatusCode != HttpStatusCode.BadRequest || (said != "many" && !words.Contains($"`{number}` is {said}", StringComparison.Ordinal)))
                    problems.Add($"{path}?{number}={said} answered {(int)refused.StatusCode}: {words}");
            }
            using var taken = await browser.CallAsync(HttpMethod.Get, $"{path}?record=AIS-0001&{number}={(number == "size" ? "500" : "9")}");
            // There is no webhook and no framework of this key; that is said after the number was read.
            if (taken.StatusCode != HttpStatusCode.OK && !path.EndsWith("/deliveries", StringComparison.Ordinal) && !path.EndsWith("/parts", StringComparison.Ordinal))
                problems.Add($"{path} refuses a {number} that it should take: {(int)taken.StatusCode}");
        }
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    private static IEnumerable<string> Numbers(JsonElement operation) => !operation.TryGetProperty("parameters", out var parameters) ? []
        : parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!).Where(name => name is "size" or "page");
}
