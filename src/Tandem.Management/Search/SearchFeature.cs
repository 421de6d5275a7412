using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Ui;

namespace Tandem.Management.Search;

internal static class SearchFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<GlobalSearch>();
        services.AddScoped<ISearchSource, PageHits>();
        services.AddScoped<ISearchSource, ActionHits>();
        services.AddScoped<ISearchSource, RecordHits>();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/search", ShowAsync);
        app.MapGet("/api/search", AnswerAsync)
            .WithSummary("Look for anything by key or words").Produces<SearchAnswer>();
    }

    private static async Task<IResult> ShowAsync(string? q, GlobalSearch search, CancellationToken cancellation)
    {
        var answer = await search.AnswerAsync(q, cancellation);
        return Page.Show<SearchPage>(new { Answer = answer }, answer.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> AnswerAsync(string? q, GlobalSearch search, CancellationToken cancellation)
    {
        var answer = await search.AnswerAsync(q, cancellation);
        return answer.Problem is null
            ? Results.Ok(answer)
            : Results.Problem(title: "not searched", detail: answer.Problem, statusCode: StatusCodes.Status422UnprocessableEntity);
    }
}
