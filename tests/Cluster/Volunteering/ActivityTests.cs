using Circle.Cluster.Tests.Checks;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Journal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Volunteering;
using Circle.Grains.Plans;

namespace Circle.Cluster.Tests.Volunteering;

/// <summary>Activities by the rehearsal's clock. It begins on Tuesday, 12 November 2013, at 08:00.</summary>
public sealed class ActivityTests : IAsyncLifetime
{
    private static readonly Actor Chen = new("rehearsal:chen");
    private static readonly Actor Leader = new("rehearsal:leader");
    private static readonly FacilityId Team = FacilityId.Of("f");
    private static readonly ActivityKindId Clinic = ActivityKindId.Of("free-clinic");
    private static readonly DateTimeOffset Yesterday = SmallDistrict.Morning.AddDays(-1);

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        await cluster.PrepareAsync(SmallDistrict.Plan with { Volunteering = new VolunteeringRules([SmallDistrict.Room], [new(Clinic, "义诊", "Free clinic", [], false, null)], [], 16, 60, 3, 14) });
        foreach (var team in (string[])["f", "g"])
        {
            (await cluster.Facility(team).AskAsync(new FacilityCommand.Register(SmallDistrict.Facility(team, PlaceId.Of("s1c1"))))).Accepted();
            foreach (var who in (string[])["chen", "li"])
                (await cluster.Grains.GetGrain<IRosterGrain>(team).AskAsync(new RosterCommand.Join(VolunteerId.Of(who), null, SmallDistrict.Today.AddDays(-30)), actor: Leader)).Accepted();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_log_counts_at_its_team_and_all_the_way_up_on_the_day_it_was_and_its_newest_are_with_the_team()
    {
        await EnterAsync(Log("a"));
        await EnterAsync(Log("b", day: -20));
        await Eventually.TrueAsync(async () => (await Facility.Activity()).MonthOf(SmallDistrict.Today) == new ActivitySums(1, 2, 180, 0, 0), () => "the team's month has one");
        foreach (var place in (string[])["s1c1", "s1", "d"])
        {
            await SumAsync(place, SmallDistrict.Today.AddDays(-1), new ActivitySums(1, 2, 180, 0, 0));
            await SumAsync(place, SmallDistrict.Today.AddDays(-21), new ActivitySums(1, 2, 180, 0, 0));
        }

        await SumAsync("s2", SmallDistrict.Today.AddDays(-1), new ActivitySums(0, 0, 0, 0, 0));
        Assert.Equal([IdOf("a"), IdOf("b")], (await Facility.Activity()).Newest.Select(n => n.Log.Id));
        Assert.Equal([IdOf("a"), IdOf("b")], (await Queries.OfTeam(new TeamActivities(Team, [], null, 10))).Activities.Select(n => n.Log.Id));
        Assert.Equal([IdOf("b")], (await Queries.ToReview(new ActivitiesToReview(PlaceId.Of("s1"), null, null, true, new ActivityCursor((await Of("a").View())!.Received.At, VolunteerActivity.StreamOf(IdOf("a")).Value), 10))).Activities.Select(n => n.Log.Id));
        await CheckAsync();
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_what_it_corrects_and_the_sum_is_of_one()
    {
        await EnterAsync(Log("a"));
        (await Of("a").AskAsync(new ActivityCommand.Return("人数有误"), actor: Leader)).Accepted();
        await SumAsync("d", SmallDistrict.Today.AddDays(-1), new ActivitySums(0, 0, 0, 0, 0));
        await EnterAsync(Log("b") with { Corrects = IdOf("a"), People = [new(VolunteerId.Of("chen"), 60)] });
        await Eventually.TrueAsync(async () => (await Of("b").View())!.Stage == ActivityStage.Complete, () => "it has taken the place");
        Assert.Equal((ActivityStage.Superseded, IdOf("b")), ((await Of("a").View())!.Stage, (await Of("a").View())!.By));
        await EnterAsync(Log("c") with { Corrects = IdOf("a") }, "superseded");
        await SumAsync("d", SmallDistrict.Today.AddDays(-1), new ActivitySums(1, 1, 60, 0, 0));
        await CheckAsync();
    }

    /// <summary>The ticker's news of a place is of the record that was logged last, whatever becomes of an older one.</summary>
    [Fact]
    public async Task What_becomes_of_an_older_record_takes_no_news_from_the_ticker()
    {
        await EnterAsync(Log("a"));
        await EnterAsync(Log("b") with { Helped = 7 });
        (await Of("a").AskAsync(new ActivityCommand.Return("人数有误"), actor: Leader)).Accepted();
        await SumAsync("d", SmallDistrict.Today.AddDays(-1), new ActivitySums(1, 2, 180, 0, 0));
        var row = Assert.Single(await cluster.First.Database.Places.OfRegionAsync(PlaceId.Of("s1c1"), CancellationToken.None), r => r.Id.IsOf(ActivityCells.DaysKind));
        Assert.Equal((7, "free-clinic"), (row.Latest!.Score, row.Latest.Name));
        await CheckAsync();
    }

    [Fact]
    public async Task Of_two_corrections_that_come_at_once_one_takes_the_place_and_the_other_is_void()
    {
        await EnterAsync(Log("a"));
        await Task.WhenAll(EnterAsync(Log("b") with { Corrects = IdOf("a") }), EnterAsync(Log("c") with { Corrects = IdOf("a") }));
        await Eventually.TrueAsync(
            async () => (await Of("b").View())!.Stage is var b && (await Of("c").View())!.Stage is var c && (b, c) is (ActivityStage.Complete, ActivityStage.Void) or (ActivityStage.Void, ActivityStage.Complete),
            () => "one of them has");
        await SumAsync("d", SmallDistrict.Today.AddDays(-1), new ActivitySums(1, 2, 180, 0, 0));
        await CheckAsync();
    }

    [Fact]
    public async Task Whoever_is_down_for_two_teams_at_once_is_found_by_both_and_its_hours_count_once()
    {
        await EnterAsync(Log("a"));
        await EnterAsync(Log("b") with { Team = FacilityId.Of("g"), People = [new(VolunteerId.Of("chen"), 60)], Start = Yesterday.AddHours(-1), End = Yesterday.AddHours(0.5) });
        foreach (var (id, other) in ((string, string)[])[("a", "b"), ("b", "a")])
        {
            var found = Assert.Single(await Of(id).Overlaps());
            Assert.Equal((VolunteerId.Of("chen"), IdOf(other), TimeSpan.FromMinutes(30)), (found.Who, found.With, found.Until - found.From));
            (await Of(id).AskAsync(new ActivityCommand.Approve(null), actor: Leader)).Refused("overlap");
        }

        var entries = (await Queries.OfPerson(new PersonActivities(Team, VolunteerId.Of("chen"), null, null, 10))).Entries;
        Assert.Equal([IdOf("a"), IdOf("b")], entries.Select(e => e.Activity));
        Assert.Equal(60 + 90, ServiceHours.MinutesOf(entries));
        (await Of("b").AskAsync(new ActivityCommand.Return("时间有误"), actor: Leader)).Accepted();
        Assert.Empty(await Of("a").Overlaps());
        (await Of("a").AskAsync(new ActivityCommand.Approve(null), actor: Leader)).Accepted();
    }

    [Fact]
    public async Task A_picture_is_attached_by_whoever_sent_it_from_the_very_file_that_was_announced()
    {
        var file = BlobId.OfContent("the phone's file"u8);
        var drawn = "drawn"u8.ToArray();
        Photo photo = new(BlobId.OfContent(drawn), 800, 600, drawn.Length, Photo.Jpeg);
        await EnterAsync(Log("a") with { Attachments = [new(file, AttachmentUse.Photo)] });
        Assert.Equal(ActivityStage.Incomplete, (await Of("a").View())!.Stage);
        (await Of("a").AskAsync(new ActivityCommand.Attach(file, photo), actor: Chen)).Refused("not-uploaded");
        Caller.Current = Chen;
        await cluster.Grains.GetGrain<IActivityPhotoGrain>(0).Keep(BlobId.OfContent("another file"u8), photo, [.. drawn]);
        (await Of("a").AskAsync(new ActivityCommand.Attach(file, photo), actor: Chen)).Refused("not-uploaded");
        Caller.Current = Chen;
        await cluster.Grains.GetGrain<IActivityPhotoGrain>(0).Keep(file, photo, [.. drawn]);
        (await Of("a").AskAsync(new ActivityCommand.Attach(file, photo), actor: Leader)).Refused("not-uploaded");
        (await Of("a").AskAsync(new ActivityCommand.Attach(file, photo with { Width = 900 }), actor: Chen)).Refused("not-uploaded");
        (await Of("a").AskAsync(new ActivityCommand.Attach(file, photo), actor: Chen)).Accepted();
        Assert.Equal(ActivityStage.Complete, (await Of("a").View())!.Stage);
        Assert.Equal(drawn, (await Of("a").Photo(photo.Blob))!.Bytes);
        Assert.Null(await Of("a").Photo(file));

        // A correction names it as it is; nobody else's record does.
        await EnterAsync(Log("b") with { Attachments = [new(file, AttachmentUse.Photo)], Corrects = IdOf("a") });
        await EnterAsync(Log("c", day: -2) with { Attachments = [new(file, AttachmentUse.Photo)] });
        (await Of("b").AskAsync(new ActivityCommand.Attach(file, photo with { Width = 900 }), actor: Leader)).Refused("not-uploaded");
        (await Of("c").AskAsync(new ActivityCommand.Attach(file, photo), actor: Leader)).Refused("not-uploaded");
        (await Of("b").AskAsync(new ActivityCommand.Attach(file, photo), actor: Leader)).Accepted();
        await Eventually.TrueAsync(async () => (await Of("b").View())!.Stage == ActivityStage.Complete, () => "it has taken the place with its picture");
        Assert.Equal(drawn, (await Of("b").Photo(photo.Blob))!.Bytes);
    }

    [Fact]
    public async Task The_same_log_sent_a_hundred_times_at_once_is_one()
    {
        var key = Asking.NewId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Asking.AskAsync(Of("a"), new ActivityCommand.Enter(Log("a")), key, Chen)));
        Assert.All(answers, a => a.Accepted());
        Assert.Single(answers.Select(a => (a.Accepted().Version, a.Accepted().RecordedAt)).Distinct());
        await SumAsync("d", SmallDistrict.Today.AddDays(-1), new ActivitySums(1, 2, 180, 0, 0));
        (await Of("a").AskAsync(new ActivityCommand.Enter(Log("a")), actor: Chen)).Refused("entered");
    }

