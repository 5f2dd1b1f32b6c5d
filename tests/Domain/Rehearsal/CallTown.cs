using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Rehearsal;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Tickets;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Rehearsal;

/// <summary>The synthetic district with a laundry or a pharmacy in each community, and its hotline as it stands on 12 November at 14:30.</summary>
internal sealed class CallTown
{
    public static readonly DateTimeOffset Look = District.At(new DateOnly(2013, 11, 12), new TimeOnly(14, 30));

    private static readonly SyntheticDistrict Town = SyntheticDistrict.Instance;

    private static readonly PlanDocument Plan = Town.Plan with
    {
        Directory = new DirectoryRules(
            [
                new PointKind(PointKindId.Of("laundry"), "洗衣点", "Laundry", LineId.Of("living-circle"), true),
                new PointKind(PointKindId.Of("pharmacy"), "药店", "Pharmacy", LineId.Of("pharmacy"), false),
            ],
            [], 90, 180, 800, 500, 30, []),
    };

    private static readonly ImmutableArray<PointDraft> Points =
    [
        .. Town.Places.OfKind(PlaceKind.Community).Select((c, i) => new PointDraft(
            ServicePointId.Of(string.Create(CultureInfo.InvariantCulture, $"point-{i}")), PointKindId.Of(i % 3 == 0 ? "pharmacy" : "laundry"), c.Id,
            new PointListing($"{c.Name}店", [], null, null, [], [], null, null, null, null), null, "试验")),
    ];

    private static readonly ImmutableDictionary<StreamId, TicketSite> Sites = Points
        .Select(p => (Row: ServicePoint.StreamOf(p.Id), Site: new TicketSite(p.Place, Plan.Directory!.Find(p.Kind)!.Line)))
        .Concat(Town.Facilities.Select(f => (Row: Facility.StreamOf(f.Id), Site: new TicketSite(f.Place, f.Line))))
        .ToImmutableDictionary(s => s.Row, s => s.Site);

    private static readonly ConcurrentDictionary<int, Lazy<CallTown>> Played = [];

    private CallTown(int seed)
    {
        Deeds = Write(seed);
        Hotline = new Hotline(null, (Town.Places, Plan, Town.Calendar, District.At(new DateOnly(2013, 9, 26))), row => Sites.GetValueOrDefault(row));
        foreach (var deed in Deeds.TakeWhile(d => d.At <= Look))
        {
            var code = Hotline.Until(deed.At).Code(deed.Ticket.Value, deed.Actor, deed.Command);
            if (code.Length > 0) Declined.Add($"{District.Local(deed.At):MM-dd HH:mm} {deed.Ticket} {deed.Command}: {code}");
        }

        Hotline.Until(Look);
    }

    public static WorkCalendar Calendar => Town.Calendar;

    public static PlaceTree Places => Town.Places;

    /// <summary>To the end of 2014.</summary>
    public ImmutableArray<FieldDeed.OfTicket> Deeds { get; }

    /// <summary>At <see cref="Look"/>.</summary>
    public Hotline Hotline { get; }

    /// <summary>What was refused, in words.</summary>
    public List<string> Declined { get; } = [];

    public IEnumerable<TicketEvent> Events => Hotline.All.SelectMany(t => Hotline.Events(t.Intake.Id.Value)).Select(e => e.Event);

    /// <summary>Played once per seed, for all tests.</summary>
    public static CallTown Of(int seed) => Played.GetOrAdd(seed, s => new Lazy<CallTown>(() => new CallTown(s))).Value;

    public static ImmutableArray<FieldDeed.OfTicket> Write(int seed)
    {
        var work = FieldWork.Write(seed, Plan, Town.Places, Town.Facilities, Town.Baselines, Points, [], Town.Calendar);
        return [.. CallRounds.Write(seed, Plan, Town.Places, Town.Facilities, work, Town.Calendar).Cast<FieldDeed.OfTicket>()];
    }
}
