using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.PointChecks;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Domain.Walls;

namespace Circle.Cluster.Tests.PointChecks;

/// <summary>From a drawing to the district's rate, and what becomes of what was found wrong.</summary>
public sealed class PointCheckTests : IAsyncLifetime
{
    private static readonly DateOnly Day = SmallDistrict.Today;
    private static readonly PlaceId Home = PlaceId.Of("s1");
    private static readonly PointCheckId Id = PointCheckId.Of(Home, new Quarter(2013, 4));

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        var rules = new DirectoryRules([new PointKind(PointKindId.Of("laundry"), "洗衣点", "Laundry", SmallDistrict.Room, true)], [PointKindId.Of("laundry")], 90, 180, 800, 500, 3, []);
        await cluster.PrepareAsync(SmallDistrict.Plan with { Directory = rules });
        foreach (var (id, place) in new[] { ("a", "s1"), ("b", "s1c1"), ("c", "s1c2"), ("d", "s1c3"), ("e", "s1c4"), ("other", "s2c1") }) await FindAsync(id, place);
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Of_two_who_draw_at_once_one_does_and_there_is_one_sample_that_nobody_chose()
    {
        var mine = new Drawing(1, "mine", [new SampledPoint(ServicePointId.Of("other"), SmallDistrict.Room, 1, [])]);
        var id = Asking.NewId();
        var first = Check().AskAsync(new PointCheckCommand.Draw(Id, Home) { Drawing = mine }, id, Asking.Inspector);
        var answers = await Task.WhenAll(first, Check().AskAsync(new PointCheckCommand.Draw(Id, Home), actor: new Actor("rehearsal:office")));

        Assert.Single(answers, a => a is Answer.Accepted);
        answers.Single(a => a is Answer.Refused).Refused("drawn");
        var sheet = await SheetAsync();
        Assert.Equal((5, 3), (sheet.Check.Population, sheet.Points.Length));
        Assert.Equal([1, 2, 3], sheet.Points.Select(p => p.Checked.Number));
        Assert.DoesNotContain("other", sheet.Points.Select(p => p.Checked.Point.Value));

        if (answers[0] is Answer.Accepted) Assert.True((await Check().AskAsync(new PointCheckCommand.Draw(Id, Home), id, Asking.Inspector)).Accepted().Repeated);
        Assert.Equal(sheet.Points.Select(p => p.Checked.Point), (await SheetAsync()).Points.Select(p => p.Checked.Point));
    }

    [Fact]
    public async Task Answers_reach_the_street_and_the_district_and_the_entry_that_was_drawn_is_the_one_that_is_compared()
    {
        (await Check().AskAsync(new PointCheckCommand.Draw(Id, Home), actor: Asking.Inspector)).Accepted();
        Assert.Equal((3, 0), await TotalAsync(c => (c.Drawn, c.Done)));
        (await Check().AskAsync(new PointCheckCommand.Answer(1, Verdict.Right, [], null))).Refused("own-entry");

        (await Check().AskAsync(new PointCheckCommand.Answer(1, Verdict.Right, [], null), actor: Asking.Inspector)).Accepted();
        (await Check().AskAsync(new PointCheckCommand.Answer(2, Verdict.Wrong, [CheckedField.Name], null), actor: Asking.Inspector)).Accepted();
        Assert.Equal((2, 500), await TotalAsync(c => (c.Done, c.Rate!.Value)));
        await WallAsync("s1", wall => wall?.Check == new CheckRate(2013, 4, 1, 2, 3), "the street's wall shows it");
        await WallAsync("d", wall => wall?.Check == new CheckRate(2013, 4, 1, 2, 3), "and the district's");

        var wrong = (await SheetAsync()).Points[1];
        Assert.Equal(wrong.Checked.Point, Assert.Single(await WrongAsync(Home)).Point);
        Assert.Equal(wrong.Checked.Point, Assert.Single(await WrongAsync(wrong.Place)).Point);
        Assert.Empty(await WrongAsync(PlaceId.Of("s2")));
        Assert.Equal([(Id, true)], (await cluster.Grains.GetGrain<IServicePointGrain>(wrong.Checked.Point.Value).Findings()).Select(f => (f.Check, f.IsOpen)));

        var point = cluster.Grains.GetGrain<IServicePointGrain>(wrong.Checked.Point.Value);
        (await point.AskAsync(new ServicePointCommand.Correct(wrong.Listing with { Name = "新名" }))).Accepted();
        Assert.Empty(await WrongAsync(Home));
        var after = (await SheetAsync()).Points[1];
        Assert.Equal((wrong.Listing.Name, true, Verdict.Wrong), (after.Listing.Name, after.IsChanged, after.Checked.Verdict));
        Assert.Equal([(Id, false)], (await point.Findings()).Select(f => (f.Check, f.IsOpen)));

        // Moved to another street, it is still compared as it was drawn.
        (await point.AskAsync(new ServicePointCommand.Move(PlaceId.Of("s2c1"), "划界"))).Accepted();
        after = (await SheetAsync()).Points[1];
        Assert.Equal((wrong.Listing.Name, wrong.Place, true), (after.Listing.Name, after.Place, after.IsChanged));
        Assert.Equal(3, (await SheetAsync()).Points.Length);
        Assert.Single(await point.Findings());
    }

