using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tandem.Management.Ui;

namespace Tandem.Management.Files;

/// <summary>Sends stored files. INVARIANT (never rendered): as attachment, with the type that was found at upload, and sandboxed should a browser show it all the same.</summary>
internal static class FileAnswer
{
    /// <summary>Marks an endpoint that sends files.</summary>
    internal static TBuilder SendsFiles<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SandboxedContent());

    /// <param name="content">Compared already; sent from its beginning.</param>
    /// <param name="mediaType">As it was found at upload.</param>
    /// <param name="name">Safe name.</param>
    internal static IResult Of(FileStream content, string mediaType, string name) => Results.File(content, mediaType, name);
}
