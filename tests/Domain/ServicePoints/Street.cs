using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>A plan with a directory, two streets, and one service point told from day to day.</summary>
internal sealed class Street
{
    public static readonly LineId Living = LineId.Of("living");

    public static readonly DirectoryRules Rules = new(
        [
            new PointKind(PointKindId.Of("laundry"), "洗衣点", "Laundry", Living, true),
            new PointKind(PointKindId.Of("pharmacy"), "药店", "Pharmacy", LineId.Of("pharmacy"), false),
        ],
        [PointKindId.Of("laundry")], 90, 180, 800, 500, 30, [new SpacingRule(PointKindId.Of("pharmacy"), 500)]);

    public static readonly PointListing Listing = new(
        "东昌洗衣店", ["东昌干洗"], "戊院路 12 号", "东门对面", [new PointPhone("0371-63812345", PhoneType.Landline)],
        [new PointService("干洗", 1_500, "件", true)], "Mo-Fr 09:00-18:00", true, null, new Position(34.79, 113.68, Datum.Gcj02));

    public static readonly PlaceTree Places = Sample.Tree(2, 1);

    private long version;

    public ServicePointState State { get; private set; } = ServicePoint.Empty;

    public List<ServicePointEvent> Events { get; } = [];

    public static PointDraft Draft(string kind = "laundry") => new(ServicePointId.Of("p1"), PointKindId.Of(kind), PlaceId.Of("s1c1"), Listing, null, "摸底表");

    public static Street Found(string kind = "laundry") => new Street().Then(new ServicePointCommand.Find(Draft(kind)), "10-08");

    /// <summary>As far along as a step, one a day from 10-09 on.</summary>
    public static Street At(Registration step)
    {
        var street = Found();
        foreach (var command in Way.Take((int)step)) street.Then(command, "10-20");
        return street;
    }

    public static ImmutableArray<ServicePointCommand> Way { get; } =
    [
        new ServicePointCommand.File(Sample.Day("10-09")),
        new ServicePointCommand.Register("金商备 1", Sample.Day("10-10")),
        new ServicePointCommand.Agree("协 1", Sample.Day("10-11"), Sample.Day("2014-10-10")),
        new ServicePointCommand.HangSign("牌 1", Sample.Day("10-12")),
        new ServicePointCommand.Supervise(Sample.Day("10-13")),
    ];

    /// <param name="by">Whose account.</param>
    public static Circumstances On(string day, string by = "clerk") => new(
        District.At(Sample.Day(day), new TimeOnly(12, 0)),
        AccountId.Of(by).Actor,
        new PlanVersion(1, new PlanDocument("1", "1", Sample.Day("09-20"), [Sample.Line("park")], [], Rules), [], ImmutableDictionary<LineId, Baseline>.Empty),
        Places);

    public Street Then(ServicePointCommand command, string on = "10-20", string by = "clerk")
    {
        var decision = ServicePoint.Decide(State, command, On(on, by));
        foreach (var happened in Assert.IsType<Decision<ServicePointEvent>.Accepted>(decision).Events) Folded(happened.Event, on, by);
        return this;
    }

    /// <summary>As a journal has it, whatever would be decided today.</summary>
    public Street Folded(ServicePointEvent happened, string on, string by = "clerk")
    {
        Events.Add(happened);
        State = ServicePoint.Fold(State, new Recorded<ServicePointEvent>(happened, ++version, On(on, by).Actor, On(on, by).Now));
        return this;
    }

    public ImmutableArray<Fault> Faults(ServicePointCommand command, string on = "10-20", string by = "clerk")
        => Assert.IsType<Decision<ServicePointEvent>.Declined>(ServicePoint.Decide(State, command, On(on, by))).Refusal.Faults;

    public string Refused(ServicePointCommand command, string on = "10-20", string by = "clerk") => Assert.Single(Faults(command, on, by)).Code;
}