    [Fact]
    public async Task What_somebody_reports_wrong_stands_on_the_same_list_until_it_is_mended()
    {
        var point = cluster.Grains.GetGrain<IServicePointGrain>("b");
        (await point.AskAsync(new ServicePointCommand.Mismatch([CheckedField.Name], VerifiedBy.Visit, Day, null))).Accepted();

        Assert.Equal(("b", null, null, Day), Assert.Single(await WrongAsync(Home)) is var wrong ? (wrong.Point.Value, wrong.Check, wrong.Quarter, wrong.On) : default);
        Assert.Single(await WrongAsync(PlaceId.Of("s1c1")));
        Assert.Empty(await WrongAsync(PlaceId.Of("s2")));
        (await point.AskAsync(new ServicePointCommand.Correct((await point.View())!.Point.Listing with { Name = "新名" }))).Accepted();
        Assert.Empty(await WrongAsync(Home));
    }

    [Fact]
    public async Task A_street_with_nothing_in_the_directory_and_another_quarter_cannot_be_drawn()
    {
        var (empty, quarter) = (PlaceId.Of("s3"), new Quarter(2013, 4));
        (await Check(PointCheckId.Of(empty, quarter)).AskAsync(new PointCheckCommand.Draw(PointCheckId.Of(empty, quarter), empty), actor: Asking.Inspector)).Refused("no-points");
        var next = PointCheckId.Of(Home, quarter.Before(-1));
        (await Check(next).AskAsync(new PointCheckCommand.Draw(next, Home), actor: Asking.Inspector)).Refused("quarter");
        Assert.Null(await Check(next).Sheet());
    }

    private IPointCheckGrain Check(PointCheckId? id = null) => cluster.Grains.GetGrain<IPointCheckGrain>((id ?? Id).Value);

    private async Task<CheckSheet> SheetAsync() => (await Check().Sheet())!;

    private async Task<T> TotalAsync<T>(Func<CheckCounts, T> of)
    {
        var list = await cluster.Grains.GetGrain<IPointCheckQueries>(0).List(new CheckQuery(null, null, 2));
        Assert.Equal((SmallDistrict.Streets, new Quarter(2013, 4), 3), (list.Streets.Length, list.Present, list.Size));
        Assert.Equal(list.Totals[0].Counts, Assert.Single(list.Streets.SelectMany(s => s.Checks)).Counts);
        Assert.Equal(CheckCounts.None, list.Totals[1].Counts);
        Assert.Equal(["s1:", "s2:1", "s3:0"], list.Streets.Select(s => $"{s.Street}:{s.Points}").Order(StringComparer.Ordinal));
        return of(list.Totals[0].Counts);
    }

    private async Task<IEnumerable<WrongPoint>> WrongAsync(PlaceId place) => await cluster.Grains.GetGrain<IPointCheckQueries>(0).Wrong(new PointScope(place, null));

    private async Task FindAsync(string id, string place)
    {
        var listing = new PointListing(id, [], null, null, [], [], null, null, null, null);
        var draft = new PointDraft(ServicePointId.Of(id), PointKindId.Of("laundry"), PlaceId.Of(place), listing, null, "test");
        (await cluster.Grains.GetGrain<IServicePointGrain>(id).AskAsync(new ServicePointCommand.Find(draft))).Accepted();
    }

    private async Task WallAsync(string place, Predicate<DirectoryCell?> isAs, string what)
    {
        var seen = default(DirectoryCell);
        await Eventually.TrueAsync(
            async () => isAs(seen = (await cluster.Region(PlaceId.Of(place)).Next(null)).Cells.GetValueOrDefault("directory") is { } json ? JsonSerializer.Deserialize<DirectoryCell>(json, WallCell.Json) : null),
            () => $"{place}: {what}; it shows {JsonSerializer.Serialize(seen, WallCell.Json)} on {Day}");
    }
}
