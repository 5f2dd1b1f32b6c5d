using System.Text;
using Circle.Cluster.Tests.Checks;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Acceptance;
using Circle.Contracts.Journal;
using Circle.Contracts.Standards;
using Circle.Domain.Acceptance;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using Circle.Grains.Blobs;

namespace Circle.Cluster.Tests.Acceptance;

/// <summary>Two journals and an agenda row between them: what is concluded reaches the facility, once.</summary>
public sealed class AcceptanceTests : IAsyncLifetime
{
    private static readonly DateOnly Day = SmallDistrict.Today;
    private static readonly PlaceId Home = PlaceId.Of("s1c1");
    private static readonly Actor Lead = new("rehearsal:lead-unit");
    private static readonly Actor Office = new("rehearsal:office");
    private static readonly Actor Checker = new("rehearsal:street-check");

    private static readonly ChecklistItem Area = new(ItemId.Of("area"), ItemKind.Number, "建筑面积", 60, true, 100_000, "平方米", "三");
    private static readonly ChecklistItem Sign = new(ItemId.Of("sign"), ItemKind.Photo, "门牌", 40, false, null, null, "");

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
    public async Task A_pass_reaches_the_facility_once_and_the_lists_show_what_waits_for_whom()
    {
        var acceptance = await PlannedAsync("f");
        Assert.Equal(["f"], await WaitingAsync(Waiting.Inspect));
        Assert.Equal(["f"], await WaitingAsync(Waiting.Inspect, Asking.Inspector));
        Assert.Empty(await WaitingAsync(Waiting.Inspect, Office));
        Assert.Empty(await WaitingAsync(Waiting.Check));

        await ScoreAsync(acceptance);
        (await acceptance.AskAsync(new AcceptanceCommand.Pass(Day, null), actor: Asking.Inspector)).Accepted();
        await Eventually.TrueAsync(async () => (await acceptance.View())!.Waits == Waiting.Nothing, () => "the facility is told");

        var facility = (await cluster.Facility("f").View())!;
        Assert.Equal((Stage.Accepted, 100), (facility.Stage, facility.Score));
        Assert.Equal(RoundEnding.Accepted, (await acceptance.View())!.Rounds.Single().End!.How);
        Assert.Empty(await WaitingAsync(null));

        var replay = await Replay.OfAsync(cluster.First.Journal.Inner);
        Assert.Equal(Actor.Timekeeper, Assert.Single(replay.Of(Facility.StreamOf(FacilityId.Of("f"))), e => e.Type == "facility.accepted").Actor);
        Assert.Equal(Asking.Inspector, Assert.Single(replay.Of(AcceptanceCase.StreamOf(FacilityId.Of("f"))), e => e.Type == "acceptance.passed").Actor);
        var farOff = DateTimeOffset.MaxValue.AddDays(-1);
        Assert.DoesNotContain(await cluster.First.Database.Agenda.ClaimAsync(farOff, farOff, farOff, 100, CancellationToken.None), i => i.Kind == AcceptanceCommand.Settle.AgendaKind);
    }

    [Fact]
    public async Task What_is_returned_waits_for_a_new_report_and_keeps_its_first_round()
    {
        var acceptance = await PlannedAsync("f");
        (await acceptance.AskAsync(new AcceptanceCommand.RecordItem(new ItemFinding(Area.Id, 20, null, 86_500, null, "面积不足", [])), actor: Asking.Inspector)).Accepted();
        (await acceptance.AskAsync(new AcceptanceCommand.Fail(Day, Day.AddDays(14), []), actor: Asking.Inspector)).Accepted();
        await Eventually.TrueAsync(async () => (await cluster.Facility("f").View())!.Standing == Standing.Returned, () => "the facility is told");
        await Eventually.TrueAsync(async () => (await acceptance.View())!.Waits == Waiting.Nothing, () => "and the round is over");

        Assert.Equal("面积不足", (await cluster.Facility("f").View())!.StandingReason);
        (await ReportAsync("f")).Refused("not-completed");
        (await cluster.Facility("f").AskAsync(new FacilityCommand.ReportCompletion(Day, null))).Accepted();
        (await ReportAsync("f")).Accepted();
        var rounds = (await acceptance.View())!.Rounds;
        Assert.Equal([1, 2], rounds.Select(r => r.Number));
        Assert.Equal(86_500, rounds[0].Findings.Single().Finding.Measured);
        Assert.Equal(["f"], await WaitingAsync(Waiting.Check));
    }

