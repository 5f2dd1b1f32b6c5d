using System.Text.Json;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>The description at <c>/openapi/v1.json</c>: whole, and the one that the pages' types are made of.</summary>
public sealed class DescriptionTests(QuietWeb quiet)
{
    private const string Renew = "dotnet run --project web -p:SkipFrontend=true -- openapi openapi.json";

    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    /// <summary>They take nothing: what is asked of them stands in their address.</summary>
    private static readonly string[] Bodiless =
    [
        "postAcceptanceInspectionUploads", "postAcceptanceInspectionUploadsByIdPhoto", "postActivitiesUploads", "postActivitiesUploadsByIdPhoto", "postAccountAuthenticator", "postAccountExternal", "postAccountPasskeysOptions", "postAccountRecoveryCodes", "postAuditDigests", "postImportsByIdCancellation", "postRehearsalPause", "postRehearsalResume",
        "postScreensPairing", "postSessionPasskeyOptions",
    ];

    /// <summary>They answer with headers and a status, and nothing else.</summary>
    private static readonly string[] Wordless = ["postScreensPairingClaim", "postAcceptanceInspectionUploads", "postActivitiesUploads"];

    [Fact]
    public async Task The_description_that_the_pages_are_built_by_is_the_running_program_s()
    {
        var running = await DocumentAsync();
        var kept = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(Repository.Web, "openapi.json"), Api.Cancel));

        Assert.True(JsonElement.DeepEquals(kept, running), $"web/openapi.json is not what the program says at {Difference(kept, running, "#")}. Renew it: {Renew}");
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_who_may_call_it_and_what_it_takes_and_answers()
    {
        var document = await DocumentAsync();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        Assert.Equal(["key", "session"], document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(s => s.Name).Order(StringComparer.Ordinal));

        var operations = Operations(document).ToList();
        Assert.Equal(operations.Count, operations.Select(o => o.Id).Distinct().Count());
        var faults = operations.SelectMany(FaultsOf).ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public async Task No_schema_is_bare_or_named_for_another()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").EnumerateObject().ToList();

        Assert.All(schemas, s => Assert.False(char.IsAsciiDigit(s.Name[^1]), $"{s.Name}: two types have this name"));
        Assert.All(schemas.Where(s => s.Name is not ("JsonElement" or "JsonNode")), s => Assert.True(s.Value.TryGetProperty("type", out _) || s.Value.TryGetProperty("enum", out _) || s.Value.TryGetProperty("anyOf", out _), $"{s.Name} is anything"));
    }

    [Fact]
    public async Task A_list_says_what_stands_in_it_and_a_number_is_no_text()
    {
        var faults = Parts(await DocumentAsync(), "#").Where(p => p.Part.TryGetProperty("type", out var type)
            && ((type.ValueKind == JsonValueKind.String && type.GetString() == "array" && !p.Part.TryGetProperty("items", out _))
                || (type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(t => t.GetString() is "integer" or "number") && type.EnumerateArray().Any(t => t.GetString() == "string"))));

        Assert.Equal([], faults.Select(f => f.At));
    }

    private static IEnumerable<(string At, JsonElement Part)> Parts(JsonElement of, string at) => of.ValueKind switch
    {
        JsonValueKind.Object => of.EnumerateObject().SelectMany(p => Parts(p.Value, $"{at}/{p.Name}")).Prepend((at, of)),
        JsonValueKind.Array => of.EnumerateArray().SelectMany((e, i) => Parts(e, $"{at}/{i}")),
        _ => [],
    };

    private async Task<JsonElement> DocumentAsync() => await Api.Of(await quiet.GetAsync()).GetAsync("/openapi/v1.json");

    private static IEnumerable<(string Id, string Name, JsonElement Operation)> Operations(JsonElement document)
        => document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Where(m => Methods.Contains(m.Name))
            .Select(m => (m.Value.TryGetProperty("operationId", out var id) ? id.GetString()! : $"{m.Name} {p.Name}", $"{m.Name} {p.Name}", m.Value)));

    private static IEnumerable<string> FaultsOf((string Id, string Name, JsonElement Operation) described)
    {
        var (id, name, operation) = described;
        foreach (var said in (string[])["operationId", "summary", "description", "tags", "security", "x-permissions"])
        {
            if (!operation.TryGetProperty(said, out _)) yield return $"{name}: no {said}";
        }

        var takes = operation.TryGetProperty("requestBody", out var body);
        if (takes == Bodiless.Contains(id) && (takes || name.StartsWith("post ", StringComparison.Ordinal))) yield return $"{name}: no body, or one that is not told here";
        if (takes && !body.GetProperty("content").EnumerateObject().All(c => c.Value.TryGetProperty("schema", out _))) yield return $"{name}: a body of any shape";

        var answers = operation.GetProperty("responses");
        foreach (var done in answers.EnumerateObject().Where(a => a.Name is "200" or "201" && !Wordless.Contains(id)))
        {
            // A file is no schema's.
            if (!done.Value.TryGetProperty("content", out var content) || content.TryGetProperty("application/json", out var json) && !json.TryGetProperty("schema", out _))
                yield return $"{name}: {done.Name} of any shape";
        }

        if (!answers.EnumerateObject().Any(a => a.Name[0] is '2' or '3')) yield return $"{name}: no answer";
        var isOpen = operation.TryGetProperty("security", out var security) && security.EnumerateArray().Any(s => !s.EnumerateObject().Any());
        if (!isOpen && !(answers.TryGetProperty("401", out _) && answers.TryGetProperty("403", out _))) yield return $"{name}: refuses nobody";
        foreach (var failed in answers.EnumerateObject().Where(a => a.Name[0] is '4' or '5'))
        {
            if (failed.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString() != "#/components/schemas/Problem")
                yield return $"{name}: {failed.Name} is no problem";
        }
    }

    /// <summary>Where two documents differ first.</summary>
    private static string? Difference(JsonElement kept, JsonElement running, string at)
    {
        if (JsonElement.DeepEquals(kept, running)) return null;
        if (kept.ValueKind != JsonValueKind.Object || running.ValueKind != JsonValueKind.Object) return at;
        foreach (var name in kept.EnumerateObject().Concat(running.EnumerateObject()).Select(p => p.Name).Distinct())
        {
            if (!kept.TryGetProperty(name, out var one) || !running.TryGetProperty(name, out var other)) return $"{at}/{name}";
            if (Difference(one, other, $"{at}/{name}") is { } found) return found;
        }

        return at;
    }
}
