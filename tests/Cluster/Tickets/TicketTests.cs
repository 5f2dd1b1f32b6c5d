using Circle.Cluster.Tests.Checks;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Alerts;
using Circle.Contracts.LivingCircles;
using Circle.Contracts.ServicePoints;
using Circle.Contracts.Tickets;
using Circle.Domain.Alerts;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Grains.Plans;

namespace Circle.Cluster.Tests.Tickets;

/// <summary>Tickets by the rehearsal's clock. It begins on Tuesday, 12 November 2013, at 08:00.</summary>
public sealed class TicketTests : IAsyncLifetime
{
    private static readonly Actor Wang = new("rehearsal:wang");
    private static readonly Actor Chief = new("rehearsal:chief");
    private static readonly Actor Clerk = new("rehearsal:clerk");
    private static readonly AnsweringUnit Street = new(PlaceId.Of("s1"), null);
    private static readonly PointKindId Laundry = PointKindId.Of("laundry");

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        await cluster.PrepareAsync(SmallDistrict.Plan with { Directory = new DirectoryRules([new PointKind(Laundry, "洗衣点", "Laundry", SmallDistrict.Room, true)], [Laundry], 90, 180, 800, 500, 30, []) });
        (await cluster.Facility("f").AskAsync(new FacilityCommand.Register(SmallDistrict.Facility("f", PlaceId.Of("s1c1"))))).Accepted();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Calls_that_come_at_once_have_numbers_without_doubles_and_a_faulty_one_spends_none()
    {
        string[] ids = [.. Enumerable.Range(1, 130).Select(i => $"t{i}")];
        (await Of("faulty").AskAsync(Call("faulty", "facility:none"), actor: Wang)).Refused("unknown");
        await Task.WhenAll(ids.Select(async id => (await Of(id).AskAsync(Call(id), actor: Wang)).Accepted()));

        var numbers = await Task.WhenAll(ids.Select(async id => (await Of(id).View())!.Number));
        Assert.Equal(Enumerable.Range(1, 130), numbers.Select(n => n.Serial).Order());
        Assert.All(numbers, n => Assert.Equal(SmallDistrict.Today, n.Day));

        // Whoever gives them away begins behind all that it may have given.
        await cluster.DeactivateAsync(cluster.Grains.GetGrain<ITicketBookGrain>(TicketBook.IdOf(SmallDistrict.Today)));
        (await Of("after").AskAsync(Call("after"), actor: Wang)).Accepted();
        Assert.Equal(151, (await Of("after").View())!.Number.Serial);
    }

    [Fact]
    public async Task A_ticket_goes_its_way_and_its_counts_are_where_it_is_about_and_once_wherever_it_is_moved()
    {
        (await Of("t").AskAsync(Call("t", unit: Street), actor: Wang)).Accepted();
        await CountAsync("f", new TicketCounts(1, 1, 0, 0, 0, 0));
        await SumAsync("d", TicketCount.Open, 1);
        Assert.Equal("t", Assert.Single((await Queries.Assigned(new AssignedQuery(Street, false, null, 10))).Tickets).Intake.Id.Value);

        (await Of("t").AskAsync(new TicketCommand.Move(new StreamId("place:s2")), actor: Wang)).Accepted();
        await CountAsync("f", new TicketCounts(0, 0, 0, 0, 0, 0));
        await SumAsync("s1", TicketCount.Open, 0);
        await SumAsync("s2", TicketCount.Open, 1);

        (await Of("t").AskAsync(new TicketCommand.Sign(), actor: Clerk)).Accepted();
        (await Of("t").AskAsync(new TicketCommand.Contact(), actor: Clerk)).Accepted();
        (await Of("t").AskAsync(await AnswerAsync("t", TicketFinding.Substantiated), actor: Clerk)).Accepted();
        (await Of("t").AskAsync(new TicketCommand.CallBack(true, true, Satisfaction.Satisfied, null), actor: Clerk)).Refused("own-answer");
        (await Of("t").AskAsync(new TicketCommand.CallBack(true, true, Satisfaction.Satisfied, null), actor: Wang)).Accepted();
        await SumAsync("d", TicketCount.Open, 0);
        await SumAsync("d", TicketCount.Satisfied, 1);
        Assert.Equal(
            ["ticket.received", "ticket.dispatched", "ticket.moved", "ticket.signed", "ticket.contacted", "ticket.answered", "ticket.called-back", "ticket.closed"],
            (await Of("t").History(0, 100)).Entries.Select(e => e.Type));
        Assert.Equal("photo"u8.ToArray(), (await Of("t").File(BlobId.OfContent("photo"u8)))!.Content.Bytes);
    }

