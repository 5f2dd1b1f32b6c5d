using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Microsoft.OpenApi;

namespace Circle.Web.Hosting;

/// <summary>What the generated schemas cannot see by themselves: ids that are bare text, numbers that are never text, and what is left out where it is null.</summary>
internal static class OpenApiSchemas
{
    public const string Problem = "Problem";

    private const string IdPattern = "^[a-z0-9-]{1,64}$";

    private static readonly Type[] Texts = [typeof(StreamId), typeof(CommandId), typeof(Actor)];

    public static void Mend(OpenApiSchema schema, JsonTypeInfo described)
    {
        var type = Nullable.GetUnderlyingType(described.Type) ?? described.Type;
        if (IsId(type) || Texts.Contains(type))
        {
            schema.Type = JsonSchemaType.String;
            (schema.Properties, schema.Required) = (null, null);
            if (IsId(type)) schema.Pattern = IdPattern;
            if (type == typeof(CommandId)) schema.Format = "uuid";
        }

        if (type == typeof(Tally))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" };
            schema.Description = "Quantities by cell, whose key is line|measure|point|date; a cell of 0 is left out.";
        }

        if (type.IsEnum) schema.Type = JsonSchemaType.String;

        // Their own schema gets lost on the way.
        if (described is not { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }) return;
        if (IsId(element)) schema.Items = Id();
        else if (Texts.Contains(element)) schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
    }

    /// <summary>Members that stand in an answer as null.</summary>
    public static IEnumerable<string> WrittenNulls(JsonTypeInfo type)
        => type.Properties.Where(p => p.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }, ..]).Select(p => p.Name);

    /// <param name="nulls">By the name of their schema: members that <see cref="WrittenNulls"/>.</param>
    public static void Complete(OpenApiComponents components, IReadOnlyDictionary<string, HashSet<string>> nulls)
    {
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        foreach (var (name, described) in components.Schemas)
        {
            Count(described);
            if (described is OpenApiSchema schema) LeaveOutNulls(schema, nulls.GetValueOrDefault(name) ?? []);
        }

        components.Schemas.Remove("ProblemDetails");
        components.Schemas[Problem] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Why not, for a program and for people.",
            Required = new HashSet<string> { "type", "title", "status", "errors" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("What it is, e.g. /problems/invalid."),
                ["title"] = Text("For people."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["detail"] = Text("All that is wrong, for people."),
                ["instance"] = Text("The path that was asked."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string> { "field", "code", "message" },
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["field"] = Text("A path in what was sent, of files name:line; empty when it is about the whole."),
                            ["code"] = Text("For a program."),
                            ["message"] = Text("For people."),
                        },
                    },
                },
            },
        };
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Id() => new() { Type = JsonSchemaType.String, Pattern = IdPattern };

    private static bool IsId(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITextId<>));

    /// <summary>Numbers, wherever they stand: the serializer would read them from text too, and no body is read by it.</summary>
    private static void Count(IOpenApiSchema? described)
    {
        if (described is not OpenApiSchema schema) return;
        if (schema.Type is { } type && (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
        {
            schema.Type = type & ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        Count(schema.Items);
        Count(schema.AdditionalProperties);
        foreach (var part in (schema.Properties?.Values ?? []).Concat(schema.OneOf ?? [])) Count(part);
    }

    /// <summary>Nulls are not written, so that what may be null may be missing, and all else is there.</summary>
    private static void LeaveOutNulls(OpenApiSchema schema, HashSet<string> written)
    {
        if (schema.Properties is not { Count: > 0 } properties) return;
        var there = new HashSet<string>();
        foreach (var (name, property) in properties.ToList())
        {
            if (!written.Contains(name) && WithoutNull(property) is { } rest) properties[name] = rest;
            else there.Add(name);
        }

        schema.Required = there.Count > 0 ? there : null;
    }

    /// <summary>Null: it is never null.</summary>
    private static IOpenApiSchema? WithoutNull(IOpenApiSchema property)
    {
        if (property is not OpenApiSchema schema) return null;
        if (schema.OneOf is { Count: 2 } either && either.FirstOrDefault(s => s.Type != JsonSchemaType.Null) is { } other && either.Any(s => s.Type == JsonSchemaType.Null)) return other;
        if (schema.Type is not { } type || !type.HasFlag(JsonSchemaType.Null)) return null;
        schema.Type = type & ~JsonSchemaType.Null;
        if (schema.Enum is { } names) schema.Enum = [.. names.Where(n => n is not null && n.GetValueKind() != JsonValueKind.Null)];
        return schema;
    }
}
