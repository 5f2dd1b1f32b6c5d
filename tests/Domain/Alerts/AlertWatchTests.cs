using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Alerts;

public sealed class AlertWatchTests
{
    private static readonly WatchRound Nothing = WatchRound.Nothing([]);
    private WatchState state = AlertWatch.Empty;
    private long version;

    [Fact]
    public void It_looks_at_nine_and_each_hour_until_the_evening()
    {
        Tell("10-08 07:00", new WatchCommand.Begin(PlaceId.Of("s1")));
        Assert.Equal("10-08 09:00", Next());
        Assert.False(state.IsMorning(Watched.At("10-08 08:59")));
        Assert.True(state.IsMorning(Watched.At("10-08 09:00")));

        Look("10-08 09:00");
        Assert.Equal((Sample.Day("10-08"), "10-08 10:00"), (state.Day!.Value, Next()));
        Assert.False(state.IsMorning(Watched.At("10-08 12:00")));
        Look("10-08 19:30");
        Assert.Equal("10-08 20:00", Next());
        Look("10-08 20:00");
        Assert.Equal("10-09 09:00", Next());
    }

    [Fact]
    public void After_a_clock_that_jumped_it_looks_once()
    {
        Tell("10-08 07:00", new WatchCommand.Begin(PlaceId.Of("s1")));
        Look("11-11 15:20");
        Assert.Equal((Sample.Day("11-11"), "11-11 16:00"), (state.Day!.Value, Next()));
    }

    [Fact]
    public void A_clock_that_is_behind_the_one_that_claimed_it_changes_nothing()
    {
        Tell("10-08 07:00", new WatchCommand.Begin(PlaceId.Of("s1")));
        Assert.Equal("not-due", Code(new WatchCommand.Evaluate { Round = Nothing }, "10-08 08:59"));
        Look("10-08 09:00");
        Assert.Equal("not-due", Code(new WatchCommand.Evaluate { Round = Nothing }, "10-08 09:30"));
    }

    [Fact]
    public void While_a_rehearsal_hurries_it_looks_once_a_day()
    {
        Tell("10-08 07:00", new WatchCommand.Begin(PlaceId.Of("s1")));
        Tell("10-08 11:00", new WatchCommand.Evaluate { Round = Nothing, IsHurried = true });
        Assert.Equal("10-09 09:00", Next());
    }

    /// <summary>What it saw before nine is no morning's look, and neither is one that saw nothing.</summary>
    [Fact]
    public void A_look_counts_for_when_it_was_taken_and_not_for_when_it_is_journaled()
    {
        Tell("10-07 07:00", new WatchCommand.Begin(PlaceId.Of("s1")));
        Look("10-07 09:00");
        Tell("10-08 09:01", new WatchCommand.Evaluate { Round = Nothing with { At = Watched.At("10-08 08:59") } });
        Assert.True(state.IsMorning(Watched.At("10-08 10:00")));
        Tell("10-08 10:00", new WatchCommand.Evaluate { Round = Nothing });
        Assert.True(state.IsMorning(Watched.At("10-08 11:00")));
        Look("10-08 11:00");
        Assert.False(state.IsMorning(Watched.At("10-08 12:00")));
    }

    [Fact]
    public void It_begins_once_and_before_it_nothing_is_looked_at()
    {
        Assert.Equal("not-begun", Code(new WatchCommand.Evaluate { Round = Nothing }));
        Tell("10-08 07:00", new WatchCommand.Begin(PlaceId.Of("s1")));
        Assert.Equal("begun", Code(new WatchCommand.Begin(PlaceId.Of("s1"))));
        Assert.Equal("not-begun", Code(new WatchCommand.Evaluate()));
    }

    private void Look(string at) => Tell(at, new WatchCommand.Evaluate { Round = Nothing with { At = Watched.At(at) } });

    private void Tell(string at, WatchCommand command)
    {
        var accepted = Assert.IsType<Decision<WatchEvent>.Accepted>(Decide(at, command));
        foreach (var happened in accepted.Events) state = AlertWatch.Fold(state, new Recorded<WatchEvent>(happened.Event, ++version, Actor.Timekeeper, Watched.At(at)));
    }

    private string Code(WatchCommand command, string at = "10-08 10:00") => Assert.Single(Assert.IsType<Decision<WatchEvent>.Declined>(Decide(at, command)).Refusal.Faults).Code;

    private Decision<WatchEvent> Decide(string at, WatchCommand command) => AlertWatch.Decide(state, command, new Circumstances(Watched.At(at), Actor.Timekeeper, null, PlaceTree.Empty));

    private string Next()
    {
        var item = Assert.Single(AlertWatch.Agenda(state));
        return $"{District.Local(item.Due):MM-dd HH:mm}";
    }
}