    [Fact]
    public async Task What_the_facility_says_is_asked_of_the_facility_and_a_photo_is_there_before_it_is_named()
    {
        (await cluster.Facility("g").AskAsync(new FacilityCommand.Register(SmallDistrict.Facility("g", Home)))).Accepted();
        var claimed = new FacilityFacing(FacilityId.Of("g"), SmallDistrict.Room, Home, "g", Stage.Completed, Standing.Active, Day, []);
        (await Of("g").AskAsync(Report("g", await UploadAsync()) with { Facing = claimed, Kept = [] })).Refused("not-completed");

        (await cluster.Facility("g").AskAsync(new FacilityCommand.ReportCompletion(Day, null))).Accepted();
        (await Of("g").AskAsync(Report("g", BlobId.OfContent("never sent"u8)))).Refused("not-uploaded");
        var photo = await UploadAsync();
        (await Of("g").AskAsync(Report("g", photo) with { Photos = [Shown(photo) with { Width = 801 }] })).Refused("not-uploaded");
        (await Of("g").AskAsync(Report("g", photo))).Accepted();
        Assert.Equal("a room"u8.ToArray(), (await Of("g").Photo(photo))!.Bytes);
        Assert.Null(await Of("g").Photo(BlobId.OfContent("never sent"u8)));
        (await Of("g").AskAsync(new AcceptanceCommand.CheckReport(true, null))).Refused("own-work");

        // Whoever takes the report itself back has nobody waiting for it.
        Assert.Equal(["g"], await WaitingAsync(Waiting.Check));
        (await cluster.Facility("g").AskAsync(new FacilityCommand.Retract(Stage.Completed, "报错了"))).Accepted();
        Assert.Empty(await WaitingAsync(Waiting.Check));
    }

    [Fact]
    public async Task A_finding_shows_what_its_inspector_sent_for_it_as_it_was_sent_or_what_the_round_shows_already()
    {
        var (acceptance, other) = (await PlannedAsync("f"), await PlannedAsync("h"));
        var (theirs, sign) = (await InspectAsync("theirs", Asking.Street), await InspectAsync("sign", Asking.Inspector));
        (await FindAsync(acceptance, theirs)).Refused("not-uploaded");
        (await FindAsync(acceptance, Shown(BlobId.OfContent("a room"u8)))).Refused("not-uploaded");
        (await FindAsync(acceptance, sign with { Height = 601 })).Refused("not-uploaded");
        (await FindAsync(acceptance, sign with { Bytes = 7 })).Refused("not-uploaded");
        (await FindAsync(acceptance, sign)).Accepted();

        // A day later it is no upload any more: it stays with the round that shows it, and with no other.
        await cluster.First.Get<IBlobs>().RemoveAsync(BlobShelf.Uploads, sign.Blob, DateTimeOffset.MaxValue, CancellationToken.None);
        (await FindAsync(acceptance, sign, "看过")).Accepted();
        (await FindAsync(other, sign)).Refused("not-uploaded");
        Assert.Null(await other.Photo(sign.Blob));
    }

    [Fact]
    public async Task A_photo_is_kept_also_where_its_finding_was_right_only_by_what_was_in_flight_when_it_came()
    {
        var acceptance = await CheckedAsync("f");
        var sign = await InspectAsync("sign", Asking.Inspector);
        var gate = cluster.First.Journal.Hold();
        var planned = acceptance.AskAsync(new AcceptanceCommand.PlanInspection(Day, [Asking.Inspector]), actor: Office);
        await gate.EnteredAsync();
        var found = FindAsync(acceptance, sign);

        // What asks after it is answered, so that it waits behind the plan by now.
        for (var asked = 0; asked < 50; asked++) Assert.Equal(Waiting.Plan, (await acceptance.View())!.Waits);
        cluster.First.Journal.Heal();
        (await planned).Accepted();
        (await found).Accepted();
        Assert.Equal("sign"u8.ToArray(), (await acceptance.Photo(sign.Blob))!.Bytes);
    }

    [Fact]
    public async Task A_standard_keeps_its_versions_and_an_inspection_the_one_it_was_planned_by()
    {
        var acceptance = await PlannedAsync("f");
        var standard = cluster.Grains.GetGrain<IStandardGrain>(SmallDistrict.Room.Value);
        (await standard.AskAsync(new StandardCommand.Write(SmallDistrict.Room, 1, [Area with { Weight = 100 }], null, SurveyRule.Usual), actor: Lead)).Accepted();

        var view = (await standard.View())!;
        Assert.Equal((2, 100, 2), (view.InForce!.Version, view.InForce.Items.Single().Weight, view.Versions.Length));
        Assert.Equal(2, (await standard.ViewOf(1))!.Items.Length);
        Assert.Null(await standard.ViewOf(3));
        Assert.Equal(1, (await acceptance.View())!.Rounds.Single().Inspection!.Checklist.Version);
        Assert.Null(await cluster.Grains.GetGrain<IStandardGrain>("no-such-line").View());
        (await cluster.Grains.GetGrain<IStandardGrain>("bench").AskAsync(new StandardCommand.Write(SmallDistrict.Bench, 1, [Area with { Weight = 100 }], null, SurveyRule.Usual), actor: Lead)).Refused(Refusal.ChangedMeanwhileCode);
    }

