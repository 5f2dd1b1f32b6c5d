using System.Collections.Immutable;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Grains.ServicePoints;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    private static readonly ServicePointFilter EveryPoint = new(null, null, null, null, null, null, false, new DueDays(new DateOnly(2013, 11, 12), 90, 180), null, 10);

    [Fact]
    public async Task Service_points_are_listed_by_place_kind_state_and_step_and_go_on_after_an_id()
    {
        await EnterPointsAsync(
            ("a", "p", "laundry", "open", "agreed", []), ("a-b", "p", "bath", "open", "filed", []), ("b", "q", "laundry", "paused", "agreed", []), ("c", "r", "laundry", "closed", "found", []));
        await Journal.CommitAsync(Runs.On(A, null, 1).Touching(A, 1, Runs.Head("p")));

        Assert.Equal(["a", "a-b", "b", "c"], await PointsAsync(EveryPoint));
        Assert.Equal(["a", "a-b", "b"], await PointsAsync(EveryPoint with { Regions = [PlaceId.Of("p"), PlaceId.Of("q")] }));
        Assert.Equal(["a", "b", "c"], await PointsAsync(EveryPoint with { Kind = PointKindId.Of("laundry") }));
        Assert.Equal(["b"], await PointsAsync(EveryPoint with { State = PointState.Paused }));
        Assert.Equal(["a-b"], await PointsAsync(EveryPoint with { Registration = Registration.Filed }));
        Assert.Equal(["a", "a-b"], await PointsAsync(EveryPoint with { Limit = 2 }));
        Assert.Equal(["b", "c"], await PointsAsync(EveryPoint with { After = new("1", ServicePointId.Of("a-b")) }));
        Assert.Equal(["a-b"], await PointsAsync(EveryPoint with { Line = new(LineId.Of("living-bath"), [PointKindId.Of("bath")], []) }));
        Assert.Equal(["a-b"], await PointsAsync(EveryPoint with { Text = "A-B" }));
        Assert.Empty(await PointsAsync(EveryPoint with { Text = "%" }));
        Assert.Empty(await PointsAsync(EveryPoint with { Regions = [] }));
    }

    [Fact]
    public async Task A_name_is_found_as_it_is_stored_whatever_letters_it_is_written_in()
    {
        await EnterPointsAsync(("ＫＴＶ唱吧", "p", "laundry", "open", "found", []), ("Éclair", "p", "laundry", "open", "found", []), ("Cafe", "p", "laundry", "open", "found", []));

        Assert.Equal(["ＫＴＶ唱吧"], await PointsAsync(EveryPoint with { Text = "ＫＴＶ" }));
        Assert.Equal(["Éclair"], await PointsAsync(EveryPoint with { Text = "ÉCLAIR" }));
        Assert.Equal(["Éclair"], await PointsAsync(EveryPoint with { Text = "Éclair" }));
        Assert.Equal(["Cafe"], await PointsAsync(EveryPoint with { Text = "cAFE" }));
    }

    [Fact]
    public async Task Service_points_in_a_box_are_found_whatever_place_they_belong_to_and_where_they_stand_now()
    {
        var near = await EnterAtAsync("near", null, "34.7901", "113.68");
        await EnterAtAsync("east", null, "34.79", "113.72");
        await EnterAtAsync("south", null, "34.75", "113.68");
        await EnterAtAsync("edge", null, "34.80", "113.68");
        await EnterPointsAsync(("nowhere", "p", "laundry", "open", "found", []));
        await Journal.CommitAsync(Runs.On(A, null, 1).Touching(A, 1, Runs.Head("p")));
        Assert.Equal(["edge", "near"], await WithinAsync());

        await EnterAtAsync("near", near, "34.90", "113.68");
        Assert.Equal(["edge"], await WithinAsync());

        async Task<IEnumerable<string>> WithinAsync()
            => (await _database.ServicePoints.WithinAsync(new PositionBox(34.78, 34.80, 113.66, 113.70), Cancel)).Select(v => System.Text.Json.JsonDocument.Parse(v).RootElement.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task What_is_past_its_verification_sinks_in_lists_and_is_a_list_of_its_own()
    {
        var (fresh, edge, old) = ("2013-11-01", "2013-08-14", "2013-08-13");
        await EnterPointsAsync(
            ("a-never", "p", "laundry", "open", "found", []),
            ("b-old", "p", "laundry", "open", "found", [("contact", old), ("other", fresh)]),
            ("c-edge", "p", "laundry", "open", "found", [("contact", edge), ("other", fresh)]),
            ("d-half", "p", "bath", "paused", "found", [("contact", fresh)]),
            ("e-gone", "p", "laundry", "closed", "found", []),
            ("f-fresh", "q", "laundry", "open", "found", [("contact", fresh), ("other", fresh)]));

        Assert.Equal(["c-edge", "f-fresh", "a-never", "b-old", "d-half", "e-gone"], await PointsAsync(EveryPoint));
        Assert.Equal(["a-never", "d-half", "b-old"], await PointsAsync(EveryPoint with { IsDue = true }));
        var first = await _database.ServicePoints.ListAsync(EveryPoint with { IsDue = true, Limit = 2 }, Cancel);
        Assert.Equal(["", ""], first.Select(p => p.Order));
        Assert.Equal(["b-old"], await PointsAsync(EveryPoint with { IsDue = true, After = new("", ServicePointId.Of("d-half")) }));
        Assert.Equal(["b-old", "d-half", "e-gone"], await PointsAsync(EveryPoint with { After = new("1", ServicePointId.Of("a-never")) }));

        var counts = await _database.ServicePoints.CountAsync([PlaceId.Of("p")], null, EveryPoint.Due, Cancel);
        Assert.Equal(
        [
            new PointCount(PointKindId.Of("bath"), PointState.Paused, Registration.Found, 1, 1),
            new PointCount(PointKindId.Of("laundry"), PointState.Closed, Registration.Found, 1, 0),
            new PointCount(PointKindId.Of("laundry"), PointState.Open, Registration.Found, 3, 2),
        ], counts);
    }

    [Fact]
    public async Task A_list_goes_on_from_what_holds_to_what_is_overdue_within_a_page_and_between_pages()
    {
        (string, string)[] fresh = [("contact", "2013-11-01"), ("other", "2013-11-01")];
        await EnterPointsAsync([.. Enumerable.Range(0, 9).Select(i => ($"p{i}", "p", "laundry", "open", "found", i % 3 == 0 ? [] : fresh))]);

        var read = new List<string>();
        for (PointCursor? after = null; ;)
        {
            var page = await _database.ServicePoints.ListAsync(EveryPoint with { After = after, Limit = 4 }, Cancel);
            read.AddRange(page.Select(p => $"{p.Order} {IdOf(p.View)}"));
            if (page.Length < 4) break;
            after = new(page[^1].Order, ServicePointId.Of(IdOf(page[^1].View)));
        }

        Assert.Equal(["0 p1", "0 p2", "0 p4", "0 p5", "0 p7", "0 p8", "1 p0", "1 p3", "1 p6"], read);
        Assert.Equal(["p8", "p0"], await PointsAsync(EveryPoint with { After = new("0", ServicePointId.Of("p7")), Limit = 2 }));
        Assert.Equal((9, 3), (await _database.ServicePoints.TotalAsync(EveryPoint with { Limit = 4 }, Cancel), await _database.ServicePoints.TotalAsync(EveryPoint with { IsDue = true }, Cancel)));
        Assert.Equal(0, await _database.ServicePoints.TotalAsync(EveryPoint with { Kind = PointKindId.Of("bath") }, Cancel));
    }

    [Fact]
    public async Task What_was_verified_is_told_whichever_group_stands_first_and_after_it_changes()
    {
        var stream = StreamId.Of("point", "a");
        var first = Runs.On(stream, null, 1).Touching(stream, 0, HeadOf("""[{"group":"other","on":"2013-11-01"},{"group":"contact","on":"2013-11-02"}]"""));
        await Journal.CommitAsync(first);
        Assert.Equal(["0"], (await _database.ServicePoints.ListAsync(EveryPoint, Cancel)).Select(p => p.Order));

        await Journal.CommitAsync(Runs.On(stream, first.Events[^1], 2).Touching(stream, 0, HeadOf("""[{"group":"contact","on":"2013-11-02"},{"group":"other","on":"2013-05-01"}]""")));
        Assert.Equal(["2013-10-28"], (await _database.ServicePoints.ListAsync(EveryPoint with { IsDue = true }, Cancel)).Select(p => p.Order));

        static RowHead HeadOf(string verified)
            => new(PlaceId.Of("p"), null, null, "laundry", "a", $$$"""{"id":"a","line":"living","state":"open","verified":{{{verified}}},"office":{"registration":"found"}}""");
    }

    [Fact]
    public async Task Points_are_the_lines_that_the_plan_gives_their_kind_to_whatever_they_were_entered_under()
    {
        await EnterPointsAsync(("a", "p", "laundry", "open", "found", []), ("b", "p", "bath", "open", "found", []), ("c", "p", "forgotten", "open", "found", []));
        var (laundry, bath) = (PointKindId.Of("laundry"), PointKindId.Of("bath"));

        Assert.Equal(["a", "b"], await PointsAsync(EveryPoint with { Line = new(LineId.Of("living-bath"), [laundry, bath], []) }));
        Assert.Empty(await PointsAsync(EveryPoint with { Line = new(LineId.Of("living-laundry"), [], [laundry, bath]) }));
        Assert.Equal(["c"], await PointsAsync(EveryPoint with { Line = new(LineId.Of("living-forgotten"), [], [laundry, bath]) }));
        Assert.Equal([bath, laundry], (await _database.ServicePoints.CountAsync(null, new(LineId.Of("living-bath"), [laundry, bath], []), EveryPoint.Due, Cancel)).Select(c => c.Kind));
    }

    [Fact]
    public async Task What_was_corrected_since_is_due_as_what_nobody_ever_verified()
    {
        (string, string)[] fresh = [("contact", "2013-11-01"), ("other", "2013-11-01")];
        await EnterPointsAsync(("a-old", "p", "laundry", "open", "found", [("contact", "2013-08-13"), ("other", "2013-11-01")]), ("c-fresh", "p", "laundry", "open", "found", fresh));
        await EnterPointsAsync(
            """, "corrected":[{"group":"other","on":"2013-11-02","actor":"a:b"},{"group":"other","on":"2013-11-03","actor":"a:c"}]""",
            ("b-corrected", "p", "laundry", "open", "found", fresh));

        Assert.Equal(["b-corrected", "a-old"], await PointsAsync(EveryPoint with { IsDue = true }));
        Assert.Equal("", (await _database.ServicePoints.ListAsync(EveryPoint with { IsDue = true }, Cancel))[0].Order);
        Assert.Equal(["c-fresh", "a-old", "b-corrected"], await PointsAsync(EveryPoint));
        Assert.Equal(2, Assert.Single(await _database.ServicePoints.CountAsync(null, null, EveryPoint.Due, Cancel)).Overdue);
    }

    [Fact]
    public async Task Points_are_counted_by_place_while_they_are_open_or_paused_and_found_by_their_ids()
    {
        await EnterPointsAsync(
            ("a", "p", "laundry", "open", "found", []), ("b", "p", "bath", "paused", "found", []), ("c", "p", "bath", "closed", "found", []), ("d", "q", "bath", "open", "found", []),
            ("e", "r", "bath", "closed", "found", []));

        Assert.Equal([("p", 2), ("q", 1)], (await _database.ServicePoints.PopulationsAsync([PlaceId.Of("p"), PlaceId.Of("q"), PlaceId.Of("r")], Cancel)).Select(p => (p.Key.Value, p.Value)).Order());
        Assert.Empty(await _database.ServicePoints.PopulationsAsync([], Cancel));
        Assert.Equal(["b", "e"], IdsOf(await _database.ServicePoints.NamedAsync([ServicePointId.Of("e"), ServicePointId.Of("b"), ServicePointId.Of("none"), ServicePointId.Of("b")], Cancel)));
        Assert.Empty(await _database.ServicePoints.NamedAsync([], Cancel));
    }

    [Fact]
    public async Task What_is_under_review_is_listed_the_longest_first()
    {
        await EnterPointsAsync(("kept", "p", "laundry", "open", "registered", []));
        await EnterAsync("ended", "p", "laundry", "open");
        await EnterAsync("gone", "p", "bath", "closed", "2013-11-01");
        await EnterAsync("z-new", "p", "bath", "open", "2013-11-02", "2013-11-09");
        await EnterAsync("old", "q", "laundry", "paused", "2013-11-01");
        await EnterAsync("a-new", "p", "laundry", "open", "2013-11-02");

        Assert.Equal(["old", "a-new", "z-new"], IdsOf(await _database.ServicePoints.ReviewedAsync(null, null, 10, Cancel)));
        Assert.Equal(["old"], IdsOf(await _database.ServicePoints.ReviewedAsync(null, null, 1, Cancel)));
        Assert.Equal(["a-new", "z-new"], IdsOf(await _database.ServicePoints.ReviewedAsync([PlaceId.Of("p")], null, 10, Cancel)));
        Assert.Equal(["z-new"], IdsOf(await _database.ServicePoints.ReviewedAsync(null, new(LineId.Of("living-bath"), [], []), 10, Cancel)));

        Task EnterAsync(string id, string region, string kind, string state, params string[] since)
        {
            var reviews = string.Join(',', since.Select(on => $$"""{"complaint":"1","ticket":"t","on":"{{on}}"}"""));
            var view = $$$"""{"id":"{{{id}}}","line":"living-{{{kind}}}","state":"{{{state}}}","verified":[],"office":{"registration":"registered","reviews":[{{{reviews}}}]}}""";
            var stream = StreamId.Of("point", id);
            return Journal.CommitAsync(Runs.On(stream, null, 1).Touching(stream, 0, new RowHead(PlaceId.Of(region), null, null, kind, id, view)));
        }
    }

    [Fact]
    public async Task What_somebody_reported_wrong_is_listed_the_newest_first()
    {
        await EnterPointsAsync(("right", "p", "laundry", "open", "found", []));
        await EnterPointsAsync(""", "mismatch":{"fields":["name"],"on":"2013-11-01"}""", ("a-old", "p", "laundry", "open", "found", []), ("gone", "p", "laundry", "closed", "found", []), ("z-old", "q", "bath", "paused", "found", []));
        await EnterPointsAsync(""", "mismatch":{"fields":["name"],"on":"2013-11-02"}""", ("new", "p", "bath", "open", "found", []));

        Assert.Equal(["new", "a-old", "z-old"], IdsOf(await _database.ServicePoints.MismatchedAsync(null, null, 10, Cancel)));
        Assert.Equal(["new", "a-old"], IdsOf(await _database.ServicePoints.MismatchedAsync(null, null, 2, Cancel)));
        Assert.Equal(["z-old"], IdsOf(await _database.ServicePoints.MismatchedAsync([PlaceId.Of("q")], null, 10, Cancel)));
        Assert.Equal(["a-old"], IdsOf(await _database.ServicePoints.MismatchedAsync(null, new(LineId.Of("living-laundry"), [], []), 10, Cancel)));
    }

    [Fact]
    public async Task Listings_and_places_are_read_as_they_stood_at_versions_all_at_once()
    {
        static PointListing Named(string name) => new(name, [], null, null, [], [], null, null, null, null);
        static PointDraft Draft(string id) => new(ServicePointId.Of(id), PointKindId.Of("laundry"), PlaceId.Of("p"), Named("一"), null, "");
        await TellAsync("a", new ServicePointEvent.Found(Draft("a"), LineId.Of("living"), true), new ServicePointEvent.Corrected(Named("二")), new ServicePointEvent.Resumed(), new ServicePointEvent.Moved(PlaceId.Of("q"), "划界"), new ServicePointEvent.Imported(Named("三"), null));
        await TellAsync("b", new ServicePointEvent.Found(Draft("b"), LineId.Of("living"), true));
        await TellAsync("c", new ServicePointEvent.Found(Draft("c"), LineId.Of("living"), true));

        Assert.Equal("一 p", await AtAsync("a", 1));
        Assert.Equal("二 p", await AtAsync("a", 3));
        Assert.Equal("二 q", await AtAsync("a", 4));
        Assert.Equal("三 q", await AtAsync("a", 9));
        var both = await _database.ServicePoints.ListedAtAsync([(ServicePointId.Of("b"), 1), (ServicePointId.Of("a"), 4), (ServicePointId.Of("none"), 1)], Cancel);
        Assert.Equal(["point:a 2", "point:a 4", "point:b 1"], both.Select(e => $"{e.Stream} {e.Version}"));
        Assert.Equal(["a", "b"], ServicePointReading.BasesOf(both).Keys.Select(id => id.Value).Order());
        Assert.Empty(await _database.ServicePoints.ListedAtAsync([], Cancel));

        async Task<string> AtAsync(string id, long version)
        {
            var basis = ServicePointReading.BasesOf(await _database.ServicePoints.ListedAtAsync([(ServicePointId.Of(id), version)], Cancel)).Values.Single();
            return $"{basis.Listing.Name} {basis.Place}";
        }
    }

    private async Task TellAsync(string id, params ServicePointEvent[] events)
    {
        var (stream, last, run) = (StreamId.Of("point", id), default(Envelope), new List<Envelope>());
        foreach (var happened in events)
        {
            var (type, schema) = (EventCatalog<ServicePointEvent>.NameOf(happened).Name, EventCatalog<ServicePointEvent>.NameOf(happened).Schema);
            run.Add(last = Runs.Next(stream, last, run.Count == 0 ? Runs.Command(1) : null, System.Text.Json.JsonSerializer.Serialize(happened, happened.GetType(), JournalJson.Options)) with { Type = type, Schema = schema });
        }

        await Journal.CommitAsync(new Run(stream, 0, [.. run], [], []));
    }

    private static IEnumerable<string> IdsOf(IEnumerable<string> views) => views.Select(v => System.Text.Json.JsonDocument.Parse(v).RootElement.GetProperty("id").GetString()!);

    private Task EnterPointsAsync(params ImmutableArray<(string Id, string Region, string Kind, string State, string Step, (string Group, string On)[] Verified)> points) => EnterPointsAsync("", points);

    /// <param name="more">Of the view's JSON, from its comma on.</param>
    private async Task EnterPointsAsync(string more, params ImmutableArray<(string Id, string Region, string Kind, string State, string Step, (string Group, string On)[] Verified)> points)
        => await Journal.CommitAsync([.. points.Select(p =>
        {
            var stream = StreamId.Of("point", p.Id);
            var verified = string.Join(',', p.Verified.Select(v => $$"""{"group":"{{v.Group}}","on":"{{v.On}}"}"""));
            var view = $$$"""{"id":"{{{p.Id}}}","line":"living-{{{p.Kind}}}","state":"{{{p.State}}}","verified":[{{{verified}}}],"office":{"registration":"{{{p.Step}}}"}{{{more}}}}""";
            return Runs.On(stream, null, 1).Touching(stream, 0, new RowHead(PlaceId.Of(p.Region), null, null, p.Kind, p.Id, view));
        })]);

    /// <returns>The last event.</returns>
    private async Task<Envelope> EnterAtAsync(string id, Envelope? last, string latitude, string longitude)
    {
        var stream = StreamId.Of("point", id);
        var view = $$$$"""{"id":"{{{{id}}}}","listing":{"position":{"latitude":{{{{latitude}}}},"longitude":{{{{longitude}}}},"datum":"gcj02"}}}""";
        var run = Runs.On(stream, last, last is null ? 1 : 2).Touching(stream, 0, new RowHead(PlaceId.Of(id), null, null, "laundry", id, view));
        await Journal.CommitAsync(run);
        return run.Events[^1];
    }

    private async Task<IEnumerable<string>> PointsAsync(ServicePointFilter filter)
        => (await _database.ServicePoints.ListAsync(filter, Cancel)).Select(v => IdOf(v.View));

    private static string IdOf(string view) => System.Text.Json.JsonDocument.Parse(view).RootElement.GetProperty("id").GetString()!;
}
