using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tests.ServicePoints;

namespace Circle.Domain.Tests.PointChecks;

/// <summary>One street's check, told from day to day.</summary>
public sealed class PointCheckTests
{
    private static readonly PlaceId Home = PlaceId.Of("s1");
    private static readonly PointCheckId Id = PointCheckId.Of(Home, new Quarter(2013, 4));
    private static readonly Actor Keeper = AccountId.Of("keeper").Actor;
    private static readonly Actor Caller = AccountId.Of("caller").Actor;

    private static readonly Drawing Three = new(7, "seed",
    [
        new SampledPoint(ServicePointId.Of("a"), Street.Living, 1, []),
        new SampledPoint(ServicePointId.Of("b"), LineId.Of("pharmacy"), 2, [Keeper]),
        new SampledPoint(ServicePointId.Of("c"), Street.Living, 3, []),
    ]);

    private PointCheckState state = PointCheck.Empty;
    private long version;

    [Fact]
    public void It_is_drawn_once_of_the_present_quarter_by_whoever_may_inspect_the_whole_district()
    {
        var draw = new PointCheckCommand.Draw(Id, Home) { Drawing = Three };
        Assert.Equal(new Need(Permission.Verify, Subject.District).Permission, PointCheck.Needs(state, draw)!.Permission);
        Assert.Equal([Subject.District], PointCheck.Needs(state, draw)!.On);
        Assert.Empty(PointCheck.Contribute(state));

        Assert.Equal("no-points", Refused(draw with { Drawing = null }));
        Assert.Equal("no-points", Refused(draw with { Drawing = Three with { Sample = [] } }));
        Assert.Equal("quarter", Refused(draw, "2014-01-01"));
        Assert.Equal("unknown", Refused(draw with { Check = PointCheckId.Of("s1c1-2013q4"), Street = PlaceId.Of("s1c1") }));
        Assert.Equal("no-checks", Refused(draw, rules: Street.Rules with { Checked = 0 }));

        Then("11-04", draw);
        Assert.Equal((7, Sample.Day("11-04"), 3), (state.Population, state.DrawnOn, state.Points.Length));
        Assert.Equal("drawn", Refused(draw));
        var row = Assert.Single(PointCheck.Contribute(state));
        Assert.Equal(("check:s1-2013q4", "2013q4", Home), (row.Row.Value, row.Head!.Stage, row.Head.Region));
        Assert.Equal(["living|checked|drawn|20131001=2", "pharmacy|checked|drawn|20131001=1"], Cells());
    }

    [Fact]
    public void An_answer_counts_until_it_is_corrected_and_after_the_quarter_nothing_changes()
    {
        Assert.Equal("unknown", Refused(Right(1)));
        Drawn();
        Then("11-05", Right(1));
        Then("11-05", Wrong(2, CheckedField.Hours, CheckedField.Phone), Caller);
        Assert.Equal([CheckedField.Phone, CheckedField.Hours], state.Points[1].Fields);
        Assert.Equal(new CheckCounts(3, 1, 1, 0), PointCheckView.Of(state).Count());
        Assert.Equal(500, PointCheckView.Of(state).Count().Rate);
        Assert.Equal(new CheckCounts(2, 1, 0, 0), PointCheckView.Of(state).Count(Street.Living));
        Assert.Equal(["living|checked|drawn|20131001=2", "living|checked|right|20131001=1", "pharmacy|checked|drawn|20131001=1", "pharmacy|checked|wrong|20131001=1"], Cells());

        Assert.Equal("unchanged", Refused(Right(1)));
        Then("12-31", Wrong(1, CheckedField.State), Caller);
        Assert.Equal(new CheckCounts(3, 0, 2, 0), PointCheckView.Of(state).Count());
        Assert.Equal(0, PointCheckView.Of(state).Count().Rate);
        Assert.Equal("over", Refused(Right(3), "2014-01-01"));
        Assert.Equal("unknown", Refused(Right(4)));
        Assert.Equal("unknown", Refused(Right(0)));
    }

    [Fact]
    public void Nobody_checks_what_they_keep()
    {
        Drawn();
        var refusal = Assert.IsType<Decision<PointCheckEvent>.Declined>(PointCheck.Decide(state, Right(2), At("11-05", Keeper))).Refusal;

        Assert.Equal((RefusalKind.Forbidden, "own-entry"), (refusal.Kind, refusal.Faults.Single().Code));
        Then("11-05", Right(1), Keeper);
    }

    [Fact]
    public void Who_is_not_there_is_called_on_three_days_and_counts_only_then()
    {
        Drawn();
        var missed = new PointCheckCommand.Answer(1, Verdict.Unreachable, [], null);
        Then("11-05", missed);
        Assert.Equal("tried-today", Refused(missed, "11-05"));
        Then("11-06", missed);
        Assert.Equal(new CheckCounts(3, 0, 0, 0), PointCheckView.Of(state).Count());
        Assert.Null(PointCheckView.Of(state).Count().Rate);
        Then("11-07", missed);
        Assert.Equal((3, true), (state.Points[0].Attempts, state.Points[0].IsDone));
        Assert.Equal(new CheckCounts(3, 0, 0, 1), PointCheckView.Of(state).Count());
        Assert.Equal("tried-enough", Refused(missed, "11-08"));

        Then("11-08", Right(1));
        Assert.Equal((3, new CheckCounts(3, 1, 0, 0)), (state.Points[0].Attempts, PointCheckView.Of(state).Count()));
    }

