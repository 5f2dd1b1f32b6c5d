using Circle.Domain.Journal;
using Circle.Web.Journal;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Circle.Web.Hosting;

/// <summary>What the generated description cannot see by itself: the key of commands, ids that are bare text, and numbers of a query.</summary>
internal static class OpenApi
{
    private static readonly Type[] Texts = [typeof(StreamId), typeof(CommandId), typeof(Actor)];

    public static void Describe(OpenApiOptions options)
    {
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<CommandEndpoint>().Any())
            {
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = Commands.KeyHeader,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "UUID of the command, made by the client (version 7). The same key has one effect on what it is sent to; another body under it is refused there.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                });
            }

            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<CommandEndpoint>().Any(c => c.Files)) operation.RequestBody = Files();

            operation.RequestBody?.Content?.Remove(CommandEndpoints.Any);

            var numbers = context.Description.ParameterDescriptions.Where(p => p.ParameterDescriptor?.ParameterType == typeof(QueryNumber?)).Select(p => p.Name).ToHashSet();
            foreach (var parameter in operation.Parameters?.Where(p => numbers.Contains(p.Name!)) ?? [])
            {
                if (parameter.Schema is OpenApiSchema schema) schema.Type = JsonSchemaType.Integer;
            }

            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            var isId = type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITextId<>));
            if (isId || Texts.Contains(type))
            {
                schema.Type = JsonSchemaType.String;
                if (isId) schema.Pattern = "^[a-z0-9-]{1,64}$";
            }

            return Task.CompletedTask;
        });
    }

    private static OpenApiRequestBody Files() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                    },
                },
            },
        },
    };
}
