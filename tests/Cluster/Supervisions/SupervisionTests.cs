using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Coordinations;
using Circle.Contracts.Journal;
using Circle.Contracts.Supervisions;
using Circle.Domain.Alerts;
using Circle.Domain.Blobs;
using Circle.Domain.Coordinations;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;

namespace Circle.Cluster.Tests.Supervisions;

/// <summary>Orders and matters to coordinate by the rehearsal's clock. It begins on Tuesday, 12 November 2013.</summary>
public sealed class SupervisionTests : IAsyncLifetime
{
    private static readonly Actor Office = new("rehearsal:office");
    private static readonly Actor Clerk = new("rehearsal:clerk");

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        await cluster.PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Orders_that_are_issued_at_once_have_numbers_without_doubles_and_a_refused_one_spends_none()
    {
        string[] ids = [.. Enumerable.Range(1, 20).Select(i => $"o{i}")];
        Assert.IsType<Answer.Refused>(await Order("faulty").AskAsync(Issue("faulty") with { Instruction = "" }, actor: Office));
        await Task.WhenAll(ids.Select(async id => (await Order(id).AskAsync(Issue(id), actor: Office)).Accepted()));
        var views = await Task.WhenAll(ids.Select(async id => (await Order(id).View())!));
        Assert.Equal(Enumerable.Range(1, 20), views.Select(v => v.Order.Number.Serial).Order());

        // Asked again, it is not issued again and keeps its number.
        Assert.IsType<Answer.Refused>(await Order("o1").AskAsync(Issue("o1"), actor: Office));
        Assert.Equal(views[0].Number, (await Order("o1").View())!.Number);
    }

    [Fact]
    public async Task Nobody_signs_and_the_agenda_tells_each_rung_once_until_somebody_does_and_it_is_replied_checked_and_closed()
    {
        (await Order("o1").AskAsync(Issue("o1"), actor: Office)).Accepted();
        await MorningAsync(15);
        await Eventually.TrueAsync(async () => (await Order("o1").View())!.Wait!.Fired.Length == 1, () => "the street hears");
        await MorningAsync(19);
        await Eventually.TrueAsync(async () => (await Order("o1").View())!.Wait!.Fired.Length == 2, () => "the lead unit hears");

        (await Order("o1").AskAsync(new SupervisionCommand.Sign(), actor: Clerk)).Accepted();
        var file = await KeepAsync("o1", "photo"u8.ToArray());
        Assert.Null(await Order("o1").Evidence(file.Blob));
        (await Order("o1").AskAsync(new SupervisionCommand.Reply("已建成", [file]), actor: Clerk)).Accepted();
        Assert.Equal("photo"u8.ToArray(), (await Order("o1").Evidence(file.Blob))!.Content.Bytes);
        Assert.Null(await Order("o1").Evidence(BlobId.OfContent("other"u8)));
        Assert.IsType<Answer.Refused>(await Order("o1").AskAsync(new SupervisionCommand.Pass(null), actor: Clerk));
        (await Order("o1").AskAsync(new SupervisionCommand.Pass(null), actor: Office)).Accepted();
        (await Order("o1").AskAsync(new SupervisionCommand.Close(null), actor: Office)).Accepted();
        Assert.Equal(
            ["supervision.issued", "supervision.escalated", "supervision.escalated", "supervision.signed", "supervision.replied", "supervision.passed", "supervision.closed"],
            (await Order("o1").History(0, 100)).Entries.Select(e => e.Type));
    }

