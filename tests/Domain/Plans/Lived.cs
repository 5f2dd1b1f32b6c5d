using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using CsCheck;
using District = Circle.Domain.Time.District;

namespace Circle.Domain.Tests.Plans;

/// <summary>A deed at some facility: what is asked, hours after the deed before, for a day that lies some days back, and where.</summary>
internal sealed record LivedDeed(int Facility, int Kind, int Hours, int DaysBack, int Where);

/// <summary>What happened to the facilities of one line by the commands that people use; what was refused is left out.</summary>
/// <param name="World">Line, places and targets; its own facts are not used.</param>
/// <param name="Told">Each facility's events, in the order of recording.</param>
internal sealed record Lived(World World, ImmutableArray<ImmutableArray<Recorded<FacilityEvent>>> Told)
{
    public const int Facilities = 7;

    private static readonly Actor Reporter = new("street:reporter");
    private static readonly Actor Inspector = new("district:inspector");
    private static readonly DateOnly First = Sample.Day("09-15");

    /// <summary>Reports, returns, moves, suspensions and withdrawals in any order, on a line of any shape.</summary>
    public static readonly Gen<Lived> Any =
        from world in World.Wild
        from deeds in Gen.Select(Gen.Int[0, Facilities - 1], Gen.Int[0, 15], Gen.Int[1, 60], Gen.Int[0, 40], Gen.Int[0, 99])
            .Select((facility, kind, hours, back, place) => new LivedDeed(facility, kind, hours, back, place)).Array[0, 70]
        select Of(world with { Facts = [] }, deeds);

    public IEnumerable<FacilityState> States => Told.Where(told => !told.IsEmpty).Select(told => told.Aggregate(Facility.Empty, Facility.Fold));

    public PlanVersion Plan => PlanOf(World);

    /// <summary>The same told as plain facts: where each facility stands that counts, and since when at which stage.</summary>
    public World Plainly => World with
    {
        Facts =
        [
            .. from state in States
               where state.Standing is Standing.Active or Standing.Returned
               let days = Enum.GetValues<Stage>().Where(s => s > Stage.Planned).Select(state.ReachedOn).TakeWhile(day => day is not null)
               where days.Any()
               select new Fact(state.Draft!.Place, [.. days.Select(day => day!.Value)]),
        ],
    };

    /// <summary>Every row that was ever committed, a facility's in the order of its revisions.</summary>
    public IEnumerable<PlaceRow> Rows => Told.SelectMany(told =>
    {
        var state = Facility.Empty;
        return told.Select((recorded, i) =>
        {
            var row = Facility.Contribute(state = Facility.Fold(state, recorded)).Single();
            return new PlaceRow(row.Row, row.Head!.Region, i + 1, row.Cells, row.Head.Latest);
        }).ToList();
    });

    public override string ToString() => $"{World.Line.Steps.Length} steps; "
        + string.Join("; ", Told.Where(t => !t.IsEmpty).Select((told, i) => $"{i}: {string.Join(", ", told.Select(r => $"{r.RecordedAt:MM-dd} {r.Event}"))}"));

    private static PlanVersion PlanOf(World world) => new(
        1,
        new PlanDocument("号", "计划", Sample.Day("09-01"), [world.Line], []),
        world.Targets,
        ImmutableDictionary<LineId, Baseline>.Empty.Add(world.Line.Id, new Baseline(Sample.Day("09-01"), "摸底", Inspector, Sample.Day("09-01"))));

    private static Lived Of(World world, LivedDeed[] deeds)
    {
        var plan = PlanOf(world);
        var (states, told) = (Enumerable.Repeat(Facility.Empty, Facilities).ToArray(), Enumerable.Range(0, Facilities).Select(_ => new List<Recorded<FacilityEvent>>()).ToArray());
        var now = District.At(First);
        foreach (var deed in deeds)
        {
            now = now.AddHours(deed.Hours);
            var (i, place) = (deed.Facility, world.Places.All[deed.Where % world.Places.All.Length].Id);
            var command = states[i].Draft is null ? new FacilityCommand.Register(Draft(world, i, place)) : Command(deed, place, now);
            var by = command is FacilityCommand.Accept or FacilityCommand.Return ? Inspector : Reporter;
            if (Facility.Decide(states[i], command, new Circumstances(now, by, plan, world.Places)) is not Decision<FacilityEvent>.Accepted accepted) continue;
            foreach (var happened in accepted.Events)
            {
                told[i].Add(new Recorded<FacilityEvent>(happened.Event, told[i].Count + 1, by, now));
                states[i] = Facility.Fold(states[i], told[i][^1]);
            }
        }

        return new Lived(world, [.. told.Select(t => t.ToImmutableArray())]);
    }

    private static FacilityCommand Command(LivedDeed deed, PlaceId place, DateTimeOffset now)
    {
        var today = District.DateOf(now);
        var on = today.AddDays(-deed.DaysBack) is var day && day < Sample.Day("09-01") ? Sample.Day("09-01") : day;
        return deed.Kind switch
        {
            0 => new FacilityCommand.ReportProgress(null, Stage.Prepared, null, on, null),
            1 => new FacilityCommand.ReportProgress(null, Stage.Delivered, null, on, null),
            <= 5 => new FacilityCommand.ReportCompletion(on, null),
            <= 7 => new FacilityCommand.File(on),
            <= 9 => new FacilityCommand.Accept(95, on, null),
            10 => new FacilityCommand.Return(["缺"], on.AddDays(9), null, on),
            11 => new FacilityCommand.Suspend("停", null),
            12 => new FacilityCommand.Resume(),
            13 => deed.DaysBack < 10 ? new FacilityCommand.Withdraw("撤") : new FacilityCommand.Resume(),
            14 => new FacilityCommand.Retract(Stage.Completed, "报错了"),
            _ => new FacilityCommand.Move(place, "划界"),
        };
    }

    private static FacilityDraft Draft(World world, int number, PlaceId place) => new(
        FacilityId.Of($"f{number}"),
        world.Line.Id,
        place,
        $"设施{number}",
        Origin.Planned,
        ImmutableDictionary<MeasureId, long>.Empty,
        FacilityDetails.Unknown,
        null,
        "test");
}
