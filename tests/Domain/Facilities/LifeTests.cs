using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Facilities;

public sealed class LifeTests
{
    private static readonly Gen<Deed[]> Lives = Deed.Lines.SelectMany(Deed.Lives);

    [Fact]
    public void A_refused_command_changes_nothing_and_an_accepted_one_something()
        => Lives.Sample(life =>
        {
            var story = new Story();
            foreach (var deed in life)
            {
                var (before, stored) = (story.At, story.Journal.Count);
                var answer = story.Tell(deed.At, deed.Command).Single();
                if (answer is Answer.Refused) Assert.Equal((before, stored), (story.At, story.Journal.Count));
                else Assert.True(story.At.Version > before.Version && Story.Text(before.State) != Story.Text(story.State), $"{deed} is an event that nothing shows");
            }
        });

    [Fact]
    public void Stored_events_give_the_state_back()
        => Lives.Sample(life =>
        {
            var story = Live(life);

            var again = RunQueue<Facility, FacilityState, FacilityCommand, FacilityEvent>.Replay(Committed<FacilityState>.None(Facility.Empty), story.Journal);

            Assert.Equal(Story.Text(story.At), Story.Text(again));
        });

    [Fact]
    public void A_state_survives_a_snapshot()
        => Lives.Sample(life =>
        {
            var text = Story.Text(Live(life).At);

            Assert.Equal(text, Story.Text(System.Text.Json.JsonSerializer.Deserialize<Committed<FacilityState>>(text, JournalJson.Options)));
        });

    [Fact]
    public void Versions_have_no_gap_hashes_form_a_chain_and_recorded_time_never_falls()
        => Lives.Sample(life =>
        {
            var (version, hash, time) = (0L, "", DateTimeOffset.MinValue);
            foreach (var stored in Live(life).Journal)
            {
                Assert.Equal(++version, stored.Version);
                Assert.Equal(hash, stored.PreviousHash);
                Assert.True(stored.RecordedAt >= time);
                Assert.Equal(Envelope.ToMicroseconds(stored.RecordedAt), stored.RecordedAt);
                (hash, time) = (stored.Hash, stored.RecordedAt);
            }
        });

    [Fact]
    public void Decided_together_or_one_by_one_is_the_same()
        => Gen.Select(Lives, Gen.Int[2, 8]).Sample((life, size) =>
        {
            var (together, alone) = (new Story(), new Story());
            foreach (var batch in life.Chunk(size))
            {
                var at = batch[0].At;
                var answers = together.Tell(at, batch.Select(d => d.Command));
                var each = batch.SelectMany(d => alone.Tell(at, d.Command)).ToList();
                Assert.Equal(each.Select(a => a.GetType()), answers.Select(a => a.GetType()));
            }

            Assert.Equal(Story.Text(alone.State), Story.Text(together.State));
            Assert.Equal(alone.Journal.Select(e => e.Data), together.Journal.Select(e => e.Data));
            Assert.Equal(Sum(alone), Sum(together));
        });

    [Fact]
    public void What_the_runs_carried_is_what_the_state_contributes()
        => Lives.Sample(life =>
        {
            var story = Live(life);

            Assert.Equal(story.Cells, Sum(story));
            Assert.Equal(story.Contribution.Head, story.Rows[^1].Head);
            Assert.All(story.Rows, row => Assert.Equal(story.Contribution.Row, row.Row));
        });

    [Fact]
    public void An_item_stands_at_a_stage_if_and_only_if_the_facility_reached_it()
        => Lives.Sample(life =>
        {
            var state = Live(life).State;
            var counts = state.Standing is not (Standing.Suspended or Standing.Withdrawn);
            var cells = Facility.Contribute(state).Single().Cells.Cells;
            foreach (var stage in Enum.GetValues<Stage>().Where(s => s > Stage.Planned))
            {
                var items = cells.Where(c => c.Key.Measure == Counts.Item && c.Key.Point == TallyKey.PointOf(stage)).ToList();
                if (counts && state.ReachedOn(stage) is { } day) Assert.Equal((day, 1), (Assert.Single(items).Key.Date, items[0].Value));
                else Assert.Empty(items);
            }
        });

    [Fact]
    public void Reaching_a_stage_implies_those_before_it_not_later()
        => Lives.Sample(life =>
        {
            var state = Live(life).State;
            foreach (var stage in Enum.GetValues<Stage>().Where(s => s < Stage.Accepted))
            {
                if (state.ReachedOn(stage + 1) is { } later) Assert.True(state.ReachedOn(stage) <= later);
            }
        });

    [Fact]
    public void No_measure_stands_at_more_than_the_facility_needs_and_none_falls()
        => Lives.Sample(life =>
        {
            var state = Live(life).State;
            foreach (var group in Facility.Contribute(state).Single().Cells.Cells.GroupBy(c => (c.Key.Measure, c.Key.Point)))
            {
                Assert.All(group, c => Assert.True(c.Value > 0));
                if (state.Measures.FirstOrDefault(m => m.Measure == group.Key.Measure) is { } need) Assert.True(group.Sum(c => c.Value) <= need.Quantity);
            }
        });

    [Fact]
    public void A_return_restores_exactly_what_was_owed_before_the_report()
        => (from line in Deed.Lines
            from early in Deed.EarlyWork(line)
            from day in Gen.Int[0, 20]
            from far in Gen.Int[0, 2]
            select (line, early, built: Sample.Day("10-20").AddDays(day), far)).Sample(given =>
        {
            var story = new Story();
            story.Tell(Site.At("09-26", Story.Reporter), new FacilityCommand.Register(Site.Draft(given.line)));
            story.Tell(Site.At("11-25", Story.Reporter), given.early);
            var before = story.Counting;

            story.Then(new FacilityCommand.ReportCompletion(given.built, null), on: "11-25");
            if (given.far > 0) story.Then(new FacilityCommand.File(given.built), on: "11-25");
            if (given.far > 1) story.Then(new FacilityCommand.Accept(95, given.built, null), Story.Inspector, "11-25");
            Assert.NotEqual(before, story.Counting);
            story.Then(new FacilityCommand.Return(["缺"], given.built.AddDays(9), null, given.built), Story.Inspector, "11-25");

            Assert.Equal(before, story.Counting);
        });

    /// <summary>Everything is told one command at a time, in the order given.</summary>
    private static Story Live(Deed[] life)
    {
        var story = new Story();
        foreach (var deed in life) story.Tell(deed.At, deed.Command);
        return story;
    }

    private static Tally Sum(Story story) => story.Rows.Aggregate(Tally.Empty, (sum, row) => sum.Plus(row.Delta));
}
