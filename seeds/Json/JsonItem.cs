using System.Text.Json;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Json;

/// <summary>A JSON value that knows its line, so that an error about its meaning names the place to repair.</summary>
/// <param name="Kind">The token that the value starts with.</param>
/// <param name="Text">A string's content or a number's digits; empty for the rest.</param>
internal sealed record JsonItem(int Line, JsonTokenType Kind, string Text, List<JsonItem> Items, List<(string Name, JsonItem Value)> Fields);

/// <summary>Builds the tree of one file. Standard JSON: no comments, no trailing commas.</summary>
internal ref struct JsonTree(SeedText file, Problems problems)
{
    /// <summary>In one object; a line of the plan has 20.</summary>
    public const int MostFields = 100;

    /// <summary>In one list; a roster of every community has 200.</summary>
    public const int MostItems = 2_000;

    private Utf8JsonReader reader = new(file.Bytes);
    private int line = 1;
    private long counted;

    public static JsonItem? Read(SeedText file, Problems problems)
    {
        try
        {
            var tree = new JsonTree(file, problems);
            tree.Next();
            var root = tree.Item();
            tree.Next();
            return root;
        }
        catch (JsonException e)
        {
            problems.Add(file.Line((int)(e.LineNumber ?? 0) + 1), "JSON 写法有误，请查看这一行和上一行的引号、逗号、括号");
        }

        return null;
    }

    private JsonItem Item()
    {
        var (kind, start) = (reader.TokenType, Here());
        return kind switch
        {
            JsonTokenType.StartObject => new(start, kind, "", [], Fields()),
            JsonTokenType.StartArray => new(start, kind, "", Items(), []),
            JsonTokenType.String or JsonTokenType.Number => new(start, kind, Content(start), [], []),
            _ => new(start, kind, "", [], []),
        };
    }

    private List<(string Name, JsonItem Value)> Fields()
    {
        var (fields, names) = (new List<(string Name, JsonItem Value)>(), new HashSet<string>(StringComparer.Ordinal));
        for (var count = 1; Next() != JsonTokenType.EndObject; count++)
        {
            if (count > MostFields)
            {
                if (count == MostFields + 1)
                    problems.Add(file.Line(Here()), $"一组里最多 {MostFields} 个名称，从这里起没有读，请删去多余的");
                reader.Skip();
                continue;
            }

            var (name, at) = (Content(Here()), Here());
            if (!names.Add(name))
                problems.Add(file.Line(at), $"“{Values.Shown(name)}”写了两次");
            Next();
            fields.Add((name, Item()));
        }

        return fields;
    }

    private List<JsonItem> Items()
    {
        var items = new List<JsonItem>();
        for (var count = 1; Next() != JsonTokenType.EndArray; count++)
        {
            if (count <= MostItems)
            {
                items.Add(Item());
                continue;
            }

            if (count == MostItems + 1)
                problems.Add(file.Line(Here()), $"一个列表里最多 {MostItems} 项，从这里起没有读，请删去多余的");
            reader.Skip();
        }

        return items;
    }

    private JsonTokenType Next()
    {
        reader.Read();
        return reader.TokenType;
    }

    private string Content(int at)
    {
        try
        {
            return reader.TokenType == JsonTokenType.Number ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            problems.Add(file.Line(at), "有一个残缺的 \\u 转义字符，请直接写汉字");
            return "?";
        }
    }

    /// <summary>The reader tells only bytes; line feeds are counted on from the last token.</summary>
    private int Here()
    {
        line += file.Bytes.AsSpan((int)counted, (int)(reader.TokenStartIndex - counted)).Count((byte)'\n');
        counted = reader.TokenStartIndex;
        return line;
    }
}
