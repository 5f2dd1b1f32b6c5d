using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Json;

/// <summary>The named values of one JSON object. <see cref="Close"/> reports names that nobody asked for: mostly misspelt ones.</summary>
internal sealed class JsonMap
{
    private readonly JsonItem item;
    private readonly string file;
    private readonly Values values;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private JsonMap(JsonItem item, string file, Values values) => (this.item, this.file, this.values) = (item, file, values);

    public At At => new(file, item.Line);

    public Problems Problems => values.Problems;

    public At AtOf(string name) => item.Fields.Find(f => f.Name == name).Value is { } value ? new(file, value.Line) : At;

    public static JsonMap? Open(JsonItem item, string file, Values values)
    {
        if (item.Kind == JsonTokenType.StartObject)
            return new(item, file, values);
        values.Problems.Add(new(file, item.Line), "这里应是 { } 括起来的一组");
        return null;
    }

    public static JsonMap? Open(SeedText text, Values values)
        => JsonTree.Read(text, values.Problems) is { } root ? Open(root, text.File.Path, values) : null;

    public string Text(string name, int max = Values.ShortText) => Required(name, JsonTokenType.String, "文字") is { } found
        ? values.Text(found.Text, AtOf(name), name, max)
        : "";

    public string? TextOrNull(string name, int max = Values.ShortText) => Has(name) ? Text(name, max) : null;

    public TId Id<TId>(string name) where TId : struct, ITextId<TId>
        => Required(name, JsonTokenType.String, "文字") is { } found ? values.Id<TId>(found.Text, AtOf(name), name) : default;

    public DateOnly Date(string name)
        => Required(name, JsonTokenType.String, "日期") is { } found ? values.Date(found.Text, AtOf(name), name) : default;

    public DateOnly? DateOrNull(string name) => Has(name) ? Date(name) : null;

    public T Word<T>(string name) where T : struct, Enum
        => Required(name, JsonTokenType.String, "文字") is { } found ? values.Word<T>(found.Text, AtOf(name), name) : default;

    public long Whole(string name, long min, long max)
        => Required(name, JsonTokenType.Number, "整数") is { } found ? values.Whole(found.Text, AtOf(name), name, min, max) : 0;

    public long? WholeOrNull(string name, long min, long max) => Has(name) ? Whole(name, min, max) : null;

    public bool Flag(string name)
    {
        if (Found(name) is not { } found)
            Problems.Add(At, $"缺少“{name}”");
        else if (found.Kind is JsonTokenType.True or JsonTokenType.False)
            return found.Kind == JsonTokenType.True;
        else
            Problems.Add(AtOf(name), $"“{name}”应是 true 或 false");
        return false;
    }

    public JsonMap? MapOrNull(string name) => Has(name) ? Open(Found(name)!, file, values) : null;

    public JsonMap? Map(string name)
    {
        if (!Has(name))
            Problems.Add(At, $"缺少“{name}”");
        return MapOrNull(name);
    }

    public IEnumerable<JsonMap> Maps(string name) => List(name).Select(i => Open(i, file, values)).OfType<JsonMap>();

    public IEnumerable<(string Text, At At)> Texts(string name)
    {
        foreach (var entry in List(name))
        {
            var at = new At(file, entry.Line);
            if (entry.Kind == JsonTokenType.String)
                yield return (values.Text(entry.Text, at, name, Values.ShortText), at);
            else
                Problems.Add(at, $"“{name}”里的每一项应是文字");
        }
    }

    public void Close()
    {
        foreach (var (name, value) in item.Fields.Where(f => !asked.Contains(f.Name)))
            Problems.Add(new(file, value.Line), $"不认识“{Values.Shown(name)}”，可用的：{string.Join("、", asked.Order(StringComparer.Ordinal))}");
    }

    private List<JsonItem> List(string name) => Required(name, JsonTokenType.StartArray, "[ ] 括起来的列表")?.Items ?? [];

    public bool Has(string name) => Found(name) is { Kind: not JsonTokenType.Null };

    private JsonItem? Found(string name)
    {
        asked.Add(name);
        return item.Fields.Find(f => f.Name == name).Value;
    }

    private JsonItem? Required(string name, JsonTokenType kind, string shape)
    {
        var found = Found(name);
        if (found is null)
            Problems.Add(At, $"缺少“{name}”");
        else if (found.Kind != kind)
            Problems.Add(AtOf(name), $"“{name}”应是{shape}");
        return found?.Kind == kind ? found : null;
    }
}
