using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>What is done at desks: baselines, an edit of the plan, corrections, a double entry.</summary>
internal sealed class Office(Setting setting)
{
    private const int Corrections = 18;

    private static readonly DateOnly EditedOn = new(2013, 10, 21);
    private static readonly DateOnly EnteredTwiceOn = new(2013, 10, 17);

    /// <summary>In the first hour, so that the lines count before anything is reported.</summary>
    public static IEnumerable<FieldDeed> Baselines(ImmutableArray<(LineId Line, DateOnly AsOf, string Source)> baselines)
        => baselines.Select((b, i) => new FieldDeed.OfPlan(
            District.At(Season.First, new TimeOnly(8, 0)).AddSeconds((i + 1) * 1_500 / (baselines.Length + 1)),
            Cast.Office,
            new PlanCommand.ConfirmBaseline(b.Line, b.AsOf, b.Source)));

    /// <summary>
    /// A label says more, and one more unit helps: a new version of the plan that moves no figure. It is looked at for half an
    /// hour and taken, unless another proposal came meanwhile.
    /// </summary>
    public IEnumerable<FieldDeed> PlanEdit()
    {
        if (setting.Plan.Lines.FirstOrDefault(l => l.Id == Manner.Edited) is not { Steps: [var first, .. var later] } line) yield break;
        var edited = line with
        {
            Steps = [first with { Label = "建成投用" }, .. later],
            Supporting = [.. line.Supporting, "区卫生局 康复保健业务指导"],
        };
        var proposed = Moment(EditedOn, 10, setting.Seed.For("office"));
        yield return new FieldDeed.OfPlan(
            proposed, Cast.Office, new PlanCommand.Propose(setting.Plan with { Lines = setting.Plan.Lines.Replace(line, edited) }, "演练虚构：区长效办"));
        yield return new FieldDeed.OfPlan(proposed.AddMinutes(30), Cast.Office, new PlanCommand.Take(1));
    }

    /// <summary>Addresses and telephone numbers, put right by the street.</summary>
    public IEnumerable<FieldDeed> Correct(ImmutableArray<FacilityDraft> facilities)
    {
        var known = facilities.Where(f => IsHouse(f) && setting.StreetOf(f.Place) is not null);
        foreach (var facility in setting.Seed.Shuffle(known, f => f.Id.Value, "correction").Take(Corrections))
        {
            var dice = setting.Seed.For("correction of", facility.Id.Value);
            yield return new FieldDeed.OfFacility(
                Moment(Workday(new DateOnly(2013, 10, 8).AddDays(dice.Below(80))), dice.Between(9, 16), dice),
                Cast.Street(setting.StreetOf(facility.Place)!.Value),
                facility.Id,
                new FacilityCommand.Correct(facility.Name, facility.Details with
                {
                    Address = Wording.Address(setting.Places.Find(facility.Place)!, dice),
                    Phone = Wording.Telephone(dice),
                }));
        }
    }

    /// <summary>Registered a second time by mistake, and withdrawn.</summary>
    public IEnumerable<FieldDeed> DoubleEntry(ImmutableArray<FacilityDraft> facilities)
    {
        var built = facilities.Where(f =>
            IsHouse(f) && f.Origin == Origin.Planned && setting.Places.Find(f.Place)?.Kind == PlaceKind.Community);
        foreach (var draft in setting.Seed.Shuffle(built, f => f.Id.Value, "double entry").Take(1))
        {
            var dice = setting.Seed.For("double entry of", draft.Id.Value);
            var twin = draft with { Id = FacilityId.Of($"{draft.Line}-double-entry"), Source = "演练虚构：街道上报" };
            var actor = Cast.Community(draft.Place);
            yield return new FieldDeed.OfFacility(Moment(EnteredTwiceOn, 9, dice), actor, twin.Id, new FacilityCommand.Register(twin));
            var withdrawal = new FacilityCommand.Withdraw("重复登记，同一处已有编号");
            yield return new FieldDeed.OfFacility(Moment(EnteredTwiceOn.AddDays(1), 15, dice), actor, twin.Id, withdrawal);
        }
    }

    /// <summary>With a door to knock at and a telephone.</summary>
    private bool IsHouse(FacilityDraft facility)
        => setting.Plan.Lines.FirstOrDefault(l => l.Id == facility.Line) is { } line && Manner.Of(line).Craft is Craft.Room or Craft.Clinic;

    private DateOnly Workday(DateOnly day) => setting.Calendar.OnOrAfter(day);

    private static DateTimeOffset Moment(DateOnly day, int hour, Dice dice)
        => District.At(day, new TimeOnly(hour, dice.Below(60), dice.Below(60)));
}