    [Theory]
    [InlineData(Verdict.Wrong, 0, null, "required")]
    [InlineData(Verdict.Right, 1, null, "not-allowed")]
    [InlineData(Verdict.Unreachable, 1, null, "not-allowed")]
    [InlineData(Verdict.Wrong, 2, null, "twice")]
    [InlineData(Verdict.Wrong, 1, "新号码 0371-6381 2345", "personal-data")]
    [InlineData(Verdict.Wrong, 1, "新号码（138）０１２３ 4567", "personal-data")]
    public void A_fault_is_named_where_it_is(Verdict verdict, int fields, string? note, string code)
        => Assert.Equal(code, Refused(new PointCheckCommand.Answer(1, verdict, [.. Enumerable.Repeat(CheckedField.Phone, fields)], note)));

    [Fact]
    public void A_note_is_short_and_all_faults_are_named_at_once()
    {
        Drawn();
        var refusal = Assert.IsType<Decision<PointCheckEvent>.Declined>(PointCheck.Decide(state, new PointCheckCommand.Answer(1, Verdict.Wrong, [], new string('长', PointCheck.MaxNote + 1)), At("11-05"))).Refusal;

        Assert.Equal((RefusalKind.Invalid, "fields", "note"), (refusal.Kind, refusal.Faults[0].Field, refusal.Faults[1].Field));
        Then("11-05", Wrong(1, CheckedField.Hours) with { Note = "  周一到周五 9:00 到 18:00 " });
        Assert.Equal("周一到周五 9:00 到 18:00", state.Points[0].Note);
    }

    [Fact]
    public void What_was_wrong_waits_until_the_entry_is_corrected_or_all_that_was_wrong_is_verified()
    {
        var called = new CheckedPoint(1, ServicePointId.Of("a"), Street.Living, 4, Verdict.Wrong, [CheckedField.Hours, CheckedField.Address], 0, true, Sample.Day("11-05"), null);
        var point = ServicePointView.Of(Street.Found().State) with { ListedAt = 4 };
        Verification On(FieldGroup group, string day) => new(group, Sample.Day(day), VerifiedBy.Visit, Keeper);

        Assert.True(StillWrong.Is(called, point));
        Assert.True(StillWrong.Is(called, point with { Verified = [On(FieldGroup.Contact, "11-05"), On(FieldGroup.Other, "11-04")] }));
        Assert.False(StillWrong.Is(called, point with { Verified = [On(FieldGroup.Contact, "11-05"), On(FieldGroup.Other, "11-06")] }));
        Assert.False(StillWrong.Is(called, point with { ListedAt = 5 }));
        Assert.False(StillWrong.Is(called, point with { State = PointState.Closed }));
        Assert.False(StillWrong.Is(called with { Verdict = Verdict.Right, Fields = [] }, point));
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 3, 0)]
    [InlineData(8, 12, 667)]
    [InlineData(1, 3, 333)]
    [InlineData(1_999, 2_000, 999)]
    [InlineData(2_000, 2_000, 1_000)]
    public void A_rate_is_rounded_and_whole_only_where_nothing_is_wrong(int right, int done, int? rate) => Assert.Equal(rate, new CheckCounts(done, right, done - right, 0).Rate);

    private static PointCheckCommand.Answer Right(int number) => new(number, Verdict.Right, [], null);

    private static PointCheckCommand.Answer Wrong(int number, params ImmutableArray<CheckedField> fields) => new(number, Verdict.Wrong, fields, null);

    private static Circumstances At(string day, Actor? actor = null, DirectoryRules? rules = null)
        => Street.On(day) with
        {
            Actor = actor ?? Caller,
            Plan = new PlanVersion(1, new PlanDocument("1", "1", Sample.Day("09-20"), [Sample.Line("park")], [], rules ?? Street.Rules), [], ImmutableDictionary<LineId, Baseline>.Empty),
        };

    private IEnumerable<string> Cells() => Assert.Single(PointCheck.Contribute(state)).Cells.Cells.Select(c => $"{c.Key}={c.Value}").Order(StringComparer.Ordinal);

    private void Drawn() => Then("11-04", new PointCheckCommand.Draw(Id, Home) { Drawing = Three });

    private void Then(string day, PointCheckCommand command, Actor? actor = null)
    {
        foreach (var happened in Assert.IsType<Decision<PointCheckEvent>.Accepted>(PointCheck.Decide(state, command, At(day, actor))).Events)
            state = PointCheck.Fold(state, new Recorded<PointCheckEvent>(happened.Event, ++version, actor ?? Caller, At(day).Now));
    }

    private string Refused(PointCheckCommand command, string day = "11-05", DirectoryRules? rules = null)
        => Assert.IsType<Decision<PointCheckEvent>.Declined>(PointCheck.Decide(state, command, At(day, null, rules))).Refusal.Faults[0].Code;
}
