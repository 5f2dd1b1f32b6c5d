using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Standards;

/// <summary>An item of a checklist, unique in it, and the same from version to version as long as it is the same item.</summary>
[GenerateSerializer, Immutable, Alias("ItemId"), JsonConverter(typeof(TextIdConverter<ItemId>))]
public readonly record struct ItemId([property: Id(0)] string Value) : ITextId<ItemId>
{
    public static ItemId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>What an inspector says of an item on site.</summary>
public enum ItemKind
{
    /// <summary>是或否</summary>
    YesNo,

    /// <summary>实测数: has to reach a bound.</summary>
    Number,

    /// <summary>照片: has to be shown.</summary>
    Photo,

    /// <summary>记录: has to be described.</summary>
    Note,
}

/// <summary>五项标准: what residents are asked about (§四(五)).</summary>
public enum Criterion
{
    /// <summary>设施健全</summary>
    Complete,

    /// <summary>布局合理</summary>
    Placed,

    /// <summary>组织作用</summary>
    Organised,

    /// <summary>信息及时更新</summary>
    Current,

    /// <summary>满意度</summary>
    Satisfied,
}

/// <summary>验收标准: one item that is looked at and scored on site.</summary>
/// <param name="Text">1 to <see cref="MaxText"/> characters.</param>
/// <param name="Weight">Points of 100; a <see cref="ItemKind.Note"/> may weigh nothing.</param>
/// <param name="Required">Where no score passes, each of these has to be met.</param>
/// <param name="Bound">Of <see cref="ItemKind.Number"/> alone: what has to be reached, in thousandths of <paramref name="Unit"/>.</param>
/// <param name="Source">Where the plan asks for it; empty: the lead unit does.</param>
[GenerateSerializer, Immutable, Alias("ChecklistItem")]
public sealed record ChecklistItem(
    [property: Id(0)] ItemId Id,
    [property: Id(1)] ItemKind Kind,
    [property: Id(2)] string Text,
    [property: Id(3)] int Weight,
    [property: Id(4)] bool Required,
    [property: Id(5)] long? Bound,
    [property: Id(6)] string? Unit,
    [property: Id(7)] string Source)
{
    public const int MaxText = 300;
    public const int MaxUnit = 20;

    /// <summary>A million of the unit, in thousandths.</summary>
    public const long MaxNumber = 1_000_000_000;

    internal void Check(FaultList faults, string field)
    {
        if (!TextId.TryParse<ItemId>(Id.Value, out _)) faults.Add($"{field}/id", "wrong-shape", "编号用小写字母、数字和“-”，1 至 64 个", "1 to 64 of a–z, 0–9 and -");
        faults.Prose($"{field}/text", Text, 1, MaxText);
        faults.Text($"{field}/source", Source, 0, 100);
        faults.Range($"{field}/weight", Weight, Kind == ItemKind.Note ? 0 : 1, Checklist.Whole);
        if (Kind == ItemKind.Number)
        {
            if (Bound is not { } bound) faults.Add($"{field}/bound", "required", "实测项须写明下限", "a measured item has a bound to reach");
            else faults.Range($"{field}/bound", bound, 1, MaxNumber);
            faults.Text($"{field}/unit", Unit, 1, MaxUnit);
        }
        else if (Bound is not null || Unit is not null)
        {
            faults.Add($"{field}/bound", "not-allowed", "只有实测项写下限和单位", "only a measured item has a bound and a unit");
        }
    }
}

/// <summary>满意度抽查: how many residents the system draws, and how many of them have to be satisfied.</summary>
/// <param name="Size">Cards that are drawn, 1 to <see cref="MaxSize"/>; fewer where there are fewer.</param>
/// <param name="LeastAnswered">Without so many answers there is no rate that passes.</param>
/// <param name="Bound">满意率 that passes, in percent of those who answered.</param>
/// <param name="YesNo">Criteria that are asked as yes or no; the others from 1 to 5.</param>
[GenerateSerializer, Immutable, Alias("SurveyRule")]
public sealed record SurveyRule([property: Id(0)] int Size, [property: Id(1)] int LeastAnswered, [property: Id(2)] int Bound, [property: Id(3)] ImmutableArray<Criterion> YesNo)
{
    public const int MaxSize = 200;

    /// <summary>What a lead unit is offered to begin with: the plan says that residents are asked, and not how many (ours).</summary>
    public static SurveyRule Usual { get; } = new(10, 5, 80, []);

    internal void Check(FaultList faults)
    {
        faults.Range("survey/size", Size, 1, MaxSize);
        faults.Range("survey/leastAnswered", LeastAnswered, 1, Math.Clamp(Size, 1, MaxSize));
        faults.Range("survey/bound", Bound, 1, 100);
        if (YesNo.Distinct().Count() < YesNo.Length) faults.Add("survey/yesNo", "twice", "同一项选了两次", "a criterion is named twice");
    }
}

/// <summary>验收细则 of one line, as one version has it. An inspection is judged by the one that was in force when it was planned.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Items">1 to <see cref="MostItems"/>, in the order of the form; their weights make <see cref="Whole"/>.</param>
/// <param name="PassMark">Score that passes; null: each required item has to be met, and the score is recorded.</param>
[GenerateSerializer, Immutable, Alias("Checklist")]
public sealed record Checklist([property: Id(0)] int Version, [property: Id(1)] ImmutableArray<ChecklistItem> Items, [property: Id(2)] int? PassMark, [property: Id(3)] SurveyRule Survey)
{
    public const int MostItems = 40;
    public const int Whole = 100;

    public ChecklistItem? Find(ItemId item) => Items.FirstOrDefault(i => i.Id == item);
}
