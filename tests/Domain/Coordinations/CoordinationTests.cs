using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Coordinations;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tests.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Coordinations;

/// <summary>One matter that a street raises to a lead unit, told from day to day.</summary>
public sealed class CoordinationTests
{
    private static readonly Actor Clerk = AccountId.Of("clerk").Actor;
    private static readonly CoordinationCommand.Raise Raise = new(CoordinationId.Of("m1"), PlaceId.Of("s1"), LineId.Of("park"), "用地未批");

    private static readonly PlanVersion Plan = new(1, new PlanDocument("1", "1", Sample.Day("09-20"), [Sample.Line("park")], []), [], ImmutableDictionary<LineId, Baseline>.Empty);

    private readonly List<CoordinationEvent> events = [];
    private CoordinationState state = Coordination.Empty;
    private DateTimeOffset now = Watched.At("10-09 10:00");

    [Fact]
    public void Raised_taken_answered_returned_answered_and_settled()
    {
        Then(Raise).Until("10-10 10:00").Then(new CoordinationCommand.Take()).Then(new CoordinationCommand.Answer("本周批复")).Until("10-11 10:00")
            .Then(new CoordinationCommand.Return("仍未批")).Then(new CoordinationCommand.Answer("已批")).Then(new CoordinationCommand.Settle(null)).Until("12-31 09:00");
        Assert.Equal((CoordinationStage.Settled, 6), (state.View!.Stage, events.Count));
        Assert.Equal("已批", state.View.Answer!.Note);
        Assert.Empty(Coordination.Agenda(state));
    }

    [Fact]
    public void Nobody_takes_it_and_it_goes_up_to_the_district()
        => Assert.Equal(["LeadUnit 10-12 09:00", "District 10-15 09:00"], Then(Raise).Until("12-31 09:00").Fired());

    [Fact]
    public void What_is_taken_is_answered_within_five_working_days_and_settled_within_five()
    {
        Then(Raise).Then(new CoordinationCommand.Take());
        Assert.Equal(["LeadUnit 10-16 09:00"], Until("10-16 09:00").Fired());
        Then(new CoordinationCommand.Answer("已批"));
        Assert.Equal(["Street 10-24 09:00"], Until("10-24 09:00").Fired());
    }

    [Fact]
    public void What_cannot_be_says_why()
    {
        Assert.Equal("id unknown", Code(new CoordinationCommand.Take()));
        Assert.Equal("street unknown, lead unknown, text required", Code(new CoordinationCommand.Raise(CoordinationId.Of("m1"), PlaceId.Of("s1c1"), LineId.Of("x"), "")));
        Then(Raise);
        Assert.Equal("raised", Code(Raise));
        Assert.Equal("not-taken", Code(new CoordinationCommand.Answer("已批")));
        Assert.Equal("not-answered", Code(new CoordinationCommand.Return("未批")));
        Then(new CoordinationCommand.Take());
        Assert.Equal("taken", Code(new CoordinationCommand.Take()));
        Then(new CoordinationCommand.Answer("已批"));
        Assert.Equal("answered", Code(new CoordinationCommand.Answer("已批")));
        Then(new CoordinationCommand.Settle("已批"));
        Assert.Equal("ended", Code(new CoordinationCommand.Settle(null)));
    }

    [Theory]
    [InlineData(Role.Street, "s1", null, "Raise Return Settle")]
    [InlineData(Role.Street, "s2", null, "")]
    [InlineData(Role.Community, "s1c1", null, "")]
    [InlineData(Role.LeadUnit, null, "park", "Take Answer")]
    [InlineData(Role.LeadUnit, null, "clinic", "")]
    [InlineData(Role.Programme, null, null, "")]
    public void The_street_raises_and_settles_and_the_lead_unit_answers(Role role, string? place, string? line, string may)
    {
        Then(Raise);
        var grant = new Grant(role, place is null ? null : PlaceId.Of(place), line is null ? null : LineId.Of(line), null, Sample.Day("09-01"), null);
        CoordinationCommand[] all = [Raise, new CoordinationCommand.Take(), new CoordinationCommand.Answer("已批"), new CoordinationCommand.Return("未批"), new CoordinationCommand.Settle(null)];
        Assert.Equal(may, string.Join(' ', all.Where(c => Rights.May([grant], Coordination.Needs(state, c)!, Sample.Tree(1, 1), Sample.Day("10-10")))));
    }

    [Fact]
    public void No_rung_fires_twice_and_what_is_not_settled_is_waited_for() => Gen.Int[0, 5].Array[1, 40].Sample(deeds =>
    {
        var matter = new CoordinationTests();
        matter.Then(Raise);
        foreach (var deed in deeds)
        {
            if (deed == 5) matter.Until($"{Domain.Time.District.Local(matter.now.AddHours(70)):yyyy-MM-dd HH:mm}");
            else
            {
                matter.Try(deed switch
                {
                    0 => new CoordinationCommand.Take(),
                    1 or 2 => new CoordinationCommand.Answer("已批"),
                    3 => new CoordinationCommand.Return("未批"),
                    _ => new CoordinationCommand.Take(),
                });
            }

            var wait = Assert.IsType<Wait>(matter.state.View!.Wait);
            Assert.Equal(wait.Fired.Length, wait.Fired.Select(f => f.Rung).Distinct().Count());
            Assert.Equal(wait.Next is null, wait.Fired is [.., { Rung: Rung.District }]);
        }
    });

    private CoordinationTests Until(string time)
    {
        var end = Watched.At(time);
        while (Coordination.Agenda(state).FirstOrDefault(i => i.Due <= end) is { } item)
        {
            if (item.Due > now) now = item.Due;
            Then(new CoordinationCommand.Escalate());
        }

        now = end;
        return this;
    }

    private CoordinationTests Then(CoordinationCommand command)
    {
        Assert.True(Try(command), $"{command} was refused");
        return this;
    }

    private bool Try(CoordinationCommand command)
    {
        if (Decide(command) is not Decision<CoordinationEvent>.Accepted accepted) return false;
        events.Add(accepted.Events[0].Event);
        state = Coordination.Fold(state, new Recorded<CoordinationEvent>(events[^1], events.Count, Clerk, now));
        return true;
    }

    private string Code(CoordinationCommand command)
        => string.Join(", ", Assert.IsType<Decision<CoordinationEvent>.Declined>(Decide(command)).Refusal.Faults.Select(f => $"{f.Field} {f.Code}".Trim()));

    private string[] Fired() => [.. state.View!.Wait!.Fired.Select(f => $"{f.Rung} {Domain.Time.District.Local(f.At):MM-dd HH:mm}")];

    private Decision<CoordinationEvent> Decide(CoordinationCommand command) => Coordination.Decide(state, command, new Circumstances(now, Clerk, Plan, Sample.Tree(1, 1)) { Calendar = Watched.Calendar });
}
