using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>What the programme office and the streets do at their desks: baselines, an edit of the plan, corrections, a double entry.</summary>
internal sealed class Office(Setting setting)
{
    private const int Corrections = 14;

    private static readonly DateOnly EditedOn = new(2013, 10, 21);

    private readonly Dice dice = setting.Seed.For("office");

    /// <summary>In the first hour, so that the lines count before anything is reported.</summary>
    public static IEnumerable<FieldDeed> Baselines(ImmutableArray<(LineId Line, DateOnly AsOf, string Source)> baselines)
        => baselines.Select((b, i) => new FieldDeed.OfPlan(
            District.At(Season.First, new TimeOnly(8, 0)).AddSeconds((i + 1) * 1_500 / (baselines.Length + 1)),
            Cast.Office,
            new PlanCommand.ConfirmBaseline(b.Line, b.AsOf, b.Source)));

    /// <summary>A label says more, and one more unit helps: a new version of the plan that moves no figure.</summary>
    public IEnumerable<FieldDeed> PlanEdit()
    {
        if (setting.Plan.Lines.FirstOrDefault(l => l.Id == Manner.Edited) is not { Steps: [var first, .. var later] } line) yield break;
        var edited = line with
        {
            Steps = [first with { Label = "建成投用" }, .. later],
            Supporting = [.. line.Supporting, "区卫生局 康复保健业务指导"],
        };
        yield return new FieldDeed.OfPlan(
            Moment(EditedOn, 10),
            Cast.Office,
            new PlanCommand.Adopt(setting.Plan with { Lines = setting.Plan.Lines.Replace(line, edited) }));
    }

    /// <summary>Addresses and telephone numbers, put right by the street.</summary>
    public IEnumerable<FieldDeed> Correct(ImmutableArray<FacilityDraft> facilities)
    {
        var known = facilities.Where(f => setting.StreetOf(f.Place) is not null).OrderBy(f => f.Id.Value, StringComparer.Ordinal);
        return dice.Shuffle(known).Take(Corrections).Select(f => new FieldDeed.OfFacility(
            Moment(Workday(new DateOnly(2013, 10, 8).AddDays(dice.Below(80))), dice.Between(9, 16)),
            Cast.Street(setting.StreetOf(f.Place)!.Value),
            f.Id,
            new FacilityCommand.Correct(f.Name, f.Details with
            {
                Address = Wording.Address(setting.Places.Find(f.Place)!, dice),
                Phone = Wording.Telephone(dice),
            })));
    }

    /// <summary>Registered a second time by mistake, and withdrawn.</summary>
    public IEnumerable<FieldDeed> DoubleEntry(ImmutableArray<FacilityDraft> facilities)
    {
        var built = facilities.Where(f => f.Origin == Origin.Planned && setting.Places.Find(f.Place)?.Kind == PlaceKind.Community)
            .OrderBy(f => f.Id.Value, StringComparer.Ordinal);
        foreach (var draft in dice.Shuffle(built).Take(1))
        {
            var twin = draft with { Id = FacilityId.Of($"{draft.Line}-double-entry"), Source = "演练虚构：街道上报" };
            var actor = Cast.Community(draft.Place);
            yield return new FieldDeed.OfFacility(Moment(new DateOnly(2013, 10, 17), 9), actor, twin.Id, new FacilityCommand.Register(twin));
            yield return new FieldDeed.OfFacility(
                Moment(new DateOnly(2013, 10, 18), 15), actor, twin.Id, new FacilityCommand.Withdraw("重复登记，与附件中的同一处"));
        }
    }

    private DateOnly Workday(DateOnly day)
    {
        while (!setting.Calendar.IsWorkday(day)) day = day.AddDays(1);
        return day;
    }

    private DateTimeOffset Moment(DateOnly day, int hour) => District.At(day, new TimeOnly(hour, dice.Below(60), dice.Below(60)));
}