    /// <summary>What a filing is about may go to another place between two tries: by its facility, or since other people live nearest by now.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_filing_that_is_tried_again_after_its_target_moved_is_the_first_one_and_counts_there_once(bool isFacility)
    {
        var at = new Position(34.79, 113.68, Datum.Wgs84);
        var filed = new TicketCommand.File(TicketId.Of("t"), TicketCategoryId.Of("charges"), new StreamId(isFacility ? "facility:f" : "place:d"), WordsId.Of("w"), null) { Position = isFacility ? null : at };
        if (!isFacility) await DrawAsync("s1c1", at);
        var key = Asking.NewId();
        var first = (await Asking.AskAsync(Of("t"), filed, key, Wang)).Accepted();
        await SumAsync("s1", TicketCount.Total, 1);

        if (isFacility) (await cluster.Facility("f").AskAsync(new FacilityCommand.Move(PlaceId.Of("s2c1"), "迁址"))).Accepted();
        else
        {
            await DrawAsync("s1c1", null);
            await DrawAsync("s2c1", at);
            await Eventually.TrueAsync(async () => await Queries.Near(at) == PlaceId.Of("s2c1"), () => "others live nearest");
        }

        var again = (await Asking.AskAsync(Of("t"), filed, key, Wang)).Accepted();
        Assert.Equal((first.Version, first.RecordedAt, true), (again.Version, again.RecordedAt, again.Repeated));
        Assert.Equal(PlaceId.Of("s1c1"), (await Of("t").View())!.About.Place);
        Assert.Single((await Of("t").History(0, 10)).Entries);
        await SumAsync("d", TicketCount.Total, 1);
    }

    private async Task DrawAsync(string community, Position? centre)
        => (await cluster.Grains.GetGrain<ILivingCircleGrain>(community).AskAsync(new CircleCommand.Draw(PlaceId.Of(community), [], centre))).Accepted();

    [Fact]
    public async Task A_street_asks_once_for_itself_and_what_lies_under_it()
    {
        (await Of("own").AskAsync(Call("own", unit: Street), actor: Wang)).Accepted();
        (await Of("below").AskAsync(Call("below", unit: new(PlaceId.Of("s1c1"), null)), actor: Wang)).Accepted();
        (await Of("other").AskAsync(Call("other", unit: new(PlaceId.Of("s2"), null)), actor: Wang)).Accepted();
        Assert.Equal(["own"], await AssignedAsync(false));
        Assert.Equal(["below", "own"], await AssignedAsync(true));

        async Task<IEnumerable<string>> AssignedAsync(bool withBelow)
            => (await Queries.Assigned(new AssignedQuery(Street, false, null, 10, withBelow))).Tickets.Select(t => t.Intake.Id.Value).Order();
    }

