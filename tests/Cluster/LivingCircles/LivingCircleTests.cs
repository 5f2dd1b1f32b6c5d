using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Journal;
using Circle.Contracts.LivingCircles;
using Circle.Contracts.Places;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Walls;

namespace Circle.Cluster.Tests.LivingCircles;

/// <summary>From a shop that is found to what communities, their neighbours and the district's wall say of it.</summary>
public sealed class LivingCircleTests : IAsyncLifetime
{
    private static readonly PointKindId Laundry = PointKindId.Of("laundry");
    private static readonly DateOnly Day = SmallDistrict.Today;

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        var rules = new DirectoryRules(
            [new PointKind(Laundry, "洗衣点", "Laundry", SmallDistrict.Room, true), new PointKind(PointKindId.Of("pharmacy"), "药店", "Pharmacy", SmallDistrict.Bench, false)],
            [Laundry], 90, 180, 800, 500, 30, []);
        await cluster.PrepareAsync(SmallDistrict.Plan with { Directory = rules });
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_shop_under_agreement_completes_its_community_reaches_the_neighbour_and_shows_on_the_wall_and_none_is_lost_with_it()
    {
        (await Circle("s2c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s2c1"), [PlaceId.Of("s1c1")], null))).Accepted();
        await FindAsync("other", "pharmacy", "s2c1");
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Gap, "the neighbour has none within reach");
        Assert.Null(await WallAsync("s3"));

        var shop = await FindAsync("shop", "laundry", "s1c1");
        await CircleAsync("s1c1", c => c.Stage == CircleStage.Lacking && ReachOf(c) == ReachState.Covered, "it is there, and not under agreement");
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Covered, "it is the neighbour's as well, whoever drew the border");
        Assert.Equal(ReachState.Unknown, ReachOf(await ReadAsync("s1c2")));

        foreach (ServicePointCommand step in (ServicePointCommand[])[new ServicePointCommand.File(Day), new ServicePointCommand.Register("备 1", Day), new ServicePointCommand.Agree("协 1", Day, null)])
            (await shop.AskAsync(step, actor: Asking.Inspector)).Accepted();
        await CircleAsync("s1c1", c => c is { Stage: CircleStage.Complete, Lacking.IsEmpty: true } && c.Since == Day, "it is under agreement");
        await WallAsync(
            "d",
            wall => wall is { Points: 2, ToRegister: 1, Registered: 1, Agreed: 1, Fresh: 0, Communities: 12, Complete: 1, Lacking: 1 }
                    && wall.Kinds.Single(k => k.Kind == Laundry) is { Covered: 2, Gap: 0, OldCovered: 1, OldGap: 1 },
            "the district's wall counts it once");

        (await shop.AskAsync(new ServicePointCommand.Close("搬走", Day))).Accepted();
        await CircleAsync("s1c1", c => c.Stage == CircleStage.Unknown, "nothing of it stands in the directory any more");
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Gap, "the neighbour lost it too");
        await WallAsync("s1", wall => wall is null, "nobody says of the street that it lacks anything");
    }

    [Fact]
    public async Task A_border_that_is_taken_back_takes_back_what_lay_behind_it_on_both_sides()
    {
        await FindAsync("west", "laundry", "s1c1");
        await FindAsync("east", "pharmacy", "s2c1");
        (await Circle("s1c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s1c1"), [PlaceId.Of("s2c1"), PlaceId.Of("s3c1")], null))).Accepted();
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Covered, "named by the other side");

        (await Circle("s1c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s1c1"), [PlaceId.Of("s3c1")], null))).Accepted();
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Unknown, "nobody names it any more, so nobody can tell");
    }

    [Theory]
    [InlineData("s3c1")]
    [InlineData("")]
    public async Task A_border_that_is_taken_back_after_the_circle_was_put_away_is_taken_back_on_both_sides(string left)
    {
        await FindAsync("west", "laundry", "s1c1");
        await FindAsync("east", "pharmacy", "s2c1");
        (await Circle("s1c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s1c1"), [PlaceId.Of("s2c1"), PlaceId.Of("s3c1")], null))).Accepted();
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Covered, "named by the other side");

        await cluster.DeactivateAsync(Circle("s1c1"));
        (await Circle("s1c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s1c1"), left.Length == 0 ? [] : [PlaceId.Of(left)], null))).Accepted();
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Unknown, "nobody names it any more");
    }

    [Fact]
    public async Task A_border_stands_with_both_sides_and_the_other_side_takes_it_back_as_well()
    {
        await FindAsync("west", "laundry", "s1c1");
        await FindAsync("east", "pharmacy", "s2c1");
        (await Circle("s1c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s1c1"), [PlaceId.Of("s2c1")], null))).Accepted();
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Covered && c.Neighbours.SequenceEqual([PlaceId.Of("s1c1")]), "its page has who named it");

        (await Circle("s2c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s2c1"), [], null) { Apart = [PlaceId.Of("s1c1")] })).Accepted();
        await CircleAsync("s1c1", c => c.Neighbours.IsEmpty && c.Kinds.Single(k => k.Kind != Laundry).Reach == ReachState.Unknown, "who named it sees that it was taken back");
        await CircleAsync("s2c1", c => c.Neighbours.IsEmpty && ReachOf(c) == ReachState.Unknown, "nor is it the other's any more");

        await cluster.SetClockAsync(SmallDistrict.Morning.AddMinutes(1));
        (await Circle("s1c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s1c1"), [PlaceId.Of("s2c1")], null))).Accepted();
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Covered && !c.Neighbours.IsEmpty, "it is named once more");
    }

    [Fact]
    public async Task A_commit_of_which_nobody_knows_whether_it_happened_costs_no_assessment()
    {
        var left = 1;
        cluster.First.Journal.OnCommit = (runs, commit, _) => runs.Any(r => r.Stream.IsOf(LivingCircle.Kind)) && Interlocked.Decrement(ref left) >= 0
            ? throw new JournalException(JournalFault.Unknown, "once") : commit();
        await FindAsync("shop", "laundry", "s1c1");
        await CircleAsync("s1c1", c => ReachOf(c) == ReachState.Covered, "it is told again");
    }

    [Theory]
    [InlineData("s2c1")]
    [InlineData("s1")]
    [InlineData("s2")]
    public async Task A_shop_within_a_walk_is_within_reach_whatever_place_it_is_registered_in_and_is_lost_when_it_goes(string place)
    {
        (await Circle("s1c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s1c1"), [], Centre))).Accepted();
        await FindAsync("other", "pharmacy", "s1c1");
        await CircleAsync("s1c1", c => ReachOf(c) == ReachState.Gap, "there is none");

        var shop = await FindAsync("shop", "laundry", place, Centre with { Latitude = Centre.Latitude + 0.0001 });
        await CircleAsync("s1c1", c => ReachOf(c) == ReachState.Covered, "it is eleven metres away");
        (await shop.AskAsync(new ServicePointCommand.Correct(ListingOf("shop", Centre with { Latitude = Centre.Latitude + 0.1 })))).Accepted();
        await CircleAsync("s1c1", c => ReachOf(c) == ReachState.Gap, "it moved eleven kilometres away");
    }

    [Fact]
    public async Task What_stands_in_a_community_that_was_merged_counts_for_the_survivor_and_the_merged_one_for_nobody()
    {
        (await Circle("s2c1").AskAsync(new CircleCommand.Draw(PlaceId.Of("s2c1"), [PlaceId.Of("s1c2")], null))).Accepted();
        await FindAsync("shop", "laundry", "s1c2");
        await FindAsync("other", "pharmacy", "s1c1");
        await CircleAsync("s1c2", c => ReachOf(c) == ReachState.Covered, "it has one of its own");
        await CircleAsync("s1c1", c => ReachOf(c) == ReachState.Unknown, "nobody said whom it borders on");

        (await cluster.Grains.GetGrain<IPlaceGrain>("s1c2").AskAsync(new PlaceCommand.Import(SmallDistrict.Place("s1c2", PlaceKind.Community, "s1c1")), actor: Actor.Seeds)).Accepted();
        await cluster.LookAsync();
        await CircleAsync("s1c1", c => ReachOf(c) == ReachState.Covered && c.Kinds.Single(k => k.Kind == Laundry).Present == 1, "it is its own now");
        await CircleAsync("s2c1", c => ReachOf(c) == ReachState.Covered, "its neighbour is the survivor now");
        await WallAsync("d", wall => wall is { Points: 2, Communities: 11, Lacking: 1, Complete: 0 }, "one community less, and one circle");
        Assert.DoesNotContain(await cluster.Grains.GetGrain<ILivingCircleQueries>(0).List(new LivingCircleQuery(null, null)), c => c.Community == PlaceId.Of("s1c2"));
    }

    private static readonly Position Centre = new(34.79, 113.68, Datum.Gcj02);

    private static PointListing ListingOf(string name, Position? at) => new(name, [], null, null, [], [], null, null, null, at);

    private static ReachState ReachOf(LivingCircleView circle) => circle.Kinds.SingleOrDefault(k => k.Kind == Laundry)?.Reach ?? ReachState.Unknown;

    private ILivingCircleGrain Circle(string community) => cluster.Grains.GetGrain<ILivingCircleGrain>(community);

    private async Task<IServicePointGrain> FindAsync(string id, string kind, string community, Position? at = null)
    {
        var grain = cluster.Grains.GetGrain<IServicePointGrain>(id);
        (await grain.AskAsync(new ServicePointCommand.Find(new PointDraft(ServicePointId.Of(id), PointKindId.Of(kind), PlaceId.Of(community), ListingOf(id, at), null, "test")))).Accepted();
        return grain;
    }

    private async Task<LivingCircleView> ReadAsync(string community)
        => (await cluster.Grains.GetGrain<ILivingCircleQueries>(0).List(new LivingCircleQuery(PlaceId.Of(community), null))).Single();

    private async Task CircleAsync(string community, Predicate<LivingCircleView> isAs, string what)
    {
        var seen = default(LivingCircleView);
        await Eventually.TrueAsync(async () => isAs(seen = await ReadAsync(community)), () => $"{community}: {what}; it is {JsonSerializer.Serialize(seen, JournalJson.Options)}");
    }

    private async Task<DirectoryCell?> WallAsync(string place)
        => (await cluster.Region(PlaceId.Of(place)).Next(null)).Cells.GetValueOrDefault("directory") is { } json ? JsonSerializer.Deserialize<DirectoryCell>(json, WallCell.Json) : null;

    private async Task WallAsync(string place, Predicate<DirectoryCell?> isAs, string what)
    {
        var seen = default(DirectoryCell);
        await Eventually.TrueAsync(async () => isAs(seen = await WallAsync(place)), () => $"{place}: {what}; it shows {JsonSerializer.Serialize(seen, WallCell.Json)}");
    }
}
