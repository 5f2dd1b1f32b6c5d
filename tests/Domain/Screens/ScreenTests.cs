using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Screens;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Screens;

public sealed class ScreenTests
{
    private static readonly ScreenId Id = ScreenId.Of("sc1");
    private static readonly Mounting Hall = new(55, 4m);
    private static readonly ScreenCommand.Approve Approve = new(Id, "大厅", PlaceId.Of("s1"), Hall);

    [Fact]
    public void A_screen_is_approved_corrected_moved_reloaded_and_revoked()
    {
        var state = After(Screen.Empty, Approve);
        Assert.Equal((Id, "大厅", PlaceId.Of("s1"), Hall), (state.Id!.Value, state.Name, state.Place, state.Mounting));

        state = After(state, new ScreenCommand.Correct(" 会议室 ", new Mounting(98, 4.5m)));
        Assert.Equal(("会议室", new Mounting(98, 4.5m)), (state.Name, state.Mounting));

        state = After(state, new ScreenCommand.Move(PlaceId.Of("s2c1")));
        Assert.Equal(PlaceId.Of("s2c1"), state.Place);

        state = After(After(state, new ScreenCommand.Reload()), new ScreenCommand.Reload());
        Assert.Equal(2, state.Reloads);

        state = After(state, new ScreenCommand.Revoke("已拆除"));
        Assert.Equal("已拆除", state.Reason);
    }

    [Fact]
    public void It_may_watch_its_place_while_it_is_approved_and_nothing_else_ever()
    {
        Assert.Empty(Screen.Empty.InForce);
        var state = After(Screen.Empty, Approve);
        Assert.All(Enum.GetValues<Permission>(), p => Assert.Equal(p == Permission.Watch, May(state, p, "s1c1")));
        Assert.True(May(state, Permission.Watch, "s1"));
        Assert.False(May(state, Permission.Watch, "s2"));

        state = After(state, new ScreenCommand.Move(PlaceId.Of("s2")));
        Assert.False(May(state, Permission.Watch, "s1"));
        Assert.True(May(state, Permission.Watch, "s2"));

        Assert.Empty(After(state, new ScreenCommand.Revoke("已拆除")).InForce);

        static bool May(ScreenState state, Permission permission, string place)
            => Rights.May(state.InForce, new Need(permission, new Subject(PlaceId.Of(place))), Sample.Tree(2, 1), Sample.Day("11-12"));
    }

    [Fact]
    public void What_is_revoked_stays_revoked()
    {
        var revoked = After(After(Screen.Empty, Approve), new ScreenCommand.Revoke("已拆除"));

        Assert.Equal("approved-already", Refused(revoked, Approve).Code);
        foreach (var command in (ScreenCommand[])[new ScreenCommand.Correct("会议室", Hall), new ScreenCommand.Move(PlaceId.Of("s2")), new ScreenCommand.Reload(), new ScreenCommand.Revoke("试")])
        {
            Assert.Equal("revoked", Refused(revoked, command).Code);
            Assert.Equal("unknown", Refused(Screen.Empty, command).Code);
        }
    }

    [Theory]
    [InlineData("", "s1", 55, "4", "name")]
    [InlineData("\u200B", "s1", 55, "4", "name")]
    [InlineData("大厅", "nowhere", 55, "4", "place")]
    [InlineData("大厅", "s1", 9, "4", "inches")]
    [InlineData("大厅", "s1", 501, "4", "inches")]
    [InlineData("大厅", "s1", 55, "0.2", "metres")]
    [InlineData("大厅", "s1", 55, "50.1", "metres")]
    [InlineData("大厅", "s1", 55, "4.55", "metres")]
    [InlineData("", "nowhere", 0, "0", "name place inches metres")]
    public void Every_fault_is_named_at_once(string name, string place, int inches, string metres, string fields)
    {
        var mounting = new Mounting(inches, decimal.Parse(metres, System.Globalization.CultureInfo.InvariantCulture));
        var faults = Faults(Screen.Empty, new ScreenCommand.Approve(Id, name, PlaceId.Of(place), mounting));

        Assert.Equal(fields.Split(' ').Order(StringComparer.Ordinal), faults.Select(f => f.Field).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_changes_nothing_is_refused()
    {
        var state = After(Screen.Empty, Approve);

        Assert.Equal("unchanged", Refused(state, new ScreenCommand.Correct("大厅", Hall)).Code);
        Assert.Equal("unchanged", Refused(state, new ScreenCommand.Move(PlaceId.Of("s1"))).Code);
        Assert.Equal("to", Refused(state, new ScreenCommand.Move(PlaceId.Of("nowhere"))).Field);
        Assert.Equal("reason", Refused(state, new ScreenCommand.Revoke(" ")).Field);
    }

    [Fact]
    public void Only_whoever_may_mount_screens_may_do_it_there()
    {
        ScreenCommand[] commands = [Approve, new ScreenCommand.Correct("会议室", Hall), new ScreenCommand.Move(PlaceId.Of("s2")), new ScreenCommand.Reload(), new ScreenCommand.Revoke("试")];
        var approved = After(Screen.Empty, Approve);
        var roles = Roles.All.Where(r => commands.All(c => Rights.May([new Grant(r, null, null, null, Sample.Day("09-26"), null)], Screen.Needs(approved, c)!, Sample.Tree(2, 1), Sample.Day("11-12"))));

        Assert.Equal([Role.Programme], roles);
        Assert.Equal([new Subject(PlaceId.Of("s1")), new Subject(PlaceId.Of("s2"))], Screen.Needs(approved, commands[2])!.On);
    }

    [Fact]
    public void An_actor_that_is_a_screen_is_no_account_and_the_other_way_round()
    {
        Assert.Equal(Id, ScreenId.Of(Id.Actor));
        Assert.Null(AccountId.Of(Id.Actor));
        Assert.Null(ScreenId.Of(AccountId.Of("a1").Actor));
        Assert.Null(ScreenId.Of(new Actor("screen:NOT ONE")));
    }

    private static Circumstances At { get; } = new(
        Circle.Domain.Time.District.At(Sample.Day("11-12")),
        AccountId.Of("office").Actor,
        new PlanVersion(1, new PlanDocument("1", "1", Sample.Day("09-20"), [Sample.Line("park")], []), [], ImmutableDictionary<LineId, Baseline>.Empty),
        Sample.Tree(2, 1));

    private static ScreenState After(ScreenState state, ScreenCommand command)
    {
        var accepted = Assert.IsType<Decision<ScreenEvent>.Accepted>(Screen.Decide(state, command, At));
        return Screen.Fold(state, new Recorded<ScreenEvent>(Assert.Single(accepted.Events).Event, 1, At.Actor, At.Now));
    }

    private static Fault Refused(ScreenState state, ScreenCommand command) => Assert.Single(Faults(state, command));

    private static ImmutableArray<Fault> Faults(ScreenState state, ScreenCommand command)
        => Assert.IsType<Decision<ScreenEvent>.Declined>(Screen.Decide(state, command, At)).Refusal.Faults;
}
