using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tandem.Management.Documents.Doubles;

/// <summary>Documents on one subject, for programs.</summary>
internal static class DocumentDoublesApi
{
    internal sealed record Answer(string One, string Other, string Why);

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api" + DocumentRegister.Path + "/doubles", async (DocumentDoubles doubles, CancellationToken cancellation) =>
            Results.Ok((await doubles.ReadAsync(cancellation)).Select(pair => new Answer(pair.One.Key, pair.Other.Key, pair.Why)).ToList()))
            .WithTags("Documents").WithSummary("Documents on one subject that may be the same").Produces<IReadOnlyList<Answer>>();
}
