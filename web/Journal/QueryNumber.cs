using System.Globalization;
using System.Text.Json;
using Circle.Domain.Journal;

namespace Circle.Web.Journal;

/// <summary>A whole number of a query as it was written. What is none becomes a fault that names its field, not an empty answer.</summary>
internal readonly record struct QueryNumber(long? Value)
{
    public static bool TryParse(string? text, out QueryNumber number)
    {
        number = new QueryNumber(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null);
        return true;
    }
}

internal static class QueryValues
{
    private static readonly DateOnly Earliest = new(1949, 10, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);

    /// <summary>An id of a query; null where it was left out, or, beside the fault, is none.</summary>
    public static TId? Id<TId>(this FaultList faults, string name, string? text) where TId : struct, ITextId<TId>
    {
        if (text is null) return null;
        if (TextId.TryParse<TId>(text, out var id)) return id;
        faults.Add(name, "wrong-shape", "编号格式不对", "not an id");
        return null;
    }

    /// <summary>A name of an enum, as <see cref="Id"/>.</summary>
    public static TEnum? Choice<TEnum>(this FaultList faults, string name, string? text) where TEnum : struct, Enum
    {
        if (text is null) return null;
        if (EnumName.TryParse<TEnum>(text, out var value)) return value;
        var known = string.Join(", ", Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        faults.Add(name, "wrong-shape", $"只能是 {known}", $"must be one of {known}");
        return null;
    }

    /// <summary>true or false, as <see cref="Id"/>.</summary>
    public static bool? Flag(this FaultList faults, string name, string? text)
    {
        if (text is null) return null;
        if (text is "true" or "false") return text == "true";
        faults.Add(name, "wrong-shape", "只能是 true 或 false", "must be true or false");
        return null;
    }

    /// <summary>A day, as <see cref="Id"/>: of a time that anybody asks about, and none that a time zone pushes off the calendar.</summary>
    public static DateOnly? Day(this FaultList faults, string name, string? text)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Earliest && day <= Latest) return day;
        faults.Add(name, "wrong-shape", "应为日期，如 2013-10-31", "must be a date like 2013-10-31");
        return null;
    }

    /// <summary>A time with its offset, as <see cref="Id"/>.</summary>
    public static DateTimeOffset? Moment(this FaultList faults, string name, string? text)
    {
        if (text is null) return null;
        if (Journal.Moment.TryParse(text, out var at)) return at;
        faults.Add(name, "wrong-shape", "应为带时区的时间，如 2013-11-12T14:32:00+08:00", "must be a time with its offset like 2013-11-12T14:32:00+08:00");
        return null;
    }

    /// <param name="standIn">For a number that was left out, and, beside the fault, for one that is none.</param>
    public static long Number(this FaultList faults, string name, QueryNumber? asked, long min, long max, long standIn)
    {
        if (asked is not { } number) return standIn;
        if (number.Value is not { } value)
        {
            faults.Add(name, "wrong-shape", "应为整数", "must be a whole number");
            return standIn;
        }

        faults.Range(name, value, min, max);
        return value;
    }
}
