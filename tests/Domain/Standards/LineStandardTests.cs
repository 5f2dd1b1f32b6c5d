using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using Circle.Domain.Tests.Facilities;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Standards;

/// <summary>What a line's facilities are accepted by, from version to version.</summary>
public sealed class LineStandardTests
{
    private static readonly ChecklistItem Area = new(ItemId.Of("area"), ItemKind.Number, "建筑面积", 60, true, 100_000, "平方米", "三（五）1");
    private static readonly ChecklistItem Rooms = new(ItemId.Of("rooms"), ItemKind.YesNo, "四室一课", 40, false, null, null, "");
    private static readonly StandardCommand.Write First = new(Site.Room.Id, 0, [Area, Rooms], null, SurveyRule.Usual);

    private StandardState state = LineStandard.Empty;
    private long version;

    [Fact]
    public void The_lines_lead_unit_alone_writes_it()
    {
        var need = LineStandard.Needs(state, First)!;

        Assert.Equal((Permission.Specify, new Subject(Line: Site.Room.Id)), (need.Permission, need.On.Single()));
        Assert.Equal([Role.LeadUnit], Roles.All.Where(r => Roles.PermissionsOf(r).Contains(Permission.Specify)));
        Assert.True(Rights.May([GrantOf(Site.Room.Id)], need, Site.Places, Sample.Day("10-01")));
        Assert.False(Rights.May([GrantOf(Site.Park.Id)], need, Site.Places, Sample.Day("10-01")));
    }

    [Fact]
    public void A_version_is_written_over_the_one_that_was_seen_and_the_one_before_is_not_changed()
    {
        Then(First);
        var before = state.InForce!;
        Then(First with { Seen = 1, Items = [Area with { Weight = 70 }, Rooms with { Weight = 30 }] });

        Assert.Equal((1, 60), (before.Version, before.Items[0].Weight));
        Assert.Equal((2, 70), (state.InForce!.Version, state.InForce.Items[0].Weight));
        Assert.Equal([1, 2], state.Versions.Select(v => v.Version));
        Assert.Equal(Refusal.ChangedMeanwhileCode, Refused(First with { Seen = 1, Survey = SurveyRule.Usual with { Size = 20 } }));
        Assert.Equal("unchanged", Refused(First with { Seen = 2, Items = state.InForce.Items }));
        Assert.Equal("unknown", Refused(First with { Seen = 2, Line = Site.Park.Id }));
    }

    [Fact]
    public void Weights_make_a_hundred_and_every_fault_is_named_at_once()
    {
        var faults = Faults(First with
        {
            Items = [Area with { Weight = 50, Bound = null, Unit = null }, Rooms with { Id = Area.Id, Text = " ", Bound = 5 }],
            Survey = new SurveyRule(5, 6, 0, [Criterion.Current, Criterion.Current]),
        });

        Assert.Equal(
            ["items/0/bound", "items/0/unit", "items/1/text", "items/1/bound", "items", "items", "survey/leastAnswered", "survey/bound", "survey/yesNo"],
            faults.Select(f => f.Field));
        Assert.Equal(["twice", "weights"], faults.Where(f => f.Field == "items").Select(f => f.Code));
    }

    [Fact]
    public void Without_a_pass_mark_something_has_to_be_required()
    {
        Assert.Equal("none-required", Refused(First with { Items = [Area with { Required = false }, Rooms] }));
        Assert.Null(Refused(First with { Items = [Area with { Required = false }, Rooms], PassMark = 80 }));
    }

    /// <summary>The two government-service lines pass with 90: their lead units may ask for more and not for less.</summary>
    [Theory]
    [InlineData(null, "required")]
    [InlineData(89, "out-of-range")]
    [InlineData(90, null)]
    [InlineData(100, null)]
    [InlineData(101, "out-of-range")]
    public void The_plans_pass_mark_is_the_least(int? mark, string? code) => Assert.Equal(code, Refused(First with { Line = Site.Marked.Id, PassMark = mark }));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void What_the_plan_asks_for_is_offered_with_weights_that_make_a_hundred(int standards)
    {
        var line = Site.Marked with { Standards = [.. Enumerable.Range(0, standards).Select(i => new Standard($"{i}", i == 0 ? 100_000 : null, i == 0 ? "平方米" : null, true, "三"))] };
        var offered = PlanChecklist.Of(line);

        Assert.Equal((0, 100, 90), (offered.Version, offered.Items.Sum(i => i.Weight), offered.PassMark));
        Assert.Equal((ItemKind.Number, 100_000L), (offered.Items[0].Kind, offered.Items[0].Bound));
        Assert.All(offered.Items[1..], i => Assert.Equal((ItemKind.YesNo, null), (i.Kind, i.Bound)));
        Assert.Null(Refused(new StandardCommand.Write(line.Id, 0, offered.Items, offered.PassMark, offered.Survey)));
    }

    [Fact]
    public void Where_the_plan_asks_for_nothing_nothing_is_offered() => Assert.Empty(PlanChecklist.Of(Site.Room).Items);

    private static Grant GrantOf(LineId line) => new(Role.LeadUnit, null, line, null, Sample.Day("09-01"), null);

    private static Circumstances At => Site.At("10-01", "account:lead");

    private void Then(StandardCommand.Write command)
    {
        foreach (var happened in Assert.IsType<Decision<StandardEvent>.Accepted>(LineStandard.Decide(state, command, At)).Events)
            state = LineStandard.Fold(state, new Recorded<StandardEvent>(happened.Event, ++version, At.Actor, At.Now));
    }

    private ImmutableArray<Fault> Faults(StandardCommand.Write command) => LineStandard.Decide(state, command, At) is Decision<StandardEvent>.Declined declined ? declined.Refusal.Faults : [];

    private string? Refused(StandardCommand.Write command) => Faults(command) is [var first, ..] ? first.Code : null;
}
