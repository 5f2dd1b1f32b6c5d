using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>A kind of service point 服务点类别, e.g. <c>laundry</c> 洗衣点.</summary>
[GenerateSerializer, Immutable, Alias("PointKindId"), JsonConverter(typeof(TextIdConverter<PointKindId>))]
public readonly record struct PointKindId([property: Id(0)] string Value) : ITextId<PointKindId>
{
    public static PointKindId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <param name="Line">The line whose lead unit answers for it.</param>
/// <param name="IsRegistered">备案: the bureau registers it and an agreement is signed, as §三(二)1 orders for shops; a public facility is listed without.</param>
[GenerateSerializer, Immutable, Alias("PointKind")]
public sealed record PointKind(
    [property: Id(0)] PointKindId Id, [property: Id(1)] string Name, [property: Id(2)] string EnglishName, [property: Id(3)] LineId Line, [property: Id(4)] bool IsRegistered);

/// <summary>间距: how far apart places of one kind are to be set up, in a straight line.</summary>
/// <param name="Metres">1 to <see cref="DirectoryRules.MaxMetres"/>.</param>
[GenerateSerializer, Immutable, Alias("SpacingRule")]
public sealed record SpacingRule([property: Id(0)] PointKindId Kind, [property: Id(1)] int Metres);

/// <summary>What a district decides about its directory, as data; comes with the plan and is changed as it is.</summary>
/// <param name="Kinds">In the order of pages; at most <see cref="MaxKinds"/>.</param>
/// <param name="Sufficient">The kinds that a 生活服务圈 has to have, registered and under agreement. A person decides which suffice.</param>
/// <param name="ContactDays">How long phone and hours stay verified, in days.</param>
/// <param name="OtherDays">How long the rest does.</param>
/// <param name="WalkMetres">Fifteen minutes on foot, in a straight line.</param>
/// <param name="OldWalkMetres">The same for the old.</param>
/// <param name="Checked">Points of a street that are called each quarter to see whether what stands there is right.</param>
/// <param name="Spacing">At most one of a kind.</param>
[GenerateSerializer, Immutable, Alias("DirectoryRules")]
public sealed record DirectoryRules(
    [property: Id(0)] ImmutableArray<PointKind> Kinds,
    [property: Id(1)] ImmutableArray<PointKindId> Sufficient,
    [property: Id(2)] int ContactDays,
    [property: Id(3)] int OtherDays,
    [property: Id(4)] int WalkMetres,
    [property: Id(5)] int OldWalkMetres,
    [property: Id(6)] int Checked,
    ImmutableArray<SpacingRule> Spacing)
{
    public const int MaxKinds = 60;
    public const int MaxDays = 3_650;
    public const int MaxMetres = 20_000;
    public const int MaxChecked = 500;

    /// <summary>Never default: a list that was left out is an empty one.</summary>
    [Id(7)]
    public ImmutableArray<SpacingRule> Spacing { get; init => field = value.IsDefault ? [] : value; } = Spacing.IsDefault ? [] : Spacing;

    public PointKind? Find(PointKindId kind)
    {
        foreach (var known in Kinds)
            if (known.Id == kind) return known;
        return null;
    }

    /// <summary>Whose lead unit answers for a point of a kind now, whatever the plan was when it was entered.</summary>
    /// <param name="entered">The line that it was entered under, whose it stays where its kind is no line's any more.</param>
    public LineId LineOf(PointKindId kind, LineId entered) => Find(kind)?.Line ?? entered;

    /// <summary>In days.</summary>
    public int CycleOf(FieldGroup group) => group == FieldGroup.Contact ? ContactDays : OtherDays;

    /// <summary>Against the lines of its document.</summary>
    internal void Check(FaultList faults, PlanDocument document)
    {
        faults.Range("directory/kinds", Kinds.Length, 1, MaxKinds);
        foreach (var kind in Kinds.GroupBy(k => k.Id).Where(g => g.Count() > 1))
            faults.Add($"directory/kinds/{kind.Key}", "twice", $"类别编号“{kind.Key}”用了两次", $"the kind {kind.Key} stands twice");
        foreach (var kind in Kinds.Where(k => document.Lines.All(l => l.Id != k.Line)))
            faults.Add($"directory/kinds/{kind.Id}/line", "unknown", $"类别“{kind.Name}”的项目“{kind.Line}”不存在", $"the line {kind.Line} of the kind {kind.Id} is not known");
        foreach (var kind in Sufficient.Where(s => Find(s) is null))
            faults.Add($"directory/sufficient/{kind}", "unknown", $"没有“{kind}”这个类别", $"no kind is called {kind}");
        foreach (var kind in Sufficient.GroupBy(s => s).Where(g => g.Count() > 1))
            faults.Add($"directory/sufficient/{kind.Key}", "twice", $"“{kind.Key}”写了两次", $"{kind.Key} stands twice");
        foreach (var rule in Spacing.GroupBy(r => r.Kind))
        {
            if (Find(rule.Key) is null) faults.Add($"directory/spacing/{rule.Key}", "unknown", $"没有“{rule.Key}”这个类别", $"no kind is called {rule.Key}");
            if (rule.Count() > 1) faults.Add($"directory/spacing/{rule.Key}", "twice", $"类别“{rule.Key}”有两个间距", $"the kind {rule.Key} has two distances");
            faults.Range($"directory/spacing/{rule.Key}", rule.First().Metres, 1, MaxMetres);
        }

        faults.Range("directory/contactDays", ContactDays, 1, MaxDays);
        faults.Range("directory/otherDays", OtherDays, 1, MaxDays);
        faults.Range("directory/walkMetres", WalkMetres, 1, MaxMetres);
        faults.Range("directory/oldWalkMetres", OldWalkMetres, 1, WalkMetres);
        faults.Range("directory/checked", Checked, 0, MaxChecked);
    }
}