    [Fact]
    public async Task Joined_tickets_hear_the_answer_and_each_caller_is_called_back()
    {
        foreach (var id in (string[])["main", "a", "b"]) (await Of(id).AskAsync(Call(id, unit: id == "main" ? Street : null), actor: Wang)).Accepted();
        foreach (var id in (string[])["a", "b"]) (await Of(id).AskAsync(new TicketCommand.Link(TicketId.Of("main")), actor: Wang)).Accepted();
        await Eventually.TrueAsync(async () => (await Of("main").View())!.Children.Length == 2, () => "both are taken in");
        (await Of("main").AskAsync(new TicketCommand.Sign(), actor: Clerk)).Accepted();
        (await Of("main").AskAsync(new TicketCommand.Contact(), actor: Clerk)).Accepted();
        (await Of("main").AskAsync(await AnswerAsync("main", TicketFinding.Unfounded), actor: Clerk)).Accepted();

        foreach (var id in (string[])["a", "b"])
            await Eventually.TrueAsync(async () => (await Of(id).View())!.Stage == TicketStage.Answered, () => $"{id} hears the answer");
        (await Of("a").AskAsync(new TicketCommand.CallBack(true, false, null, null), actor: Wang)).Accepted();
        Assert.Equal((TicketStage.Received, (TicketId?)null), ((await Of("a").View())!.Stage, (await Of("a").View())!.Parent));
        await SumAsync("d", TicketCount.Total, 2);
        await SumAsync("d", TicketCount.Duplicate, 1);

        // Counts and rows of the list are what the journal says, ticket by ticket.
        await Eventually.TrueAsync(async () => (await Of("main").View())!.Pending.IsEmpty && (await Of("a").View())!.Pending.IsEmpty, () => "all were told");
        var replay = await Replay.OfAsync(cluster.First.Journal.Inner);
        await replay.CheckRowsAsync(cluster.First.Database.Places, cluster.First.Get<Atlas>().Places);
        await replay.CheckListsAsync(cluster.First.Database.Lists);
    }

    [Fact]
    public async Task A_clock_that_runs_out_is_late_by_itself_and_life_safety_is_told_at_once()
    {
        (await Of("gas").AskAsync(Call("gas", unit: Street, urgency: Urgency.LifeSafety), actor: Wang)).Accepted();
        await cluster.SetClockAsync(SmallDistrict.Morning + TimeSpan.FromMinutes(20));
        await Eventually.TrueAsync(async () => (await Of("gas").View())!.Late.Contains(TicketClock.Sign), () => "it is late");
        await SumAsync("s1", TicketCount.Overdue, 1);

        var alert = AlertId.Of(new AlertKey(AlertRule.LifeSafety, Street.Place, null, "gas"));
        await Eventually.TrueAsync(async () => await cluster.Grains.GetGrain<IAlertGrain>(alert.Value).View() is { Ended: null }, () => "an alert is raised");
        await Eventually.TrueAsync(async () => (await Of("gas").View())!.Pending.IsEmpty, () => "and the ticket knows");
        Assert.Equal(1, (await Queries.Queue(10)).Sections.Single(s => s.Stage == TicketStage.Dispatched).Due);
    }

    [Fact]
    public async Task A_substantiated_complaint_opens_its_point_s_review_once()
    {
        var shop = cluster.Grains.GetGrain<IServicePointGrain>("shop");
        (await shop.AskAsync(new ServicePointCommand.Find(
            new PointDraft(ServicePointId.Of("shop"), Laundry, PlaceId.Of("s1c1"), new PointListing("shop", [], null, null, [], [], null, null, null, null), null, "test")))).Accepted();
        (await shop.AskAsync(new ServicePointCommand.File(SmallDistrict.Today))).Accepted();
        (await shop.AskAsync(new ServicePointCommand.Register("备 1", SmallDistrict.Today))).Accepted();
        (await Of("t").AskAsync(Call("t", "point:shop", Street), actor: Wang)).Accepted();
        (await Of("t").AskAsync(new TicketCommand.Sign(), actor: Clerk)).Accepted();
        (await Of("t").AskAsync(new TicketCommand.Contact(), actor: Clerk)).Accepted();
        (await Of("t").AskAsync(await AnswerAsync("t", TicketFinding.Substantiated), actor: Clerk)).Accepted();

        await Eventually.TrueAsync(async () => (await shop.View())!.Point.Office!.Reviews.Length == 1, () => "the review is open");
        var review = Assert.Single((await shop.View())!.Point.Office!.Reviews);
        Assert.Equal(("1112-0001", "t"), (review.Complaint, review.Ticket.Value));
        Assert.Equal("shop", Assert.Single(await Points.Reviewed(new PointScope(PlaceId.Of("s1"), SmallDistrict.Room))).Point.Id.Value);
        Assert.Empty(await Points.Reviewed(new PointScope(PlaceId.Of("s2"), null)));
        (await shop.AskAsync(new ServicePointCommand.Disqualify(review.Complaint, "多收费", SmallDistrict.Today))).Accepted();
        Assert.Empty((await shop.View())!.Point.Office!.Reviews);
        Assert.Empty(await Points.Reviewed(new PointScope(null, null)));
    }

