using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Audit;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Subjects;
using Circle.Domain.Time;

namespace Circle.Domain.Tickets;

/// <summary>What a row of a 市 12345 export asks for. Who called and what they said stand in it: it is kept nowhere.</summary>
/// <param name="Targets">诉求对象、诉求地址 as they are written, each at most <see cref="Sheet.MaxCell"/> characters.</param>
/// <param name="Place">By its 街道 and 社区; null: the row has neither.</param>
/// <param name="Caller">Null: nobody who could be called back.</param>
public sealed record CityTicket(
    CityReference City, TicketKind Kind, TicketCategoryId Category, Urgency Urgency, string Matter, ImmutableArray<string> Targets, PlaceId? Place, PersonalData? Caller)
{
    /// <summary>What whoever works on it reads, the address with it, which is often written nowhere else; without whoever called.</summary>
    public required string Words { get; init; }

    /// <summary>Never what it holds: it may come into a log.</summary>
    public override string ToString() => nameof(CityTicket);
}

/// <summary>A row as it is understood.</summary>
/// <param name="Row">As the file numbers it, from 1.</param>
/// <param name="Number">工单编号; null: it has none that could be read.</param>
/// <param name="Ticket">Null where there are faults.</param>
/// <param name="Notes">What was taken otherwise than it is written.</param>
public sealed record CityRow(int Row, string? Number, CityTicket? Ticket, ImmutableArray<ImportFault> Faults, ImmutableArray<ImportFault> Notes);

/// <summary>A 市 12345 export with every fault of every row. What a fault repeats of a cell holds no number of anybody.</summary>
public sealed record CitySheet(CityHeads Heads, ImmutableArray<CityRow> Rows)
{
    /// <summary>Of a file.</summary>
    public const int MostRows = 2_000;

    /// <summary>Characters of 诉求内容.</summary>
    public const int MaxMatter = 2_000;

    /// <summary>Characters of 诉求对象 and 诉求地址 together.</summary>
    public const int MaxTargets = 1_000;

    /// <summary>Null, with faults of the file as a whole: nothing of it can be used.</summary>
    public static CitySheet? Read(Sheet sheet, HotlineRules rules, PlaceNames names, DateTimeOffset now, FaultList faults)
    {
        if (CityHeads.Of(sheet, faults) is not { } heads) return null;
        var rows = sheet.Rows.RemoveRange(0, heads.Above);
        if (rows.IsEmpty) faults.Add("", "empty", "表头下面没有数据，请用市平台导出的原表", "there is nothing under the heads");
        if (rows.Length > MostRows) faults.Add("", "too-many-rows", $"一次最多 {MostRows} 行，现有 {rows.Length} 行，请拆成几个文件", $"at most {MostRows} rows at once, there are {rows.Length}: split the file");
        if (faults.Any) return null;
        var first = new Dictionary<TicketId, int>();
        return new(heads, [.. rows.Select(row => new CityReader(heads, row, rules, names, now).Read(first))]);
    }
}

/// <summary>Reads one row.</summary>
internal sealed class CityReader(CityHeads heads, SheetRow row, HotlineRules rules, PlaceNames names, DateTimeOffset now)
{
    /// <summary>Characters that a sentence repeats of a cell.</summary>
    private const int MostSaid = 50;

    private static readonly TicketCategoryId Other = TicketCategoryId.Of("other");

    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    private static readonly string[] Moments =
        [.. Days.SelectMany(day => (string[])[$"{day} H:m", $"{day} H:m:s", $"{day}'T'H:m:s", $"{day} H时m分", $"{day}H时m分", $"{day} H时m分s秒"]), "yyyyMMddHHmmss", "yyyyMMddHHmm"];

    private readonly ImmutableArray<ImportFault>.Builder faults = row.Faults.ToBuilder();
    private readonly ImmutableArray<ImportFault>.Builder notes = ImmutableArray.CreateBuilder<ImportFault>();