    [Fact]
    public async Task A_clock_that_jumps_by_a_month_fires_one_rung_of_each_and_lists_are_by_unit_stage_and_page()
    {
        foreach (var id in (string[])["o1", "o2", "o3"]) (await Order(id).AskAsync(Issue(id, id == "o3" ? "s2" : "s1"), actor: Office)).Accepted();
        (await Order("o2").AskAsync(new SupervisionCommand.Sign(), actor: Clerk)).Accepted();
        (await Matter("m1").AskAsync(new CoordinationCommand.Raise(CoordinationId.Of("m1"), PlaceId.Of("s1"), SmallDistrict.Room, "用房未腾"), actor: Clerk)).Accepted();
        await cluster.SetClockAsync(District.At(new DateOnly(2013, 12, 16), new TimeOnly(9, 0)));
        await Eventually.TrueAsync(
            async () => (await Order("o1").View())!.Wait!.Fired.Length == 1 && (await Order("o2").View())!.Wait!.Fired.Length == 1 && (await Matter("m1").View())!.Wait!.Fired.Length == 1,
            () => "each is told once");
        Assert.Equal(Rung.LeadUnit, Assert.Single((await Matter("m1").View())!.Wait!.Fired).Rung);

        Assert.Equal(["o3", "o2"], (await ListAsync(null, [], null, 2)).Orders.Select(o => o.Order.Id.Value));
        Assert.Equal(["o1"], (await ListAsync(null, [], "o2", 2)).Orders.Select(o => o.Order.Id.Value));
        Assert.Equal(["o2"], (await ListAsync("s1", [SupervisionStage.Underway], null, 10)).Orders.Select(o => o.Order.Id.Value));
        Assert.Equal(["m1"], (await cluster.Grains.GetGrain<ICoordinationQueries>(0).List(new CoordinationQuery(PlaceId.Of("s1"), null, [], null, 10))).Matters.Select(m => m.Matter.Id.Value));

        var since = await cluster.Grains.GetGrain<ISupervisionQueries>(0).Since(new SinceQuery(PlaceId.Of("s1"), null, District.At(new DateOnly(2013, 11, 1))));
        Assert.Equal((2, 1, false), (since.Orders.Length, since.Matters.Length, since.IsTruncated));
    }

    [Fact]
    public async Task A_reply_names_what_was_kept_for_its_own_order_as_it_was_kept_and_an_order_that_has_ended_keeps_nothing()
    {
        foreach (var id in (string[])["o1", "o2"])
        {
            (await Order(id).AskAsync(Issue(id), actor: Office)).Accepted();
            (await Order(id).AskAsync(new SupervisionCommand.Sign(), actor: Clerk)).Accepted();
        }

        var (own, others) = (await KeepAsync("o1", "own"u8.ToArray()), await KeepAsync("o2", "others"u8.ToArray()));
        (await ReplyAsync(own with { Blob = BlobId.OfContent("never kept"u8) })).Refused("not-uploaded");
        (await ReplyAsync(others)).Refused("not-uploaded");
        (await ReplyAsync(own, own with { MediaType = ReplyFile.Pdf })).Refused("not-uploaded");
        (await ReplyAsync(own with { Bytes = 4 })).Refused("not-uploaded");
        (await ReplyAsync(own with { Name = "门前.jpg" })).Accepted();
        Assert.Null(await Order("o2").Evidence(own.Blob));

        // Sent back, it may be shown again, also when it is no upload any more.
        (await Order("o1").AskAsync(new SupervisionCommand.SendBack("不清楚"), actor: Office)).Accepted();
        (await ReplyAsync(own)).Accepted();
        (await Order("o1").AskAsync(new SupervisionCommand.Withdraw("另行下发"), actor: Office)).Accepted();
        Caller.Current = Clerk;
        Assert.Null(await Order("o1").Keep(ReplyFile.Jpeg, [.. "late"u8]));

        async Task<Answer> ReplyAsync(params ReplyFile[] files) => await Order("o1").AskAsync(new SupervisionCommand.Reply("已建成", [.. files]), actor: Clerk);
    }

    private async Task<ReplyFile> KeepAsync(string order, byte[] content)
    {
        Caller.Current = Clerk;
        return new ReplyFile((await Order(order).Keep(ReplyFile.Jpeg, [.. content]))!.Value, "现场.jpg", ReplyFile.Jpeg, content.Length);
    }

    private static SupervisionCommand.Issue Issue(string id, string unit = "s1") => new(
        SupervisionId.Of(id), new SupervisionMatter(PlaceId.Of(unit), SmallDistrict.Room, null, null, "调解室欠 2 处"), new AnsweringUnit(PlaceId.Of(unit), null), null, new DateOnly(2013, 11, 29), "限期建成");

    private ISupervisionGrain Order(string id) => cluster.Grains.GetGrain<ISupervisionGrain>(id);

    private ICoordinationGrain Matter(string id) => cluster.Grains.GetGrain<ICoordinationGrain>(id);

    private Task<SupervisionPage> ListAsync(string? place, SupervisionStage[] stages, string? after, int limit)
        => cluster.Grains.GetGrain<ISupervisionQueries>(0).List(new SupervisionQuery(place is null ? null : PlaceId.Of(place), null, [.. stages], after is null ? null : SupervisionId.Of(after), limit));

    private Task MorningAsync(int day) => cluster.SetClockAsync(District.At(new DateOnly(2013, 11, day), new TimeOnly(9, 0)));
}
