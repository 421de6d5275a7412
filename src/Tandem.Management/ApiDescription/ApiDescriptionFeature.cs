using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Tandem.Management.Ui;

namespace Tandem.Management.ApiDescription;

internal static class ApiDescriptionFeature
{
    internal const string Document = "tandem";

    internal static void Add(IServiceCollection services)
    {
        services.AddOpenApi(Document, openApi =>
        {
            openApi.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            openApi.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            openApi.CreateSchemaReferenceId = SchemaNames.Of;
            openApi.AddOperationTransformer<DescribeOperation>();
            openApi.AddDocumentTransformer<DescribeRegisters>();
        });
        services.AddSingleton(new RailEntry(RailGroup.Settings, 90, "api", "API reference", "/api-reference"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/openapi.json", AnswerAsync).WithSummary("This document").WithTags("About the API");
        app.MapGet("/api-reference", async ([FromKeyedServices(Document)] IOpenApiDocumentProvider provider, CancellationToken cancellation) =>
            Page.Show<ApiReferencePage>(new { Document = await provider.GetOpenApiDocumentAsync(cancellation) }));
    }

    private static async Task<IResult> AnswerAsync([FromKeyedServices(Document)] IOpenApiDocumentProvider provider, CancellationToken cancellation)
    {
        var document = await provider.GetOpenApiDocumentAsync(cancellation);
        return Results.Text(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation), "application/json");
    }
}