    /// <param name="first">By the ticket that it is, the row that names it first.</param>
    public CityRow Read(Dictionary<TicketId, int> first)
    {
        var number = Number(first);
        var kind = Known(CityColumn.Kind, CityWords.KindOf, "咨询、求助、投诉、举报、建议、表扬");
        if (kind is null && Text(CityColumn.Kind) is null) Required(CityColumn.Kind);
        var urgency = Known(CityColumn.Urgency, CityWords.UrgencyOf, "普通、加急、特急");
        var category = Category();
        var matter = Matter();
        var place = Place();
        var caller = Caller();
        var (called, deadline) = (Called(), Deadline());
        var targets = heads.Texts(row, CityColumn.Target);
        if (targets.IsEmpty && place is null && !Has(CityColumn.Street) && !Has(CityColumn.Community)) Required(CityColumn.Target);
        if (targets.Sum(t => t.Length) > CitySheet.MaxTargets) Fault(CityColumn.Target, "too-long", $"对象、地址最多 {CitySheet.MaxTargets} 个字", $"target and address have at most {CitySheet.MaxTargets} characters");
        var all = ImportFault.Limited(row.Number, faults.ToImmutable());
        return new(
            row.Number,
            number,
            all.IsEmpty ? new CityTicket(new CityReference(number!, deadline) { Called = called }, kind!.Value, category!.Value, urgency ?? Tickets.Urgency.Ordinary, matter!, targets, place, caller)
            {
                Words = Own(targets.IsEmpty ? matter! : $"{matter}\n地点：{string.Join("；", targets)}"),
            } : null,
            all,
            notes.ToImmutable());
    }

    private string? Number(Dictionary<TicketId, int> first)
    {
        if (Text(CityColumn.Number) is not { } number)
        {
            Required(CityColumn.Number);
            return null;
        }

        Checked(CityColumn.Number, list => CityReference.Check(list, "number", number));
        if (Has(CityColumn.Number)) return null;
        if (!first.TryAdd(CityReference.IdOf(number), row.Number))
        {
            var other = first[CityReference.IdOf(number)];
            Fault(CityColumn.Number, "twice", $"与第 {other} 行的工单编号相同，请只留一行", $"row {other} has the same number: keep one");
        }

        return number;
    }

    private T? Known<T>(CityColumn column, Func<string, T?> read, string words) where T : struct
    {
        if (Text(column) is not { } text) return null;
        if (read(text) is { } known) return known;
        Fault(column, "unknown", $"没有“{Said(text)}”，可填：{words}", $"{Said(text)} is none; there are {words}");
        return null;
    }

    /// <summary>The city has categories of its own: one that the district does not have is its 其他, which an operator may change.</summary>
    private TicketCategoryId? Category()
    {
        var text = Text(CityColumn.Category);
        if (text is not null && CityWords.CategoryOf(text, rules) is { } known) return known.Id;
        if (rules.Find(Other) is { } other)
        {
            if (text is not null) Note(CityColumn.Category, "other-category", $"本区没有“{Said(text)}”这个类别，记为“{other.Name}”", $"the district has no category {Said(text)}: it is taken as {other.EnglishName}");
            return other.Id;
        }

        if (text is null) Required(CityColumn.Category);
        else Fault(CityColumn.Category, "unknown", $"没有“{Said(text)}”这个类别，可填：{string.Join("、", rules.Categories.Select(c => c.Name))}", $"there is no category {Said(text)}");
        return null;
    }

    private string? Matter()
    {
        if (Text(CityColumn.Matter) is not { } matter)
        {
            // What could not be read has its fault already.
            if (!Has(CityColumn.Matter)) Required(CityColumn.Matter);
            return null;
        }

        Checked(CityColumn.Matter, list => list.Text("matter", matter, 1, CitySheet.MaxMatter, lines: true));
        return matter;
    }

    /// <summary>The place of the row where its columns name one; what they name and is none is a fault, whatever else the row says.</summary>
    private PlaceId? Place()
    {
        var (street, community) = (Text(CityColumn.Street), Text(CityColumn.Community));
        if (street is null && community is null) return null;
        var list = new FaultList();
        var found = names.Find(street, community, list);
        foreach (var f in list.Any ? list.ToRefusal().Faults : [])
            Fault(f.Field == ImportForms.Community ? CityColumn.Community : CityColumn.Street, f.Code, Mask.Text(f.Zh), Mask.Text(f.En));
        return found;
    }

