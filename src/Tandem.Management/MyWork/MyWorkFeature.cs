using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.MyWork;

internal static class MyWorkFeature
{
    /// <param name="Total">All that waits, also what is not listed.</param>
    /// <param name="Items">Most urgent first.</param>
    internal sealed record Answer(int Total, IReadOnlyList<WorkItem> Items);

    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<WaitingWork>();
        services.AddSingleton(new RailEntry(RailGroup.Home, 10, "inbox", "My work", "/my-work"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/my-work", ShowAsync);
        app.MapGet("/api/my-work", async (WaitingWork work, CancellationToken cancellation) =>
            Results.Ok(new Answer(await work.CountAsync(cancellation), await work.ListAsync(cancellation)))).WithTags("My work")
            .WithSummary("What waits for the person of this session, most urgent first").Produces<Answer>();
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, WaitingWork work, TimeProvider time, CancellationToken cancellation)
    {
        var items = await work.ListAsync(cancellation);
        var isCut = items.Count >= WaitingWork.MostOfEach && await work.CountAsync(cancellation) > items.Count;
        return await TableQuery.AnswerAsync(request, MyWorkTable.Definition, items.AsQueryable(), time, table => Page.Show<MyWorkPage>(new { Table = table, IsCut = isCut }));
    }
}
