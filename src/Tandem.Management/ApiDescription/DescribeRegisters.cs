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
        document.Components.Schemas.Remove(nameof(RecordChange));
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiDocument document, Register register)
    {
        var schemas = document.Components!.Schemas!;
        var fields = register.RecordName + "Fields";
        schemas[fields] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = $"The fields of one {register.Singular}.", Properties = register.DescribeFields(), AdditionalPropertiesAllowed = false };
        if (schemas.TryGetValue(register.RecordName + "Answer", out var answer) && answer is OpenApiSchema { Properties: { } properties })
            properties["fields"] = new OpenApiSchemaReference(fields, document);
        // One type serves all registers; in the document each has its own, with its own fields.
        var change = register.RecordName + "Change";
        schemas[change] = ChangeOf(document, fields);
        Body(document, $"/api{register.Path}", HttpMethod.Post, change)?.Example = new JsonObject { ["fields"] = register.ExampleFields(), ["reason"] = "as agreed with the owner" };
        Body(document, $"/api{register.Path}/{{key}}", HttpMethod.Patch, change);
    }

    private static OpenApiSchema ChangeOf(OpenApiDocument document, string fields)
    {
        var shared = document.Components!.Schemas![nameof(RecordChange)];
        return new() { Type = shared.Type, Description = shared.Description, Required = shared.Required, Properties = new Dictionary<string, IOpenApiSchema>(shared.Properties!) { ["fields"] = new OpenApiSchemaReference(fields, document) } };
    }

    private static OpenApiMediaType? Body(OpenApiDocument document, string path, HttpMethod method, string schema)
    {
        if (!document.Paths.TryGetValue(path, out var item) || !item.Operations!.TryGetValue(method, out var operation) || operation.RequestBody?.Content?.TryGetValue("application/json", out var body) != true)
            return null;
        body!.Schema = new OpenApiSchemaReference(schema, document);
        return body;
    }
}