    /// <summary>Faults of it repeat nothing.</summary>
    private PersonalData? Caller()
    {
        var (name, phone) = (Text(CityColumn.Caller), Text(CityColumn.Phone));
        if (name is not null && IsNobody(name)) name = null;
        if (phone is not null && IsNobody(phone)) phone = null;
        if (name is null && phone is null) return null;
        if (phone is null)
        {
            // Of a caller without a number a first contact and a callback would be owed that nobody can make.
            Note(CityColumn.Caller, "no-phone", "没有联系电话，不登记诉求人", "there is no phone: whoever called is not recorded");
            return null;
        }

        var list = new FaultList();
        var data = PersonalData.Read(list, name, phone, null);
        foreach (var f in list.Any ? list.ToRefusal().Faults : []) Fault(f.Field == "phone" ? CityColumn.Phone : CityColumn.Caller, f.Code, f.Zh, f.En);
        return list.Any ? null : data;
    }

    /// <summary>Without the name that the row itself says: who is on record under another one is not known by this afterwards. Their number is.</summary>
    private string Own(string text) => new PersonalData(Text(CityColumn.Caller) is { } name && !IsNobody(name) ? name : null, null, null).CoverOwnIn(text);

    private DateTimeOffset? Called()
    {
        if (Moment(CityColumn.Called) is not var (at, _)) return null;
        if (at > now + TimeSpan.FromDays(1)) Fault(CityColumn.Called, "out-of-range", "晚于今天，请核对", "it lies in the future");
        return at;
    }

    /// <summary>Of a day without a time: to its end.</summary>
    private DateTimeOffset? Deadline()
    {
        if (Moment(CityColumn.Deadline) is not var (at, isDay)) return null;
        var deadline = isDay ? at.AddDays(1) : at;
        if ((deadline - now).Duration() > TimeSpan.FromDays(WorkTime.MaxDays)) Fault(CityColumn.Deadline, "out-of-range", "办结期限应在一年之内，请核对", "must lie within a year");
        return deadline;
    }

    private (DateTimeOffset At, bool IsDay)? Moment(CityColumn column)
    {
        if (Text(column) is not { } text) return null;
        if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) && IsOfOurTime(day)) return (District.At(day), true);
        if (DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time) && IsOfOurTime(DateOnly.FromDateTime(time)))
            return (District.At(DateOnly.FromDateTime(time), TimeOnly.FromDateTime(time)), false);
        Fault(column, "wrong-shape", "时间读不懂，应如 2013-11-12 14:32", "must be a time like 2013-11-12 14:32");
        return null;
    }

    private static bool IsOfOurTime(DateOnly day) => day.Year is >= 2000 and < 2100;

    private static bool IsNobody(string text) => CityWords.Plain(text) is "匿名" or "无" or "不详" or "未知" or "-" or "--" or "/" or "保密" or "匿名者";

    private string? Text(CityColumn column) => heads.Text(row, column);

    private bool Has(CityColumn column) => faults.Any(f => f.Column == heads.NameOf(column));

    private void Checked(CityColumn column, Action<FaultList> check)
    {
        var list = new FaultList();
        check(list);
        foreach (var f in list.Any ? list.ToRefusal().Faults : []) Fault(column, f.Code, f.Zh, f.En);
    }

    private void Required(CityColumn column) => Fault(column, "required", $"请填写{heads.NameOf(column)}", $"{heads.NameOf(column)} is required");

    private void Fault(CityColumn column, string code, string zh, string en) => faults.Add(new ImportFault(row.Number, heads.NameOf(column), code, zh, en));

    private void Note(CityColumn column, string code, string zh, string en) => notes.Add(new ImportFault(row.Number, heads.NameOf(column), code, zh, en));

    /// <summary>Of a file whose columns were moved a number may stand anywhere.</summary>
    private static string Said(string text)
    {
        var covered = Mask.Text(text.ReplaceLineEndings(" "));
        return covered.Length > MostSaid ? $"{covered[..MostSaid]}…" : covered;
    }
}