    [Fact]
    public async Task Past_the_inspection_nobody_accepts_and_only_who_may_verify_there_is_a_member()
    {
        var acceptance = await PlannedAsync("f");
        (await cluster.Facility("f").AskAsync(new FacilityCommand.Accept(100, Day, null), actor: Asking.Inspector)).Refused("inspected");
        (await cluster.Facility("f").AskAsync(new FacilityCommand.Return(["门牌缺失"], Day.AddDays(10), null, Day), actor: Asking.Inspector)).Refused("inspected");
        (await acceptance.AskAsync(new AcceptanceCommand.PlanInspection(Day, [Asking.Inspector, new Actor("account:nobody")]), actor: Office)).Refused("not-entitled");

        // A line without a standard is accepted as ever.
        (await cluster.Facility("b").AskAsync(new FacilityCommand.Register(SmallDistrict.Facility("b", Home, SmallDistrict.Bench)))).Accepted();
        (await cluster.Facility("b").AskAsync(new FacilityCommand.ReportCompletion(Day, null))).Accepted();
        (await cluster.Facility("b").AskAsync(new FacilityCommand.Accept(100, Day, null), actor: Asking.Inspector)).Accepted();
    }

    private static Task<Answer> FindAsync(IAcceptanceGrain acceptance, Photo photo, string? note = null)
        => acceptance.AskAsync(new AcceptanceCommand.RecordItem(new ItemFinding(Sign.Id, 40, null, null, note, null, [photo])), actor: Asking.Inspector);

    private async Task<IAcceptanceGrain> PlannedAsync(string id)
    {
        var acceptance = await CheckedAsync(id);
        (await acceptance.AskAsync(new AcceptanceCommand.PlanInspection(Day, [Asking.Inspector]), actor: Office)).Accepted();
        return acceptance;
    }

    private async Task<IAcceptanceGrain> CheckedAsync(string id)
    {
        var standard = cluster.Grains.GetGrain<IStandardGrain>(SmallDistrict.Room.Value);
        if ((await standard.View())?.InForce is null)
            (await standard.AskAsync(new StandardCommand.Write(SmallDistrict.Room, 0, [Area, Sign], null, new SurveyRule(3, 2, 80, [])), actor: Lead)).Accepted();
        (await cluster.Facility(id).AskAsync(new FacilityCommand.Register(SmallDistrict.Facility(id, Home)))).Accepted();
        (await cluster.Facility(id).AskAsync(new FacilityCommand.ReportCompletion(Day, null))).Accepted();
        (await ReportAsync(id)).Accepted();
        (await Of(id).AskAsync(new AcceptanceCommand.CheckReport(true, null), actor: Checker)).Accepted();
        return Of(id);
    }

    private async Task ScoreAsync(IAcceptanceGrain acceptance)
    {
        var photo = await InspectAsync("a sign", Asking.Inspector);
        (await acceptance.AskAsync(new AcceptanceCommand.RecordItem(new ItemFinding(Area.Id, 60, null, 126_000, null, null, [])), actor: Asking.Inspector)).Accepted();
        (await acceptance.AskAsync(new AcceptanceCommand.RecordItem(new ItemFinding(Sign.Id, 40, null, null, null, null, [photo])), actor: Asking.Inspector)).Accepted();
        (await acceptance.AskAsync(new AcceptanceCommand.DrawCards(640), actor: Asking.Inspector)).Accepted();
        var survey = (await acceptance.View())!.Rounds[^1].Survey!;
        Assert.Equal(survey.Cards.Select(c => c.Card), CardDraw.Of(survey.Seed, 640, 3).Cards);
        foreach (var card in survey.Cards)
            (await acceptance.AskAsync(new AcceptanceCommand.AnswerCard(card.Card, [.. Enum.GetValues<Criterion>().Select(c => new CriterionAnswer(c, 5))]), actor: Asking.Inspector)).Accepted();
    }

    private async Task<Answer> ReportAsync(string id) => await Of(id).AskAsync(Report(id, await UploadAsync()));

    private async Task<BlobId> UploadAsync()
    {
        var photo = Shown(BlobId.OfContent("a room"u8));
        Caller.Current = Asking.Street;
        await cluster.Grains.GetGrain<IUploadGrain>(0).KeepReported(photo, [.. "a room"u8]);
        return photo.Blob;
    }

    private async Task<Photo> InspectAsync(string content, Actor by)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        var photo = Shown(BlobId.OfContent(bytes));
        Caller.Current = by;
        await cluster.Grains.GetGrain<IUploadGrain>(0).KeepInspected(photo, [.. bytes]);
        return photo;
    }

    private static Photo Shown(BlobId blob) => new(blob, 800, 600, 6, Photo.Jpeg);

    private async Task<IEnumerable<string>> WaitingAsync(Waiting? waits, Actor? member = null)
        => (await cluster.Grains.GetGrain<IAcceptanceQueries>(0).List(new AcceptanceQuery(PlaceId.Of("s1"), SmallDistrict.Room, waits, member, null, 10))).Items.Select(i => i.Facility.Value);

    private IAcceptanceGrain Of(string id) => cluster.Grains.GetGrain<IAcceptanceGrain>(id);

    private static AcceptanceCommand.Report Report(string id, BlobId photo)
        => new(FacilityId.Of(id), SmallDistrict.Room, Home, "已建成", [Shown(photo)]);
}
