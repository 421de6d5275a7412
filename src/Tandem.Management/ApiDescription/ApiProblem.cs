using Microsoft.OpenApi;

namespace Tandem.Management.ApiDescription;

/// <summary>What the API answers when it does not do what was asked (RFC 9457).</summary>
internal static class ApiProblem
{
    internal const string Name = "Problem";

    internal static OpenApiSchema Schema => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What happened, and what to do (RFC 9457).",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong, by field.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };
}
