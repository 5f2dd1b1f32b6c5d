using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Facilities;

/// <summary>One command by one of three actors at one moment, fitting or not.</summary>
internal sealed record Deed(FacilityCommand Command, string By, DateTimeOffset Now)
{
    private static readonly string[] Actors = [Story.Reporter, Story.Inspector, "street:other"];

    private static readonly DateOnly First = Sample.Day("09-26");

    private static readonly Gen<DateOnly> Days = Gen.Int[-1, 60].Select(d => First.AddDays(d));

    public static readonly Gen<Line> Lines = Gen.OneOf(Site.Room, Site.Pharmacy, Site.Park, Site.Marked);

    /// <summary>A facility's life on a line: registered first, then up to 30 deeds in any order, clocks going back now and then.</summary>
    public static Gen<Deed[]> Lives(Line line) =>
        from first in On(line, Gen.Const<FacilityCommand>(new FacilityCommand.Register(Site.Draft(line))))
        from rest in On(line, Commands(line)).Array[0, 30]
        select (Deed[])[first, .. rest];

    /// <summary>Reports of the stages before completion.</summary>
    public static Gen<FacilityCommand[]> EarlyWork(Line line)
        => Progress(line, Gen.OneOf(Stage.Prepared, Stage.Delivered)).Array[0, 6];

    public Circumstances At => new(Now, new Actor(By), Site.Plan, Site.Places);

    public override string ToString() => $"{Now:MM-dd HH:mm} {By}: {Command}";

    private static Gen<Deed> On(Line line, Gen<FacilityCommand> commands) =>
        from command in commands
        from actor in Gen.Int[0, 2]
        from minutes in Gen.Int[0, 60 * 24 * 60]
        select new Deed(command, Actors[actor], District.At(First).AddMinutes(minutes).AddTicks(minutes * 7L));

    private static Gen<FacilityCommand> Commands(Line line) => Gen.Frequency(
        (6, Progress(line, Gen.Enum<Stage>())),
        (6, Days.Select(on => (FacilityCommand)new FacilityCommand.ReportCompletion(on, null))),
        (3, Days.Select(on => (FacilityCommand)new FacilityCommand.File(on))),
        (3, Gen.Enum<Stage>().Select(stage => (FacilityCommand)new FacilityCommand.Retract(stage, "报错了"))),
        (4, Gen.Select(Days, Gen.Int[85, 101]).Select((on, score) => (FacilityCommand)new FacilityCommand.Accept(score, on, null))),
        (4, Days.Select(on => (FacilityCommand)new FacilityCommand.Return(["缺"], on.AddDays(7), null, on))),
        (1, Days.Select(until => (FacilityCommand)new FacilityCommand.Suspend("停", until))),
        (2, Gen.Const<FacilityCommand>(new FacilityCommand.Resume())),
        (1, Gen.OneOf("s1", "s2c1", "district", "nowhere").Select(to => (FacilityCommand)new FacilityCommand.Move(PlaceId.Of(to), "划界"))),
        (1, Gen.OneOf("甲", "乙").Select(name => (FacilityCommand)new FacilityCommand.Correct(name, FacilityDetails.Unknown))),
        (1, Gen.OneOf("丙", "丁").Select(name => (FacilityCommand)new FacilityCommand.Import(Site.Draft(line) with { Name = name }))));

    private static Gen<FacilityCommand> Progress(Line line, Gen<Stage> stages) =>
        from stage in stages
        from measure in Gen.Int[-1, line.Measures.Length - 1]
        from quantity in Gen.OneOf(Gen.Const((long?)null), Gen.Long[1, 310_000].Select(q => (long?)q), Gen.Long[1, 1_000].Select(q => (long?)q))
        from day in Days
        select (FacilityCommand)new FacilityCommand.ReportProgress(measure < 0 ? null : line.Measures[measure].Id, stage, quantity, day, null);
}