    [Fact]
    public async Task The_supervisor_sees_what_goes_to_and_fro_and_who_did_what_today_and_a_number_is_found()
    {
        foreach (var id in (string[])["back", "asks", "done"])
        {
            (await Of(id).AskAsync(Call(id, unit: Street), actor: Wang)).Accepted();
            (await Of(id).AskAsync(new TicketCommand.Sign(), actor: Clerk)).Accepted();
        }

        (await Of("back").AskAsync(new TicketCommand.AskFor(TicketAsk.Return, WordsId.Of("why"), 0, null), actor: Clerk)).Accepted();
        (await Of("back").AskAsync(new TicketCommand.Grant(), actor: Chief)).Accepted();
        (await Of("done").AskAsync(new TicketCommand.Contact(), actor: Clerk)).Accepted();
        (await Of("done").AskAsync(await AnswerAsync("done", TicketFinding.Unfounded), actor: Clerk)).Accepted();
        await cluster.SetClockAsync(SmallDistrict.Morning.AddDays(1));
        (await Of("asks").AskAsync(new TicketCommand.AskFor(TicketAsk.Extend, WordsId.Of("why"), 2, null), actor: Clerk)).Accepted();
        (await Of("done").AskAsync(new TicketCommand.CallBack(true, true, null, null), actor: Wang)).Accepted();

        var board = await Queries.Oversight();
        Assert.False(board.IsPartial);
        Assert.Equal(["back"], board.Returned.Select(t => t.Intake.Id.Value));
        Assert.Equal(["asks"], board.Asking.Select(t => t.Intake.Id.Value));
        Assert.Equal([new OperatorDay(Wang, 0, 0, 0, 1, 0)], board.Operators);
        Assert.Equal((1, 1), (board.Waiting.Single(s => s.Stage == TicketStage.Received).Count, board.Waiting.Single(s => s.Stage == TicketStage.SignedFor).Count));

        Assert.Equal(["done"], (await Queries.Numbered(11, 12, 3)).Tickets.Select(t => t.Intake.Id.Value));
        Assert.Empty((await Queries.Numbered(11, 12, 4)).Tickets);
        Assert.Empty((await Queries.Numbered(2, 30, 1)).Tickets);
        Assert.Empty((await Queries.Numbered(11, 14, 1)).Tickets);
    }

    private IServicePointQueries Points => cluster.Grains.GetGrain<IServicePointQueries>(0);

    private ITicketQueries Queries => cluster.Grains.GetGrain<ITicketQueries>(0);

    private ITicketGrain Of(string id) => cluster.Grains.GetGrain<ITicketGrain>(id);

    private static TicketCommand.Receive Call(string id, string about = "facility:f", AnsweringUnit? unit = null, Urgency urgency = Urgency.Ordinary) => new(
        new TicketIntake(
            TicketId.Of(id), TicketKind.Complaint, TicketCategoryId.Of("charges"), urgency, TicketSource.Phone, new StreamId(about), WordsId.Of("w"), null, SubjectId.Of($"caller-{id}"), null, null),
        unit, null);

    private async Task<TicketCommand.Answer> AnswerAsync(string id, TicketFinding finding)
    {
        var content = "photo"u8.ToArray();
        var blob = (await Of(id).Keep(ReplyFile.Jpeg, [.. content]))!.Value;
        return new TicketCommand.Answer(WordsId.Of("answer"), finding, [new ReplyFile(blob, "photo.jpg", ReplyFile.Jpeg, content.Length)]);
    }

    private Task CountAsync(string facility, TicketCounts expected)
        => Eventually.TrueAsync(async () => await cluster.Facility(facility).Complaints() == expected, () => $"{facility} has {expected}");

    private Task SumAsync(string place, TicketCount count, long expected)
        => Eventually.TrueAsync(
            async () => (await cluster.Region(PlaceId.Of(place)).Tally()).Cells.Cells.Where(c => c.Key.Measure == TicketCells.Tickets && c.Key.Point == TicketCells.PointOf(count)).Sum(c => c.Value) == expected,
            () => $"{place} has {expected} {count}");
}
