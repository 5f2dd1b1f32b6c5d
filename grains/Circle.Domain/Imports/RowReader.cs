using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.Imports;

/// <summary>Reads one row cell by cell; what cannot be read is a fault of its column, and stands in as unknown.</summary>
/// <param name="cells">One for each column of the form.</param>
internal sealed class RowReader(ImportForm form, ImmutableArray<string> cells, FaultList faults)
{
    private static readonly ImmutableArray<string> Days = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    public FaultList Faults => faults;

    /// <summary>Null: empty.</summary>
    public string? Text(string key) => form.IndexOf(key) is var at and >= 0 && cells[at].Length > 0 ? cells[at] : null;

    public string Required(string key)
    {
        if (Text(key) is { } text) return text;
        if (!faults.Has(key)) faults.Add(key, "required", "不能为空", "is required");
        return "-";
    }

    public bool? Flag(string key)
    {
        if (Text(key) is not { } text) return null;
        var flag = CellWords.FlagOf(text);
        if (flag is null) faults.Add(key, "wrong-shape", $"应为“{CellWords.Yes.Chinese}”或“{CellWords.No.Chinese}”，不清楚的留空", "must be 是 (yes) or 否 (no), or empty");
        return flag;
    }

    public DateOnly? Day(string key)
    {
        if (Text(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, [.. Days], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        faults.Add(key, "wrong-shape", "应为日期，如 2013-11-12", "must be a date like 2013-11-12");
        return null;
    }

    public long? Thousandths(string key) => Number(key, Text(key), 1_000, "应为数字，最多三位小数", "must be a number of at most three decimals");

    public ImmutableArray<string> Texts(string key)
    {
        if (Text(key) is not { } text) return [];
        var items = CellList.Read(text);
        if (items.Any(i => i.Length > 1)) faults.Add(key, "wrong-shape", "多个用“；”隔开；名称里的“|”前请加“\\”", "several are parted by ；; a | that belongs to a name takes a \\ before it");
        return [.. items.Select(i => i[0])];
    }

    public ImmutableArray<PointPhone> Phones(string key)
    {
        if (Text(key) is not { } text) return [];
        var phones = ImmutableArray.CreateBuilder<PointPhone>();
        foreach (var item in CellList.Read(text))
        {
            if (item.Length <= 2 && PhoneTypeOf(item) is { } type) phones.Add(new PointPhone(type == PhoneType.Service ? item[0].Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) : item[0], type));
            else if (!faults.Has(key)) faults.Add(key, "wrong-shape", "应为“号码|类型”，类型是：固定电话、经营用手机、统一客服号；手机号须写明类型", "must be number|type (固定电话, 经营用手机 or 统一客服号); a mobile needs its type");
        }

        return phones.ToImmutable();
    }

    public ImmutableArray<PointService> Services(string key)
    {
        if (Text(key) is not { } text) return [];
        var services = ImmutableArray.CreateBuilder<PointService>();
        foreach (var item in CellList.Read(text))
        {
            var below = item.Length > 3 ? item[3] : "";
            if (item.Length > 4 || (below.Length > 0 && !CellWords.Below.Is(below) && !CellWords.NotBelow.Is(below)))
            {
                if (!faults.Has(key)) faults.Add(key, "wrong-shape", "应为“名称|价格|单位|低于市场价（或 不低于市场价）”，后三项可省略", "must be name|price|per|低于市场价 (or 不低于市场价)");
                continue;
            }

            var price = item.Length > 1 && item[1].Length > 0 ? item[1].TrimEnd('元') : null;
            services.Add(new PointService(
                item[0],
                Number(key, price, 100, "价格应为数字，单位为元，最多两位小数", "the price must be a number of yuan with at most two decimals"),
                item.Length > 2 && item[2].Length > 0 ? item[2] : null,
                below.Length == 0 ? null : CellWords.Below.Is(below)));
        }

        return services.ToImmutable();
    }

    public Position? Position(string key)
    {
        if (Text(key) is not { } text) return null;
        var parts = text.Split([',', '，', ' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 3 && Coordinate(parts[0]) is { } latitude && Coordinate(parts[1]) is { } longitude && CellWords.IndexOf(CellWords.Datums, parts[2]) is var datum and >= 0)
            return new Position(latitude, longitude, (Datum)datum);
        faults.Add(key, "wrong-shape", "应为“纬度,经度 坐标系”，如 34.79,113.68 GCJ-02", "must be like 34.79,113.68 GCJ-02 (or WGS84)");
        return null;
    }

    /// <summary>A mobile without a word may be somebody's own: it is not guessed.</summary>
    private static PhoneType? PhoneTypeOf(ImmutableArray<string> item)
    {
        if (item.Length == 2 && item[1].Length > 0) return CellWords.IndexOf(CellWords.PhoneTypes, item[1]) is var at and >= 0 ? (PhoneType)at : null;
        var digits = item[0].Replace("-", "", StringComparison.Ordinal);
        return digits is ['1', not '0' and not '1' and not '2', _, _, _, _, _, _, _, _, _] ? null
            : digits is ['4', '0', '0', ..] or ['9', '5' or '6', ..] or { Length: <= 6 } ? PhoneType.Service
            : PhoneType.Landline;
    }

    private static double? Coordinate(string text)
        => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private long? Number(string key, string? text, int scale, string zh, string en)
    {
        if (text is null) return null;
        if (decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) < 1_000_000_000_000m && decimal.Truncate(value * scale) == value * scale)
            return (long)(value * scale);
        if (!faults.Has(key)) faults.Add(key, "wrong-shape", zh, en);
        return null;
    }
}
