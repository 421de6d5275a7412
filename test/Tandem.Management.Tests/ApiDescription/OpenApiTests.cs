using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;
using Microsoft.OpenApi;
using Tandem.Management.Records;

namespace Tandem.Management.Tests.ApiDescription;

/// <summary>The description of the API is true: valid, whole, and what it gives as an example is accepted.</summary>
public sealed partial class OpenApiTests
{
    /// <summary>Answers that have no shape of their own, with the reason.</summary>
    private static readonly Dictionary<string, string> Shapeless = new(StringComparer.Ordinal)
    {
        ["POST /api/account/passkeys/challenge"] = "its shape is that of the Web Authentication specification",
        ["GET /api/openapi.json"] = "its shape is that of the OpenAPI specification",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_ReadBack_IsValidOpenApi31()
    {
        await using var management = await ManagementFixture.StartAsync();

        var (document, text) = await ReadAsync(await management.SignInAsync());

        Assert.StartsWith("3.1", JsonNode.Parse(text)!["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["antiforgery", "session", "token"], document.Components!.SecuritySchemes!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("X-Tandem-Antiforgery", document.Components.SecuritySchemes["antiforgery"].Name);
    }

    [Fact]
    public async Task EveryEndpointOfTheApi_IsInTheDocument_AndTheReverse()
    {
        await using var management = await ManagementFixture.StartAsync();
        var (document, _) = await ReadAsync(await management.SignInAsync());

        var mapped = management.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(method => method != "HEAD")
                .Select(method => $"{method} /{Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "}")}"));
        var described = document.Paths.SelectMany(path => path.Value.Operations!.Select(operation => $"{operation.Key.Method} {path.Key}"));

        Assert.Equal(mapped.Order(StringComparer.Ordinal).Distinct(), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryOperation_HasWordsTagsWaysInAndProblemAnswers()
    {
        await using var management = await ManagementFixture.StartAsync();
        var (document, _) = await ReadAsync(await management.SignInAsync());

        var problems = new List<string>();
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations!)
            {
                void Check(bool holds, string problem)
                {
                    if (!holds)
                        problems.Add($"{method.Method} {path} {problem}");
                }
                Check(!string.IsNullOrWhiteSpace(operation.Summary), "has no summary; give its endpoint one by WithSummary");
                Check(operation.Tags is { Count: 1 }, "has no tag");
                Check(operation.Security is { Count: 2 }, "does not say who may call it");
                Check(operation.Security![0].Keys.Any(scheme => scheme.Reference.Id == "antiforgery") == (method != HttpMethod.Get), "says wrongly whether it takes an antiforgery token");
                Check(operation.Responses!["403"].Content!.ContainsKey("application/problem+json"), "has no problem answers");
                Check(operation.Responses.ContainsKey("422") == (method != HttpMethod.Get), "says wrongly whether values can be refused");
            }
        }
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    [Fact]
    public async Task EveryJsonAnswer_IsDescribedByAShape()
    {
        await using var management = await ManagementFixture.StartAsync();
        var (document, _) = await ReadAsync(await management.SignInAsync());

        var problems = new List<string>();
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations!)
            {
                var name = $"{method.Method} {path}";
                var isShaped = operation.Responses!.Where(answer => answer.Key.StartsWith('2')).All(answer => answer.Key is "202" or "204" || answer.Value.Content is { Count: > 0 } content && content.All(IsShaped));
                if (isShaped == Shapeless.ContainsKey(name))
                    problems.Add(isShaped ? $"{name} is described now; take it out of the exceptions" : $"{name} does not say what it answers; answer a named record and say so by Produces<T>");
            }
        }
        problems.AddRange(Shapeless.Keys.Where(name => !document.Paths.Any(path => path.Value.Operations!.Keys.Any(method => $"{method.Method} {path.Key}" == name))).Select(name => $"there is no {name} any more"));
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    // What is no JSON needs no shape; JSON is a named record with members, or a list of such.
    private static bool IsShaped(KeyValuePair<string, OpenApiMediaType> content) => content.Key != "application/json" || HasMembers(content.Value.Schema);

    private static bool HasMembers(IOpenApiSchema? schema) =>
        schema is { Properties.Count: > 0 } || (schema?.Type is { } type && type.HasFlag(JsonSchemaType.Array) && HasMembers(schema.Items));

    [Fact]
    public async Task Registers_AreDescribedAsTheirDefinitionHasThem()
    {
        await using var management = await ManagementFixture.StartAsync();
        var (document, _) = await ReadAsync(await management.SignInAsync());

        foreach (var register in management.App.Services.GetRequiredService<Registers>().All)
        {
            var fields = document.Components!.Schemas![register.RecordName + "Fields"];
            Assert.Equal(register.DescribeFields().Keys, fields.Properties!.Keys);
            Assert.All(fields.Properties, property => Assert.False(string.IsNullOrEmpty(property.Value.Title), property.Key));
            Assert.All(fields.Properties, property => Assert.True(property.Value.Type is not null, $"`{property.Key}` of {register.Plural} has no type"));
            Assert.NotNull(document.Components.Schemas[register.RecordName + "Change"].Properties!["fields"].Properties);
        }
        var system = document.Components!.Schemas!["AiSystemFields"].Properties!;
        Assert.Equal((JsonSchemaType.String, 200), (system["name"].Type!.Value, system["name"].MaxLength!.Value));
        Assert.Contains("operating", system["state"].Enum!.Select(value => value.GetValue<string>()));
        Assert.Equal(JsonSchemaType.Array, system["intendedUses"].Type);
    }

    [Theory]
    [InlineData("/api/ai-systems")]
    [InlineData("/api/people")]
    public async Task Example_OfACreation_IsAccepted(string path)
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var (document, _) = await ReadAsync(browser);
        var example = document.Paths[path].Operations![HttpMethod.Post].RequestBody!.Content!["application/json"].Example!;

        using var answer = await browser.SendAsync(HttpMethod.Post, path, new StringContent(example.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Document_ForAStranger_IsNotGiven()
    {
        await using var management = await ManagementFixture.StartAsync();
        using var stranger = management.App.GetTestClient();

        using var answer = await stranger.GetAsync("/api/openapi.json", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Reference_AsAPage_ListsEveryOperation()
    {
        await using var management = await ManagementFixture.StartAsync();
        var browser = await management.SignInAsync();
        var (document, _) = await ReadAsync(browser);

        await browser.OpenAsync("/api-reference");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(document.Paths.Sum(path => path.Value.Operations!.Count), browser.Page.QuerySelectorAll(".api-list > li").Length);
        Assert.Contains("\"outOfScopeUse\"", browser.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("[style], script:not([src])"));
    }

    private static async Task<(OpenApiDocument Document, string Text)> ReadAsync(Browser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Get, "/api/openapi.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        var read = OpenApiDocument.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        return (read.Document!, text);
    }

    [GeneratedRegex(@":[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
