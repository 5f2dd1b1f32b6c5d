using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Walls;
using Circle.Grains.Plans;

namespace Circle.Cluster.Tests.Plans;

/// <summary>From a proposal to what regions sum by.</summary>
public sealed class ProposalTests : OwnDistrict
{
    /// <summary>December's step, asked for by 5 November: it has passed on the 12th.</summary>
    private static PlanDocument Earlier => SmallDistrict.Plan with
    {
        Lines = [SmallDistrict.Line(SmallDistrict.Room, 1, [], SmallDistrict.Step("2013-10-31", 2), SmallDistrict.Step("2013-12-31", 4) with { Due = new(2013, 11, 5) }), SmallDistrict.Plan.Lines[1]],
    };

    [Fact]
    public async Task A_proposal_tells_its_consequences_and_regions_read_their_targets_again_when_it_is_taken()
    {
        var plan = District.Cluster.Plan;
        await District.ConfirmAsync(SmallDistrict.Room);
        await OwedAsync(6);

        (await plan.AskAsync(new PlanCommand.Propose(Earlier, "test"))).Accepted();
        var seen = (await plan.Proposal())!;
        Assert.Equal((1, 1), (seen.Proposal.Number, seen.Base));
        Assert.Equal([SmallDistrict.Room], seen.Differences.Lines.Select(l => l.Line));
        var late = Assert.Single(seen.Late);
        Assert.Equal((Status.Missed, 12, 0), (late.Turns, late.Items, late.Reached));
        Assert.Equal(1, (await plan.View())!.Version);
        await OwedAsync(6);

        var id = Asking.NewId();
        var receipt = (await plan.AskAsync(new PlanCommand.Take(1), id)).Accepted();
        Assert.Equal(receipt with { Repeated = true }, (await plan.AskAsync(new PlanCommand.Take(1), id)).Accepted());
        (await plan.AskAsync(new PlanCommand.Take(1))).Refused("not-open");

        await OwedAsync(12);
        Assert.Null(await plan.Proposal());
        Assert.Equal([2, 1], (await plan.Versions(null)).Items.Select(v => v.Version));
        Assert.Equal([1], (await plan.Versions(2)).Items.Select(v => v.Version));
        Assert.Equal(new DateOnly(2013, 12, 31), (await plan.ViewOf(1))!.Document.Lines[0].Steps[1].Due);
        Assert.Equal([SmallDistrict.Room], (await plan.Differences(1, 2))!.Lines.Select(l => l.Line));
        Assert.Null(await plan.Differences(1, 3));
    }

    [Fact]
    public async Task A_dismissed_proposal_changes_nothing()
    {
        var plan = District.Cluster.Plan;
        await District.ConfirmAsync(SmallDistrict.Room);
        await OwedAsync(6);
        var before = Json(await plan.View());

        (await plan.AskAsync(new PlanCommand.Propose(Earlier, "test"))).Accepted();
        (await plan.AskAsync(new PlanCommand.Dismiss(1, "日期抄错"))).Accepted();

        Assert.Equal(before, Json(await plan.View()));
        Assert.Null(await plan.Proposal());
        await OwedAsync(6);
        (await plan.AskAsync(new PlanCommand.Propose(Earlier, "test"))).Accepted();
        (await plan.AskAsync(new PlanCommand.Take(2))).Accepted();
        await OwedAsync(12);
    }

    [Fact]
    public async Task Who_lost_its_memory_reads_proposal_and_versions_from_the_journal()
    {
        var plan = District.Cluster.Plan;
        (await plan.AskAsync(new PlanCommand.Propose(Earlier, "甲"))).Accepted();
        (await plan.AskAsync(new PlanCommand.Take(1))).Accepted();
        (await plan.AskAsync(new PlanCommand.Propose(SmallDistrict.Plan, "乙"))).Accepted();

        await District.Cluster.DeactivateAsync(plan);

        var view = (await plan.View())!;
        Assert.Equal((2, 2, "乙"), (view.Version, view.Open!.Number, view.Open.Source));
        Assert.Equal(2, (await plan.Versions(null)).Items.Length);
    }

    private async Task OwedAsync(long owed)
    {
        var shown = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var frame = await District.Cluster.Region(SmallDistrict.District).Next(null);
                return frame.Cells.TryGetValue("headline", out var cell) && JsonSerializer.Deserialize<HeadlineCell>(shown = cell!, WallCell.Json)!.Owed == owed;
            },
            () => $"{owed} rooms are owed; the headline says {shown}");
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options);
}

/// <summary>Two silos: the one that did not take the plan learns of it.</summary>
public sealed class ProposalElsewhereTests : IAsyncLifetime
{
    private readonly Time.TwoSilos _silos = new();

    public ValueTask InitializeAsync() => _silos.InitializeAsync();

    public ValueTask DisposeAsync() => _silos.DisposeAsync();

    [Fact]
    public async Task Every_silo_sums_by_the_plan_that_was_taken_and_by_none_that_waits()
    {
        var cluster = _silos.Cluster;
        var renamed = SmallDistrict.Plan with { Title = "taken" };
        (await cluster.Plan.AskAsync(new PlanCommand.Propose(renamed, "test"))).Accepted();
        await cluster.LookAsync();
        Assert.All(Plans(cluster), p => Assert.Equal((1, "test"), (p.Version, p.Document.Title)));

        (await cluster.Plan.AskAsync(new PlanCommand.Take(1))).Accepted();
        await cluster.LookAsync();
        Assert.All(Plans(cluster), p => Assert.Equal((2, "taken"), (p.Version, p.Document.Title)));
    }

    private static IEnumerable<PlanVersion> Plans(CircleCluster cluster) => cluster.Members.Select(m => m.Get<Atlas>().Plan!);
}
