using System.Globalization;
using System.Text.Json.Nodes;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Circle.Web.Hosting;

/// <summary>What an operation's endpoint says of itself: its name, who may call it, the key of a command, its query, and what it answers in failure.</summary>
internal static class OpenApiOperations
{
    private const string ProblemMedia = "application/problem+json";

    private static readonly Dictionary<int, string> Failures = new()
    {
        [400] = "The body is no JSON.",
        [401] = "Nobody is signed in, or the key is wrong.",
        [403] = "Not allowed.",
        [404] = "There is none.",
        [408] = "The body came too slowly.",
        [409] = "Not now: errors say why. Or the key of the command was used for another.",
        [413] = "The body is too large.",
        [415] = "The body is of another kind.",
        [422] = "What was sent has faults; errors name all of them.",
        [429] = "Too many requests; Retry-After says when.",
        [503] = "Busy, or out of reach for the moment; nothing was done.",
        [504] = "It may or may not be done: resend it with the same key.",
    };

    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId ??= NameOf(context.Description.HttpMethod!, context.Description.RelativePath!);
        if (metadata.OfType<EndpointRight>().LastOrDefault() is { } right) SayWho(operation, right, context.Document);
        if (metadata.OfType<CommandEndpoint>().LastOrDefault() is { } command)
        {
            (operation.Parameters ??= []).Add(Key());
            if (command.Files) operation.RequestBody = Files();
            if (command.File.Length > 0) operation.RequestBody = OneFile(command.File);
        }

        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Content?.Remove(CommandEndpoints.Any);
            body.Required = true;
        }

        await MendQueryAsync(operation, context, [.. metadata.OfType<QueryShape>()], cancel);
        AddFailures(operation, context.Document, metadata.OfType<EndpointRight>().LastOrDefault()?.IsOpen == true, metadata.OfType<CommandEndpoint>().Any());
    }

    /// <summary><c>get /api/v1/people/{id}/keys</c> is <c>getPeopleByIdKeys</c>: as unique as the path, and the same for ever.</summary>
    private static string NameOf(string method, string path)
    {
        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "api" && p != OpenApi.DocumentName)
            .SelectMany(p => p[0] == '{' ? ["by", p.Trim('{', '}').Split(':')[0]] : p.Split('-'));
        return method.ToLowerInvariant() + string.Concat(parts.Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
    }

    private static void SayWho(OpenApiOperation operation, EndpointRight right, OpenApiDocument? document)
    {
        var words = RightWords.Of(right);
        var who = right.IsOpen ? $"{words.En} ({words.Zh})" : right.Any.IsEmpty ? $"{words.En} ({words.Zh}); people alone, no key" : $"whoever may {words.En} ({words.Zh})";
        operation.Description = $"{(operation.Description is { Length: > 0 } said ? $"{said} " : "")}For {who}.";
        operation.Security = right.IsOpen ? [[]] : right.Any.IsEmpty ? [By(OpenApi.Session)] : [By(OpenApi.Session), By(OpenApi.Key)];
        var names = new JsonArray();
        foreach (var permission in right.Any) names.Add(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(permission.ToString()));
        (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())["x-permissions"] = new JsonNodeExtension(names);

        OpenApiSecurityRequirement By(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
    }

    private static async Task MendQueryAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, List<QueryShape> shapes, CancellationToken cancel)
    {
        var numbers = context.Description.ParameterDescriptions.Where(p => p.ParameterDescriptor?.ParameterType == typeof(QueryNumber?)).Select(p => p.Name).ToHashSet();
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query) ?? [])
        {
            // Those that are missed are named by a fault.
            parameter.Required = shapes.Any(s => s.IsRequired && s.Name == parameter.Name);
            if (numbers.Contains(parameter.Name!)) parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" };
            if (shapes.Find(s => s.Type is not null && s.Name == parameter.Name) is { Type: { } type }) parameter.Schema = await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancel);
        }
    }

    private static void AddFailures(OpenApiOperation operation, OpenApiDocument? document, bool isOpen, bool isCommand)
    {
        var asks = operation.Parameters ?? [];
        var isRead = operation.OperationId!.StartsWith("get", StringComparison.Ordinal);
        SortedSet<int> all = [429, 503];
        all.UnionWith((operation.Responses ??= []).Keys.Select(k => int.Parse(k, CultureInfo.InvariantCulture)).Where(k => k >= 400));
        if (!isOpen) all.UnionWith([401, 403]);
        if (asks.Any(p => p.In == ParameterLocation.Path)) all.Add(404);
        if (asks.Any(p => p.In == ParameterLocation.Query)) all.Add(422);
        if (operation.RequestBody is not null) all.UnionWith([400, 408, 413, 415, 422]);
        if (!isOpen && !isRead) all.Add(409);
        if (isCommand) all.Add(504);
        foreach (var status in all)
        {
            var key = status.ToString(CultureInfo.InvariantCulture);
            operation.Responses.Remove(key);
            operation.Responses[key] = new OpenApiResponse
            {
                Description = Failures.GetValueOrDefault(status, "It failed."),
                Content = new Dictionary<string, OpenApiMediaType> { [ProblemMedia] = new() { Schema = new OpenApiSchemaReference(OpenApiSchemas.Problem, document) } },
            };
        }
    }

    private static OpenApiParameter Key() => new()
    {
        Name = Commands.KeyHeader,
        In = ParameterLocation.Header,
        Required = true,
        Description = "UUID of the command, made by the client (version 7). The same key has one effect on what it is sent to; another body under it is refused there.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
    };

    private static OpenApiRequestBody OneFile(string[] mediaTypes) => new()
    {
        Content = mediaTypes.ToDictionary(m => m, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }),
    };

    private static OpenApiRequestBody Files() => new()
    {
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "files" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                    },
                },
            },
        },
    };
}
