using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Facilities;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Walls;
using BusinessDay = Circle.Domain.Time.District;

namespace Circle.Cluster.Tests.Time;

/// <summary>
/// A district of three streets whose clock stands until a story sets it on: at this hour this happens, by then a wall says that.
/// Hours are Shanghai's.
/// </summary>
public sealed class Script : IAsyncDisposable
{
    /// <summary>调解室: one, two and three of each street by the ends of September, October and November, and 19 in December that no street has been given.</summary>
    public static readonly LineId Mediation = LineId.Of("mediation-room");

    /// <summary>片医: one of each street by 30 September.</summary>
    public static readonly LineId Medical = LineId.Of("medical");

    /// <summary>托老站: one in <c>s1c1</c> by 30 November.</summary>
    public static readonly LineId DayCare = LineId.Of("day-care");

    private static readonly PlanDocument Plan = SmallDistrict.Plan with
    {
        Lines =
        [
            SmallDistrict.Line(Medical, 1, [], SmallDistrict.Step("2013-09-30", 1)) with { Ring = Ring.Health },
            SmallDistrict.Line(DayCare, 2, [], Of(SmallDistrict.Step("2013-11-30", 0), new Quota(QuotaKind.Roster, 0, Answerer.Community))) with
            {
                Ring = Ring.Welfare,
                Roster = [new(PlaceId.Of("s1c1"), 1)],
            },
            SmallDistrict.Line(
                Mediation,
                3,
                [],
                SmallDistrict.Step("2013-09-30", 1),
                SmallDistrict.Step("2013-10-31", 2),
                SmallDistrict.Step("2013-11-30", 3),
                Of(SmallDistrict.Step("2013-12-31", 3), new Quota(QuotaKind.Each, 3, Answerer.Street), new Quota(QuotaKind.Number, 19, Answerer.District))),
        ],
    };

    private readonly SqliteFolder _folder = new();

    private Script()
    {
    }

    public CircleCluster Cluster { get; private set; } = null!;

    /// <param name="hour">As <c>10-01 00:00</c>, in 2013 where no year stands before it.</param>
    /// <param name="confirmed">Lines whose baseline is confirmed then.</param>
    public static async Task<Script> FromAsync(string hour, params ImmutableArray<LineId> confirmed)
    {
        var script = new Script();
        script.Cluster = await CircleCluster.StartAsync(new ClusterSetup(script._folder.Options(), Begins: At(hour)));
        await script.Cluster.PrepareAsync(Plan);
        foreach (var line in confirmed) await script.ConfirmAsync(line);
        return script;
    }

    public static DateOnly Day(string text)
        => DateOnly.ParseExact(text.Length == 5 ? $"2013-{text}" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public Task ClockAsync(string hour) => Cluster.SetClockAsync(At(hour));

    public async Task ConfirmAsync(LineId line)
        => (await Cluster.Plan.AskAsync(new PlanCommand.ConfirmBaseline(line, Day("09-10"), "摸底"), actor: Asking.Inspector)).Accepted();

    public async Task<IFacilityGrain> RegisterAsync(LineId line, string place, string name)
    {
        var facility = Cluster.Facility(name);
        await TellAsync(facility, new FacilityCommand.Register(SmallDistrict.Facility(name, PlaceId.Of(place), line)));
        return facility;
    }

    public async Task<IFacilityGrain> ReportedAsync(LineId line, string place, string name, string on)
    {
        var facility = await RegisterAsync(line, place, name);
        await TellAsync(facility, new FacilityCommand.ReportCompletion(Day(on), null));
        return facility;
    }

    public static async Task TellAsync(IFacilityGrain facility, FacilityCommand command, Actor? by = null)
        => (await facility.AskAsync(command, actor: by)).Accepted();

    /// <summary>The wall of a place says something in the end; the failure shows what it said instead.</summary>
    public async Task SeesAsync<TCell>(string wall, string key, Func<TCell, bool> says, string what)
        where TCell : WallCell
    {
        var shown = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var frame = await Cluster.Region(PlaceId.Of(wall)).Next(null);
                return frame.Cells.TryGetValue(key, out var cell) && says(JsonSerializer.Deserialize<TCell>(shown = cell!, WallCell.Json)!);
            },
            () => $"{what}; the wall of {wall} says {shown}");
    }

    public Task LineSaysAsync(LineId line, Func<LineCell, bool> says, string what, string wall = "d") => SeesAsync($"{wall}", $"line/{line}", says, what);

    public Task StreetSaysAsync(string street, Func<PlaceCell, bool> says, string what) => SeesAsync("d", $"place/{street}", says, what);

    public async ValueTask DisposeAsync()
    {
        if (Cluster is not null) await Cluster.DisposeAsync();
        _folder.Dispose();
    }

    private static Step Of(Step step, params ImmutableArray<Quota> quotas) => step with { Quotas = quotas };

    private static DateTimeOffset At(string hour)
        => BusinessDay.At(Day(hour[..^6]), TimeOnly.ParseExact(hour[^5..], "HH:mm", CultureInfo.InvariantCulture));
}
