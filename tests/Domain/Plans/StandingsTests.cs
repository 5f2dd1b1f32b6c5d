using Circle.Domain.Places;
using Circle.Domain.Plans;
using CsCheck;
using static Circle.Domain.Tests.Plans.Sample;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Tests.Plans;

public sealed class StandingsTests
{
    /// <summary>托老站: reported by 11-30, inspected from 12-01 (§三(五)1).</summary>
    private static readonly Line DayCare = Line("day-care", Step("11-30", Stage.Completed), Step("2014-12-31", Stage.Completed));

    private static Cell[] Owing(Line line, long items, params Cell[] reached)
    {
        Target[] targets = [Target(line, 0, "u", items)];
        return [.. Debts.Due(targets), .. Debts.Met(line, targets, reached, []), .. reached];
    }

    private static LineStanding Of(Line line, IEnumerable<Cell> cells, string today, string? since = null)
        => Standings.Of(line, cells, Day(today), true, false, since is null ? null : Day(since));

    [Fact]
    public void Reported_by_the_due_date_is_not_red_when_inspection_begins_and_is_shown_as_waiting()
    {
        var standing = Of(DayCare, Owing(DayCare, 1, Reached(DayCare, Stage.Completed, Day("11-30"))), "12-01");

        Assert.Equal((Status.OnTrack, 1, 0, 1), (standing.Status, standing.Due, standing.Owed, standing.Waiting));
    }

    [Fact]
    public void A_return_restores_the_debt_from_the_old_due_date()
    {
        // Before: reported on 11-28. After the return of 12-03 the report's cell is gone, or is taken back on that day.
        var gone = Of(DayCare, Owing(DayCare, 1), "12-04");
        var takenBack = Of(
            DayCare,
            Owing(DayCare, 1, Reached(DayCare, Stage.Completed, Day("11-28")), Reached(DayCare, Stage.Completed, Day("12-03"), -1)),
            "12-04");

        Assert.Equal((Status.Missed, 1, 4), (gone.Status, gone.Owed, gone.DaysOverdue));
        Assert.Equal(gone, takenBack);
    }

    [Fact]
    public void Accepted_is_no_longer_waiting_and_more_accepted_than_reported_is_not_negative()
    {
        var accepted = Owing(DayCare, 1, Reached(DayCare, Stage.Completed, Day("11-20")), Reached(DayCare, Stage.Accepted, Day("12-05")));

        Assert.Equal(1, Of(DayCare, accepted, "12-04").Waiting);
        Assert.Equal(0, Of(DayCare, accepted, "12-05").Waiting);
        Assert.Equal(0, Of(DayCare, [Reached(DayCare, Stage.Accepted, Day("11-20"))], "12-01").Waiting);
    }

    [Fact]
    public void Only_the_last_step_passed_unmet_is_missed_and_a_met_one_after_a_gap_is_behind()
    {
        var line = Line("l", Step("09-30", Stage.Completed), Step("10-31", Stage.Accepted));
        Cell due0 = new(new(line.Id, Counts.Due, "09-30-completed", Day("09-30")), 1);
        Cell due1 = new(new(line.Id, Counts.Due, "10-31-accepted", Day("10-31")), 1);
        Cell met1 = new(new(line.Id, Counts.Met, "10-31-accepted", Day("10-30")), 1);

        Assert.Equal(Status.Behind, Of(line, [due0, due1], "10-31").Status);
        Assert.Equal(Status.Missed, Of(line, [due0, due1], "11-01").Status);
        Assert.Equal(Status.Behind, Of(line, [due0, due1, met1], "11-01").Status);
        Assert.Equal(Status.Missed, Of(line, [due0], "10-01").Status);
    }

    [Theory]
    [InlineData(Rhythm.Weekly, "11-15", "11-29", Status.OnTrack)]
    [InlineData(Rhythm.Weekly, "11-15", "11-30", Status.NoData)]
    [InlineData(Rhythm.Monthly, "09-29", "11-29", Status.OnTrack)]
    [InlineData(Rhythm.Monthly, "09-29", "11-30", Status.NoData)]
    public void Silence_is_two_whole_rhythms(Rhythm rhythm, string heard, string today, Status status)
    {
        var line = DayCare with { Rhythm = rhythm };

        Assert.Equal(status, Of(line, [.. Owing(line, 1), Heard(line, Day(heard))], today).Status);
    }

    [Fact]
    public void Silence_is_told_before_a_far_first_step()
        => Assert.Equal(Status.NoData, Of(DayCare, Owing(DayCare, 1), "10-15", "09-30").Status);

    [Fact]
    public void Silence_counts_from_the_later_of_report_and_confirmation()
    {
        var owing = Owing(DayCare, 1);
        Cell[] heard = [.. owing, Heard(DayCare, Day("11-01")), Heard(DayCare, Day("10-05"))];

        Assert.Equal(Status.OnTrack, Of(DayCare, owing, "11-24", "11-10").Status);
        Assert.Equal(Status.NoData, Of(DayCare, owing, "11-25", "11-10").Status);
        Assert.Equal(Status.OnTrack, Of(DayCare, heard, "11-15").Status);
        Assert.Equal(Status.NoData, Of(DayCare, heard, "11-16").Status);
        Assert.Equal(Status.OnTrack, Of(DayCare, heard, "11-24", "11-10").Status);
        Assert.Equal(Status.OnTrack, Of(DayCare, owing, "11-25").Status);
    }

