using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Domain.Journal;

namespace Circle.Web.Journal;

/// <summary>
/// Reads a command's JSON field by field and collects what is wrong with its shape, so that a person hears of every fault at
/// once. A field that cannot be read stands in as a harmless value; nothing is told to a grain while there are faults.
/// </summary>
internal sealed class CommandBody
{
    private const int MostNumbers = 100;

    private readonly JsonElement body;
    private readonly HashSet<string> known = [];
    private readonly string prefix;

    public CommandBody(JsonElement body, FaultList faults, string prefix = "")
    {
        (this.body, Faults, this.prefix) = (body, faults, prefix);
        if (body.ValueKind != JsonValueKind.Object)
            Faults.Add(prefix.TrimEnd('/'), "not-an-object", "应为 JSON 对象", "must be a JSON object");
    }

    public FaultList Faults { get; }

    public string? Text(string name) => Read(name, static e => e.ValueKind == JsonValueKind.String ? TextOf(e) : null, "应为文字", "must be text", out var value) ? value : null;

    public string Required(string name) => Text(name) ?? Missing(name, "");

    /// <summary>As it is, to the last blank: a password.</summary>
    public string Secret(string name)
        => Read(name, static e => e.ValueKind == JsonValueKind.String && TextOf(e) is not null ? e.GetString() : null, "应为文字", "must be text", out var value) && value is { Length: > 0 } ? value : Missing(name, "");

    public TId Id<TId>(string name) where TId : struct, ITextId<TId> => OptionalId<TId>(name) ?? Missing(name, TId.Of("-"));

    public TId? OptionalId<TId>(string name) where TId : struct, ITextId<TId>
        => Read(name, static e => e.ValueKind == JsonValueKind.String && TextId.TryParse<TId>(TextOf(e), out var id) ? (TId?)id : null,
            "编号只能用小写字母、数字和连字符，最多 64 个", "an id is 1 to 64 of a–z, 0–9 and -", out var value) ? value : null;

    public DateOnly Date(string name) => OptionalDate(name) ?? Missing(name, new DateOnly(2013, 9, 26));

