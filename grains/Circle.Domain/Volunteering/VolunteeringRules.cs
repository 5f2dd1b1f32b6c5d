using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Volunteering;

/// <summary>活动类别, as data of the district.</summary>
[GenerateSerializer, Immutable, Alias("ActivityKindId"), JsonConverter(typeof(TextIdConverter<ActivityKindId>))]
public readonly record struct ActivityKindId([property: Id(0)] string Value) : ITextId<ActivityKindId>
{
    public static ActivityKindId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>专长: what somebody brings to a team, as data of the district.</summary>
[GenerateSerializer, Immutable, Alias("CraftId"), JsonConverter(typeof(TextIdConverter<CraftId>))]
public readonly record struct CraftId([property: Id(0)] string Value) : ITextId<CraftId>
{
    public static CraftId Of(string value) => new(value);

    public override string ToString() => Value;
}

public enum FormFieldType
{
    /// <summary>One line, at most <see cref="FormField.MaxText"/> characters.</summary>
    Text,

    /// <summary>Several lines, at most <see cref="FormField.MaxLines"/> characters.</summary>
    Lines,

    /// <summary>A whole number, 0 to <see cref="FormField.MaxNumber"/>.</summary>
    Number,

    /// <summary>One of its choices.</summary>
    Choice,

    /// <summary>是 or 否</summary>
    YesNo,
}

/// <param name="Id">1 to <see cref="VolunteeringRules.MaxName"/> characters; each once in its form.</param>
/// <param name="Choices">Of <see cref="FormFieldType.Choice"/> alone: 2 to <see cref="MostChoices"/>.</param>
[GenerateSerializer, Immutable, Alias("FormField")]
public sealed record FormField(
    [property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] FormFieldType Type, [property: Id(3)] bool IsRequired, [property: Id(4)] ImmutableArray<string> Choices)
{
    public const int MaxText = 100;
    public const int MaxLines = 1_000;
    public const int MaxNumber = 1_000_000;
    public const int MostChoices = 12;
}

/// <summary>登记表 of a kind: 巡逻登记, 交接班, 调解记录.</summary>
[GenerateSerializer, Immutable, Alias("ActivityForm")]
public sealed record ActivityForm([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<FormField> Fields)
{
    public const int MostFields = 20;
}

/// <param name="Name">Chinese, 1 to <see cref="VolunteeringRules.MaxName"/> characters; so is the English one.</param>
/// <param name="Lines">Whose teams do it; none: all.</param>
/// <param name="NeedsResident">有群众评价及签名: a resident rates and signs it.</param>
/// <param name="Form">Null: it has none.</param>
[GenerateSerializer, Immutable, Alias("ActivityKind")]
public sealed record ActivityKind(
    [property: Id(0)] ActivityKindId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string EnglishName,
    [property: Id(3)] ImmutableArray<LineId> Lines,
    [property: Id(4)] bool NeedsResident,
    [property: Id(5)] ActivityForm? Form)
{
    public bool IsOf(LineId line) => Lines.IsEmpty || Lines.Contains(line);
}

/// <summary>人员配备</summary>
/// <param name="Standard">So many a team, by the plan; 0: it names no number.</param>
[GenerateSerializer, Immutable, Alias("Craft")]
public sealed record Craft([property: Id(0)] CraftId Id, [property: Id(1)] string Name, [property: Id(2)] string EnglishName, [property: Id(3)] int Standard)
{
    /// <summary>Of whose teams it is asked; none: of all.</summary>
    [Id(4)]
    public ImmutableArray<LineId> Lines { get; init; } = [];

    public bool IsOf(LineId line) => Lines.IsDefaultOrEmpty || Lines.Contains(line);
}

/// <summary>What a district decides about its volunteers, as data; comes with the plan and is changed as it is.</summary>
/// <param name="Lines">Whose facilities are teams.</param>
/// <param name="Kinds">1 to <see cref="MostKinds"/>, each id once; a phone shows them in this order.</param>
/// <param name="Crafts">At most <see cref="MostCrafts"/>, each id once.</param>
/// <param name="MostHours">Of one activity.</param>
/// <param name="MostDaysLate">So long after it was, it may be logged: whoever had no network has time.</param>
/// <param name="ReviewDays">审核时限: working days from being complete.</param>
/// <param name="SilentDays">A team of which nothing was heard for so many days is silent.</param>
/// <param name="Allowance">志愿者日常补助; null: there is none.</param>
[GenerateSerializer, Immutable, Alias("VolunteeringRules")]
public sealed record VolunteeringRules(
    [property: Id(0)] ImmutableArray<LineId> Lines,
    [property: Id(1)] ImmutableArray<ActivityKind> Kinds,
    [property: Id(2)] ImmutableArray<Craft> Crafts,
    [property: Id(3)] int MostHours,
    [property: Id(4)] int MostDaysLate,
    [property: Id(5)] int ReviewDays,
    [property: Id(6)] int SilentDays,
    [property: Id(7)] Allowance? Allowance = null)
{
    public const int MostKinds = 40;
    public const int MostCrafts = 20;
    public const int MaxName = 20;
    public const int MaxDays = 366;

    /// <summary>Of a plan that says nothing of volunteers: it has no teams.</summary>
    public static VolunteeringRules Usual { get; } = new([], [new(ActivityKindId.Of("other"), "其他", "Other", [], true, null)], [], 16, 60, 3, 14);

    public ActivityKind? Find(ActivityKindId kind) => Kinds.FirstOrDefault(k => k.Id == kind);

    public Craft? Find(CraftId craft) => Crafts.FirstOrDefault(c => c.Id == craft);

    /// <summary>Every fault; a plan with one is not taken.</summary>
    public void Check(FaultList faults, PlanDocument document)
    {
        foreach (var stranger in Lines.Concat(Kinds.SelectMany(k => k.Lines)).Concat(Crafts.SelectMany(c => c.Lines)).Distinct().Where(line => document.Lines.All(l => l.Id != line)))
            faults.Add("volunteering/lines", "unknown", $"志愿服务的项目“{stranger}”不存在", $"the line {stranger} of volunteers is not known");
        if (Kinds.Length is 0 or > MostKinds) faults.Add("volunteering/kinds", "out-of-range", $"应有 1 至 {MostKinds} 种活动", $"has 1 to {MostKinds}");
        if (Crafts.Length > MostCrafts) faults.Add("volunteering/crafts", "out-of-range", $"最多 {MostCrafts} 种专长", $"at most {MostCrafts}");
        Once(faults, "volunteering/kinds", Kinds.Select(k => k.Id.Value));
        Once(faults, "volunteering/crafts", Crafts.Select(c => c.Id.Value));
        Once(faults, "volunteering/lines", Lines.Select(l => l.Value));
        for (var i = 0; i < Math.Min(Kinds.Length, MostKinds); i++) Check(faults, $"volunteering/kinds/{i}", Kinds[i]);
        for (var i = 0; i < Math.Min(Crafts.Length, MostCrafts); i++)
        {
            faults.Text($"volunteering/crafts/{i}/name", Crafts[i].Name, 1, MaxName);
            faults.Text($"volunteering/crafts/{i}/englishName", Crafts[i].EnglishName, 1, MaxName * 2);
            faults.Range($"volunteering/crafts/{i}/standard", Crafts[i].Standard, 0, 100);
        }

        faults.Range("volunteering/mostHours", MostHours, 1, 24);
        faults.Range("volunteering/mostDaysLate", MostDaysLate, 1, MaxDays);
        faults.Range("volunteering/reviewDays", ReviewDays, 1, MaxDays);
        faults.Range("volunteering/silentDays", SilentDays, 1, MaxDays);
        if (Allowance is not { } allowance) return;
        faults.Range("volunteering/allowance/fenPerStreet", allowance.FenPerStreet, 1, Allowance.MaxFen);
        faults.Range("volunteering/allowance/fenPerVolunteer", allowance.FenPerVolunteer, 1, Allowance.MaxFen);
    }

    private static void Check(FaultList faults, string field, ActivityKind kind)
    {
        faults.Text($"{field}/name", kind.Name, 1, MaxName);
        faults.Text($"{field}/englishName", kind.EnglishName, 1, MaxName * 2);
        if (kind.Form is not { } form) return;
        faults.Text($"{field}/form/name", form.Name, 1, MaxName);
        if (form.Fields.Length is 0 or > ActivityForm.MostFields) faults.Add($"{field}/form/fields", "out-of-range", $"应有 1 至 {ActivityForm.MostFields} 项", $"has 1 to {ActivityForm.MostFields}");
        Once(faults, $"{field}/form/fields", form.Fields.Select(f => f.Id));
        for (var i = 0; i < Math.Min(form.Fields.Length, ActivityForm.MostFields); i++)
        {
            var (at, one) = ($"{field}/form/fields/{i}", form.Fields[i]);
            faults.Text($"{at}/id", one.Id, 1, MaxName);
            faults.Text($"{at}/name", one.Name, 1, MaxName);
            if ((one.Type == FormFieldType.Choice) != (one.Choices.Length is >= 2 and <= FormField.MostChoices))
                faults.Add($"{at}/choices", "out-of-range", $"单选项应有 2 至 {FormField.MostChoices} 个选择，其他类型没有", $"a choice has 2 to {FormField.MostChoices}, and nothing else has any");
            foreach (var choice in one.Choices.Take(FormField.MostChoices)) faults.Text($"{at}/choices", choice, 1, MaxName);
        }
    }

    private static void Once(FaultList faults, string field, IEnumerable<string> ids)
    {
        if (ids.GroupBy(id => id, StringComparer.Ordinal).Any(g => g.Count() > 1)) faults.Add(field, "repeated", "编号不能重复", "each id once");
    }
}