    [Fact]
    public void Who_has_done_all_may_be_silent()
    {
        var done = Owing(DayCare, 1, Reached(DayCare, Stage.Completed, Day("10-01")));

        Assert.Equal(Status.OnTrack, Of(DayCare, done, "11-29", "09-26").Status);
    }

    [Theory]
    [InlineData("11-01", Status.NothingDue)]
    [InlineData("11-02", Status.OnTrack)]
    public void A_first_step_over_28_days_away_is_nothing_due(string today, Status status)
        => Assert.Equal(status, Of(DayCare, Owing(DayCare, 1), today).Status);

    [Fact]
    public void At_risk_needs_three_reached_and_less_than_even_odds()
    {
        var slow = Of(DayCare, Owing(DayCare, 40, Reached(DayCare, Stage.Completed, Day("11-10"), 3)), "11-20");
        var few = Of(DayCare, Owing(DayCare, 40, Reached(DayCare, Stage.Completed, Day("11-10"), 2)), "11-20");
        var fast = Of(DayCare, Owing(DayCare, 40, Reached(DayCare, Stage.Completed, Day("11-10"), 36)), "11-20");
        var longAgo = Of(DayCare, Owing(DayCare, 40, Reached(DayCare, Stage.Completed, Day("10-23"), 36)), "11-20");

        Assert.Equal((Status.AtRisk, 37), (slow.Status, slow.Step!.Due - slow.Step.Reached));
        Assert.Equal((Status.OnTrack, null), (few.Status, few.Forecast!.Median));
        Assert.Equal(Status.OnTrack, fast.Status);
        Assert.Null(longAgo.Forecast!.Median);
    }

    [Fact]
    public void Of_two_steps_on_the_next_date_the_one_that_still_needs_something_is_shown()
    {
        var line = Line("l", Step("11-30", Stage.Delivered), Step("11-30", Stage.Completed));
        Target[] targets = [Target(line, 0, "u", 1), Target(line, 1, "u", 1)];
        Cell[] delivered = [Reached(line, Stage.Delivered, Day("11-01"))];
        Cell[] both = [.. delivered, Reached(line, Stage.Completed, Day("11-05"))];

        Assert.Equal(Stage.Completed, Shown(delivered).Step!.Stage);
        Assert.NotNull(Shown(delivered).Forecast);
        Assert.Equal(Stage.Delivered, Shown(both).Step!.Stage);
        Assert.Null(Shown(both).Forecast);

        LineStanding Shown(Cell[] reached) => Of(line, [.. Debts.Due(targets), .. Debts.Met(line, targets, reached, [])], "11-12");
    }

    [Fact]
    public void Another_lines_cells_and_steps_that_the_plan_no_longer_has_change_nothing()
    {
        var other = Line("other", Step("09-30", Stage.Completed));
        Cell[] cells = [.. Owing(DayCare, 1), .. Owing(other, 5), new(new(DayCare.Id, Counts.Due, "gone", Day("09-30")), 7)];

        Assert.Equal(Of(DayCare, Owing(DayCare, 1), "12-01"), Of(DayCare, cells, "12-01"));
    }

    [Fact]
    public void What_is_dated_after_today_does_not_count_yet()
    {
        var cells = Owing(DayCare, 1, Reached(DayCare, Stage.Completed, Day("12-05"))).Append(Heard(DayCare, Day("12-05"))).ToList();

        Assert.Equal((1, 0), (Of(DayCare, cells, "12-04").Owed, Of(DayCare, cells, "12-04").Waiting));
        Assert.Equal((0, 1), (Of(DayCare, cells, "12-05").Owed, Of(DayCare, cells, "12-05").Waiting));
    }

    [Fact]
    public void Unconfirmed_is_never_red_and_in_no_total()
        => Gen.Select(World.Any, Gen.Int[0, 500]).Sample((world, day) => Assert.Equal(
            new LineStanding(world.Line.Id, Status.BaselineUnconfirmed, 0, 0, 0, 0, null, null),
            Standings.Of(world.Line, world.Region(District).Cells, Day("09-10").AddDays(day), false, false, Day("09-10"))));

    [Fact]
    public void Red_is_exactly_that_something_is_owed_whatever_the_forecast_says()
        => Gen.Select(World.Any, Gen.Int[0, 130]).Sample((world, day) =>
        {
            var standing = world.At(District, Day("09-10").AddDays(day));
            Assert.Equal(standing.Owed > 0, standing.Status.IsRed());
            Assert.Equal(standing.Owed > 0, standing.DaysOverdue > 0);
            Assert.InRange(standing.Owed, 0, standing.Due);
        });
}