    public DateOnly? OptionalDate(string name)
        => Read(name, static e => e.ValueKind == JsonValueKind.String
                                  && DateOnly.TryParseExact(TextOf(e), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (DateOnly?)day : null,
            "应为日期，如 2013-11-12", "must be a date like 2013-11-12", out var value) ? value : null;

    /// <summary>An instant with its offset, e.g. 2013-11-12T14:32:00+08:00.</summary>
    public DateTimeOffset? OptionalMoment(string name)
        => Read(name, static e => e.ValueKind == JsonValueKind.String && Moment.TryParse(TextOf(e), out var at) ? (DateTimeOffset?)at : null,
            "应为带时区的时间，如 2013-11-12T14:32:00+08:00", "must be a time with its offset like 2013-11-12T14:32:00+08:00", out var value) ? value : null;

    public int Whole(string name) => OptionalWhole(name) is { } value ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : Missing(name, 0);

    public long? OptionalWhole(string name)
        => Read(name, static e => e.ValueKind == JsonValueKind.Number && e.TryGetInt64(out var value) ? (long?)value : null,
            "应为整数", "must be a whole number", out var value) ? value : null;

    public double? OptionalNumber(string name)
        => Read(name, static e => e.ValueKind == JsonValueKind.Number && e.TryGetDouble(out var value) && double.IsFinite(value) ? (double?)value : null,
            "应为数字", "must be a number", out var value) ? value : null;

    public bool? OptionalFlag(string name)
        => Read(name, static e => e.ValueKind is JsonValueKind.True or JsonValueKind.False ? (bool?)e.GetBoolean() : null,
            "应为 true 或 false", "must be true or false", out var value) ? value : null;

    public TEnum Choice<TEnum>(string name) where TEnum : struct, Enum => OptionalChoice<TEnum>(name) ?? Missing(name, default(TEnum));

    public TEnum? OptionalChoice<TEnum>(string name) where TEnum : struct, Enum
    {
        var choices = string.Join(", ", Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        return Read(name, static e => e.ValueKind == JsonValueKind.String && EnumName.TryParse<TEnum>(TextOf(e), out var value) ? (TEnum?)value : null,
            $"应为其中之一：{choices}", $"must be one of {choices}", out var value) ? value : null;
    }

    /// <summary>A list of names of an enum, none where it was left out.</summary>
    public ImmutableArray<TEnum> Choices<TEnum>(string name) where TEnum : struct, Enum
    {
        var choices = string.Join(", ", Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        return Read(name, static e => e.ValueKind == JsonValueKind.Array && e.GetArrayLength() <= MostNumbers && e.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String && EnumName.TryParse<TEnum>(TextOf(i), out _))
                ? (ImmutableArray<TEnum>?)[.. e.EnumerateArray().Select(i => EnumName.TryParse<TEnum>(TextOf(i), out var value) ? value : default)] : null,
            $"应为列表，各项为其中之一：{choices}", $"must be a list of {choices}", out var value) && value is { } chosen ? chosen : [];
    }

    public ImmutableArray<string> Texts(string name)
        => Read(name, static e => e.ValueKind == JsonValueKind.Array && e.GetArrayLength() <= 1_000 && e.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String && TextOf(i) is not null)
                ? (ImmutableArray<string>?)[.. e.EnumerateArray().Select(i => TextOf(i)!)] : null,
            "应为文字列表", "must be a list of texts", out var value) && value is { } texts ? texts : [];

    public ImmutableArray<int> Wholes(string name)
        => Read(name, static e => e.ValueKind == JsonValueKind.Array && e.GetArrayLength() <= MostNumbers && e.EnumerateArray().All(i => i.ValueKind == JsonValueKind.Number && i.TryGetInt32(out _))
                ? (ImmutableArray<int>?)[.. e.EnumerateArray().Select(i => i.GetInt32())] : null,
            $"应为整数列表，最多 {MostNumbers} 个", $"must be a list of at most {MostNumbers} whole numbers", out var value) && value is { } numbers ? numbers : [];

    public IEnumerable<(string Name, long Value)> Numbers(string name)
    {
        if (!Read(name, static e => e.ValueKind == JsonValueKind.Object ? (JsonElement?)e : null, "应为对象", "must be an object", out var value) || value is not { } map) yield break;
        if (map.GetPropertyCount() > MostNumbers)
        {
            Faults.Add(prefix + name, "too-many", $"最多 {MostNumbers} 项", $"at most {MostNumbers}");
            yield break;
        }

        foreach (var property in map.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt64(out var number)) yield return (property.Name, number);
            else Faults.Add($"{prefix}{name}/{property.Name}", "wrong-shape", "应为整数", "must be a whole number");
        }
    }

    public CommandBody? Part(string name)
        => Read(name, static e => (JsonElement?)e, "", "", out var value) && value is { } part ? new CommandBody(part, Faults, $"{prefix}{name}/") : null;

    /// <summary>A list of objects, at most so many.</summary>
    public IEnumerable<CommandBody> Parts(string name, int most)
    {
        if (!Read(name, static e => e.ValueKind == JsonValueKind.Array ? (JsonElement?)e : null, "应为列表", "must be a list", out var value) || value is not { } list) return [];
        if (list.GetArrayLength() <= most) return list.EnumerateArray().Select((part, i) => new CommandBody(part, Faults, $"{prefix}{name}/{i}/"));
        Faults.Add(prefix + name, "too-many", $"最多 {most} 项", $"at most {most}");
        return [];
    }

    /// <summary>Fields that nobody asked for are told, else a misspelt one is lost in silence. Call it last.</summary>
    public void Close()
    {
        if (body.ValueKind != JsonValueKind.Object) return;
        foreach (var stranger in body.EnumerateObject().Select(p => p.Name).Where(n => !known.Contains(n)).Take(20))
            Faults.Add($"{prefix}{stranger}", "unknown-field", "没有这个字段", "there is no such field");
    }

    /// <summary>As people mean it: without blanks around it, and composed. Null for half a surrogate pair, which is no text at all.</summary>
    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()?.Trim() is { } text ? text.IsNormalized() ? text : text.Normalize() : null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>False when the field is absent or null; a wrong shape is a fault.</summary>
    private bool Read<T>(string name, Func<JsonElement, T> read, string zh, string en, out T? value)
    {
        known.Add(name);
        value = default;
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out var element) || element.ValueKind == JsonValueKind.Null) return false;
        value = read(element);
        if (value is null) Faults.Add(prefix + name, "wrong-shape", zh, en);
        return true;
    }

    private T Missing<T>(string name, T standIn)
    {
        if (!Faults.Has(prefix + name)) Faults.Add(prefix + name, "required", "不能为空", "is required");
        return standIn;
    }
}
