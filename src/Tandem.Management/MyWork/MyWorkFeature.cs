using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Ui;

namespace Tandem.Management.MyWork;

internal static class MyWorkFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<WaitingWork>();
        services.AddSingleton(new RailEntry(RailGroup.Home, 10, "inbox", "My work", "/my-work"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/my-work", async (WaitingWork work, TimeProvider time, CancellationToken cancellation) =>
        {
            var items = await work.ListAsync(cancellation);
            return Page.Show<MyWorkPage>(new { Items = items, Total = await work.CountAsync(cancellation), At = time.GetUtcNow() });
        });
        app.MapGet("/api/my-work", async (WaitingWork work, CancellationToken cancellation) =>
            Results.Ok(new { total = await work.CountAsync(cancellation), items = await work.ListAsync(cancellation) })).WithTags("My work")
            .WithSummary("What waits for the person of this session, most urgent first");
    }
}
