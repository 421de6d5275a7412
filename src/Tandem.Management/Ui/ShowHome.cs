using Microsoft.AspNetCore.Http;
using Tandem.Management.Access;

namespace Tandem.Management.Ui;

/// <summary>The home page from what the features contribute.</summary>
internal static class ShowHome
{
    internal static async Task<IResult> HandleAsync(CurrentUser user, IEnumerable<IHomeTileSource> sources, TimeProvider time, CancellationToken cancellation)
    {
        if (user.IsGuest)
            return Results.LocalRedirect("/audit-room");
        var at = time.GetUtcNow();
        var parts = new List<HomePart>();
        // One after another: they share the request's database context.
        foreach (var source in sources)
            parts.Add(await source.ReadAsync(cancellation));
        return Page.Show<HomePage>(new
        {
            Tiles = (IReadOnlyList<HomeTile>)parts.SelectMany(p => p.Tiles).OrderBy(t => t.Order).ToList(),
            Steps = (IReadOnlyList<NextStep>)parts.SelectMany(p => p.Steps).OrderBy(s => s.Order).ToList(),
            At = at,
        });
    }
}
