using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tandem.Management.Records;

namespace Tandem.Management.ApiDescription;

/// <summary>The document as a whole: what the API is, the ways in, and the fields of every register as its definition has them.</summary>
internal sealed class DescribeRegisters(Registers registers, ManagementOptions options) : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Tandem, management system", Version = "1", Description = "Every action of the pages for programs, with the same rules. Errors are problem+json (RFC 9457); lists come page by page." };
        document.Servers = [new OpenApiServer { Url = options.BrowserUrl.GetLeftPart(UriPartial.Authority) }];
        ApiSecurity.Add(document, options.BrowserUrl.Scheme == Uri.UriSchemeHttps ? "__Host-tandem" : "tandem");
        document.Components!.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ApiProblem.Name] = ApiProblem.Schema;
        foreach (var register in registers.All)
            Describe(document, register);
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiDocument document, Register register)
    {
        var schemas = document.Components!.Schemas!;
        var fields = register.RecordName + "Fields";
        schemas[fields] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = $"The fields of one {register.Singular}.", Properties = register.DescribeFields(), AdditionalPropertiesAllowed = false };
        foreach (var name in new[] { "Change", "Answer" })
        {
            if (schemas.TryGetValue(register.RecordName + name, out var schema) && schema is OpenApiSchema { Properties: { } properties })
                properties["fields"] = new OpenApiSchemaReference(fields, document);
        }
        if (document.Paths.TryGetValue($"/api{register.Path}", out var path) && path.Operations!.TryGetValue(HttpMethod.Post, out var create)
            && create.RequestBody?.Content is { } content && content.TryGetValue("application/json", out var body))
            body.Example = new JsonObject { ["fields"] = register.ExampleFields(), ["reason"] = "as agreed with the owner" };
    }
}
