using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Walls;

namespace Circle.Cluster.Tests.Plans;

/// <summary>From a confirmed baseline to what the wall says is owed.</summary>
public sealed class BaselineTests : OwnDistrict
{
    [Fact]
    public async Task A_confirmed_baseline_writes_targets_and_the_headline_says_what_is_owed_until_it_is_met()
    {
        var cluster = District.Cluster;
        await District.RegisterAsync("room-1", "s1c1");
        await HeadlineAsync(h => h.Owed == 0 && h.Lines.Unconfirmed == 2, "nothing is owed while no baseline is confirmed");
        Assert.Empty(await cluster.Plan.Targets(null, null));

        await District.ConfirmAsync(SmallDistrict.Room);
        var targets = await cluster.Plan.Targets(null, SmallDistrict.Room);
        Assert.Equal(
            from street in new[] { "s1", "s2", "s3" } from items in new[] { 2L, 4L } orderby items, street select (street, items),
            targets.Select(t => (t.Unit.Value, t.Cumulative)).OrderBy(t => t.Cumulative).ThenBy(t => t.Value));
        Assert.Equal(targets.Length, (await cluster.Plan.View())!.Targets);

        // Two rooms of each of three streets were due on 31 October; a reported one is met, a registered one is not.
        await HeadlineAsync(h => h.Owed == 6 && h.Lines.Unconfirmed == 1 && h.ChildrenBehind == 3, "six rooms are owed");
        (await cluster.Facility("room-1").AskAsync(new FacilityCommand.ReportCompletion(new DateOnly(2013, 10, 30), null))).Accepted();
        await HeadlineAsync(h => h.Owed == 5, "five are");

        // Nobody's surplus pays another's debt.
        for (var i = 2; i <= 4; i++)
        {
            var room = await District.RegisterAsync($"room-{i}", "s1c2");
            (await room.AskAsync(new FacilityCommand.ReportCompletion(SmallDistrict.Today, null))).Accepted();
        }

        await HeadlineAsync(h => h.Owed == 4 && h.ChildrenBehind == 2, "the other two streets owe two each");
    }

    /// <summary>A report that is out when the plan changes must not settle debts by the plan that it left with.</summary>
    [Fact]
    public async Task A_plan_adopted_while_a_report_is_out_settles_by_the_new_plan()
    {
        await District.ConfirmAsync(SmallDistrict.Room);
        await HeadlineAsync(h => h.Owed == 6, "six rooms are owed");
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        District.Mischief.Instead = async call =>
        {
            if (Mischief.ReportOf(call)?.Region.Value == "s1" && arrived.TrySetResult()) await release.Task;
            await call.Invoke();
        };
        await District.RegisterAsync("out", "s1");
        await arrived.Task.WithinLimitAsync("the street's report is out");

        // A line more than the plan that the report left with; the street knows all of it before the report is answered.
        var lamp = SmallDistrict.Line(LineId.Of("lamp"), 3, [], SmallDistrict.Step("2013-10-31", 1));
        (await District.Cluster.Plan.AskAsync(new PlanCommand.Propose(SmallDistrict.Plan with { Lines = SmallDistrict.Plan.Lines.Add(lamp) }, "test"))).Accepted();
        (await District.Cluster.Plan.AskAsync(new PlanCommand.Take(1))).Accepted();
        await District.ConfirmAsync(lamp.Id);
        await District.RegisterAsync("lamp", "s1", lamp.Id);
        await District.CompareAsync(PlaceId.Of("s1"));
        release.TrySetResult();

        await HeadlineAsync(h => h.Owed == 9, "six rooms and three lamps are owed");
    }

    private async Task HeadlineAsync(Func<HeadlineCell, bool> condition, string what)
    {
        var shown = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var frame = await District.Cluster.Region(SmallDistrict.District).Next(null);
                return frame.Cells.TryGetValue("headline", out var cell) && condition(JsonSerializer.Deserialize<HeadlineCell>(shown = cell!, WallCell.Json)!);
            },
            () => $"{what}; the headline says {shown}");
    }
}
