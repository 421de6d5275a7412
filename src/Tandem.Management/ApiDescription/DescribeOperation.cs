using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tandem.Management.Access.Tokens;
using Tandem.Management.Ui;

namespace Tandem.Management.ApiDescription;

/// <summary>What every operation has: who may call it and how, and what it answers when it does not do what was asked.</summary>
internal sealed class DescribeOperation : IOpenApiOperationTransformer
{
    private const string Problem = "application/problem+json";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isChange = context.Description.HttpMethod is not ("GET" or "HEAD");
        var document = context.Document!;
        if (!metadata.OfType<ITagsMetadata>().Any())
            operation.Tags = new HashSet<OpenApiTagReference> { new(ApiTags.Of(context.Description.RelativePath!), document) };
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new(ApiSecurity.Session, document)] = [] },
            new OpenApiSecurityRequirement { [new(ApiSecurity.Token, document)] = [] },
        ];
        if (isChange)
            operation.Security[0][new(ApiSecurity.Antiforgery, document)] = [];
        var permissions = metadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (permissions.Count > 0)
            operation.Description = $"Needs the permission {string.Join(" and ", permissions.Select(permission => $"`{permission}`"))}.";
        // Said in words only: the description of a bearer token has no place for scopes.
        var scopes = TokenGate.Needed(context.Description.HttpMethod ?? "", context.Description.RelativePath!, metadata);
        operation.Description = $"{operation.Description} {(scopes is null ? "Takes no token." : $"A token needs the scope {string.Join(" and ", scopes.Select(scope => $"`{scope}`"))}.")}".TrimStart();

        operation.Responses ??= [];
        Add(operation.Responses, StatusCodes.Status401Unauthorized, "nobody is signed in, and no token was sent");
        Add(operation.Responses, StatusCodes.Status403Forbidden, "not allowed; `detail` says what right is lacking and whom to ask");
        if (context.Description.RelativePath!.Contains('{', StringComparison.Ordinal))
            Add(operation.Responses, StatusCodes.Status404NotFound, "there is nothing of this name");
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Query && parameter.Name is "size" or "page"))
        {
            parameter.Description = parameter.Name == "size" ? ApiPaging.SizeWords : ApiPaging.PageWords;
            Add(operation.Responses, StatusCodes.Status400BadRequest, "the address asks for what cannot be; `detail` says what it takes");
        }
        if (isChange)
        {
            Add(operation.Responses, StatusCodes.Status400BadRequest, "the body cannot be read, or the antiforgery token is missing; nothing was changed");
            Add(operation.Responses, StatusCodes.Status409Conflict, "somebody changed it meanwhile, or its state stands against it; nothing was changed");
            Add(operation.Responses, StatusCodes.Status422UnprocessableEntity, "something is wrong with the values; `errors` says what, by field; nothing was changed");
        }
        return Task.CompletedTask;

        void Add(OpenApiResponses responses, int status, string words) => responses.TryAdd(
            status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            new OpenApiResponse { Description = words, Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new() { Schema = new OpenApiSchemaReference(ApiProblem.Name, document) } } });
    }
}