    [Fact]
    public async Task Whoever_was_not_of_the_team_that_day_is_not_logged()
    {
        await EnterAsync(Log("a") with { People = [new(VolunteerId.Of("wang"), 60)] }, "unknown");
        await EnterAsync(Log("a", day: -40), "unknown");
        (await cluster.Grains.GetGrain<IRosterGrain>("f").AskAsync(new RosterCommand.Leave(VolunteerId.Of("li")), actor: Leader)).Accepted();
        await EnterAsync(Log("a"));
    }

    private IActivityQueries Queries => cluster.Grains.GetGrain<IActivityQueries>(0);

    private Contracts.Facilities.IFacilityGrain Facility => cluster.Facility(Team.Value);

    private static ActivityId IdOf(string id) => ActivityId.Of(id.PadLeft(ActivityId.Length, '0'));

    private IActivityGrain Of(string id) => cluster.Grains.GetGrain<IActivityGrain>(IdOf(id).Value);

    private static ActivityLog Log(string id, int day = 0) => new(
        IdOf(id), Team, Clinic, PlaceId.Of("s2c2"), Yesterday.AddDays(day), Yesterday.AddDays(day).AddHours(2), [new(VolunteerId.Of("chen"), 90), new(VolunteerId.Of("li"), 90)], 5, [], null, null, null, null, 0, null);

    private async Task EnterAsync(ActivityLog log, string? refused = null)
    {
        var answer = await cluster.Grains.GetGrain<IActivityGrain>(log.Id.Value).AskAsync(new ActivityCommand.Enter(log), actor: Chen);
        if (refused is null) answer.Accepted();
        else answer.Refused(refused);
    }

    private Task SumAsync(string place, DateOnly day, ActivitySums expected)
        => Eventually.TrueAsync(
            async () => ActivityCells.SumsOf((await cluster.Region(PlaceId.Of(place)).Tally()).Cells, ActivityCells.Days, day, day) == expected,
            () => $"{place} has {expected} on {day}");

    private async Task CheckAsync()
    {
        var replay = await Replay.OfAsync(cluster.First.Journal.Inner);
        await replay.CheckRowsAsync(cluster.First.Database.Places, cluster.First.Get<Atlas>().Places);
        await replay.CheckListsAsync(cluster.First.Database.Lists);
    }
}
