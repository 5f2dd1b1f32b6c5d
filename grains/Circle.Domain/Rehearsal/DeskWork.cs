using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Coordinations;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>What lies on the desks of a district.</summary>
/// <param name="Alerts">Open ones, without copies, worst first.</param>
/// <param name="Orders">All that were issued, ended ones with them.</param>
/// <param name="Matters">All that were raised.</param>
public sealed record Desks(ImmutableArray<AlertView> Alerts, ImmutableArray<SupervisionView> Orders, ImmutableArray<CoordinationView> Matters);

/// <summary>
/// What simulated people do about what the system itself tells them: at a few hours of a working day they look at their desks. It cannot be written beforehand as
/// <see cref="FieldWork"/> is, since nobody knows what will slip. Pure: of the same desks at the same hour the same deeds come.
/// </summary>
public sealed class DeskWork
{
    /// <summary>When they look. Each thing is looked at in one of them a day.</summary>
    private static readonly ImmutableArray<TimeOnly> Hours = [new(10, 0), new(11, 0), new(14, 30), new(16, 0)];

    private readonly AlertDesk alerts;
    private readonly OrderDesk orders;
    private readonly MatterDesk matters;

    public DeskWork(int seed, PlanDocument plan, PlaceTree places, WorkCalendar calendar)
    {
        var setting = new Setting(new Seed(seed), plan, places, calendar);
        (alerts, orders, matters) = (new AlertDesk(setting), new OrderDesk(setting), new MatterDesk(setting));
    }

    /// <summary>The first hour at which they look after a moment.</summary>
    public static DateTimeOffset NextAfter(DateTimeOffset now, WorkCalendar calendar)
    {
        for (var day = calendar.OnOrAfter(District.DateOf(now)); ; day = calendar.OnOrAfter(day.AddDays(1)))
            foreach (var hour in Hours)
                if (District.At(day, hour) is var at && at > now) return at;
    }

    /// <param name="hour">One of those of <see cref="NextAfter"/>.</param>
    /// <returns>At most one of each alert, order and matter.</returns>
    public ImmutableArray<FieldDeed> Deeds(DateTimeOffset hour, Desks desks) =>
    [
        .. alerts.Deeds(hour, desks),
        .. orders.Deeds(hour, desks),
        .. matters.Deeds(hour, desks),
    ];

    /// <summary>One thing's dice at an hour; null: it is looked at in another hour of the day.</summary>
    internal static Dice? At(Setting setting, DateTimeOffset hour, string what)
    {
        var day = District.DateOf(hour).ToString("O");
        var slot = Hours[setting.Seed.For("hour", what, day).Below(Hours.Length)];
        return District.Local(hour).TimeOfDay == slot.ToTimeSpan() ? setting.Seed.For("desk", what, day) : null;
    }

    /// <summary>Who answers for a unit.</summary>
    internal static Actor? Unit(Setting setting, PlaceId unit, LineId? line) => setting.Places.Find(unit)?.Kind switch
    {
        PlaceKind.Community => Cast.Community(unit),
        PlaceKind.Street => Cast.Street(unit),
        PlaceKind.District when line is { } led => Cast.Lead(led),
        _ => null,
    };
}
