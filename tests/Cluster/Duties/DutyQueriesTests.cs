using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Duties;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using static Circle.Cluster.Tests.Duties.DutyDistrict;

namespace Circle.Cluster.Tests.Duties;

/// <summary>What is asked of several rosters at once, and who may ask. Today is 2013-11-12.</summary>
public sealed class DutyQueriesTests
{
    private static readonly LineId Room = SmallDistrict.Room;
    private static readonly DateOnly Today = SmallDistrict.Today;

    [Fact]
    public async Task A_place_s_roster_comes_with_those_right_under_it_as_of_a_day()
    {
        await using var district = await OpenAsync();
        await district.AssignAsync(S1, null, Street);
        await district.AssignAsync(S1, Room, Street, until: Today.AddDays(3));
        await district.AssignAsync(S1, Room, Unit, from: Today.AddDays(4));
        await district.AssignAsync(S1C1, Room, Community);

        var now = (await AsAsync(Leadership, () => district.Queries.Rosters(new DutyQuery(S1, null, null))))!;
        Assert.Equal((Today, Today, false), (now.Today, now.Day, now.Truncated));
        Assert.Equal(["s1", "s1c1", "s1c2", "s1c3", "s1c4"], now.Rosters.Select(r => r.Place.Id.Value));
        Assert.Equal([(null, Street), (Room, Street)], now.Rosters[0].Roster.Posts.Select(p => (p.Line, p.Lead!.Holder)));
        Assert.Equal(Community, Assert.Single(now.Rosters[1].Roster.Posts).Lead!.Holder);
        Assert.All(now.Rosters.Skip(2), r => Assert.Empty(r.Roster.Posts));

        var later = (await district.Queries.Rosters(new DutyQuery(S1, Room, Today.AddDays(4))))!;
        Assert.Equal((Today, Today.AddDays(4)), (later.Today, later.Day));
        Assert.Equal(Unit, Assert.Single(later.Rosters[0].Roster.Posts).Lead!.Holder);

        var all = (await district.Queries.Rosters(new DutyQuery(null, null, null)))!;
        Assert.Equal(["d", "s1", "s2", "s3"], all.Rosters.Select(r => r.Place.Id.Value));
        Assert.Null(await district.Queries.Rosters(new DutyQuery(PlaceId.Of("nowhere"), null, null)));
        Assert.Null(await district.Queries.WhoAnswers(new DutyQuery(PlaceId.Of("nowhere"), null, null)));
    }

    [Fact]
    public async Task Who_answers_is_looked_for_from_the_community_to_the_district()
    {
        await using var district = await OpenAsync();
        Assert.Null(await AnswersAsync());
        await district.AssignAsync(SmallDistrict.District, null, Office);
        Assert.Equal(Office, await AnswersAsync());
        await district.AssignAsync(SmallDistrict.District, Room, Unit);
        Assert.Equal(Unit, await AnswersAsync());
        await district.AssignAsync(S1, Room, Street);
        Assert.Equal(Street, await AnswersAsync());
        await district.AssignAsync(S1C1, null, Community);
        Assert.Equal(Community, await AnswersAsync());
        (await district.Roster(S1C1).AskAsync(new DutyCommand.StandIn(S1C1, Room, Neighbour, Today, Today), actor: Rehearsal)).Accepted();
        Assert.Equal(Neighbour, await AnswersAsync());
        Assert.Equal(Community, await AnswersAsync(Today.AddDays(1)));

        async Task<AccountId?> AnswersAsync(DateOnly? day = null)
            => (await AsAsync(Leadership, () => district.Queries.WhoAnswers(new DutyQuery(S1C1, Room, day))))!.Path[^1].Duty?.Holder;
    }

    [Fact]
    public async Task Own_duties_are_the_caller_s_and_nobody_else_s()
    {
        await using var district = await OpenAsync();
        await district.AssignAsync(S1, Room, Street);
        await district.AssignAsync(S1C1, null, Street, from: Today.AddDays(2));
        await district.AssignAsync(S1C1, Room, Neighbour);
        (await district.Roster(S1).AskAsync(new DutyCommand.ProposeHandOver(S1, [1], Community, Today, "台账"), actor: Rehearsal)).Accepted();

        var own = await AsAsync(Street, () => district.Queries.Mine());
        Assert.Equal([("s1", Room), ("s1c1", null)], own.Items.Select(i => (i.Place.Id.Value, i.Duty.Line)));
        Assert.Empty(own.Waiting);
        var waiting = await AsAsync(Community, () => district.Queries.Mine());
        Assert.Empty(waiting.Items);
        Assert.Equal(("s1", "台账"), (Assert.Single(waiting.Waiting).Place.Id.Value, waiting.Waiting[0].HandOver.Note));
        Assert.Empty((await AsAsync(Leadership, () => district.Queries.Mine())).Items);
    }

    [Fact]
    public async Task Whoever_may_be_named_is_told_to_those_who_name_people_there()
    {
        await using var district = await OpenAsync();
        CandidateQuery Of(PlaceId place, LineId? line = null) => new(place, line, null, [.. Everybody, AccountId.Of("nobody")]);

        Assert.Equal([Office, Street, Community, Unit], await AsAsync(Street, () => district.Queries.Candidates(Of(S1C1, Room))));
        Assert.Equal([Office, Street], await AsAsync(Street, () => district.Queries.Candidates(Of(S1))));
        Assert.Equal([Office, Neighbour], await AsAsync(Office, () => district.Queries.Candidates(Of(PlaceId.Of("s2")))));
        foreach (var account in (AccountId[])[Neighbour, Community, Unit, Leadership])
            Assert.Equal("not-yours", await RefusedAsync(account, () => district.Queries.Candidates(Of(S1))));
    }

    [Fact]
    public async Task A_command_is_judged_by_the_place_whose_roster_it_changes()
    {
        await using var district = await OpenAsync();
        DutyCommand Assign(PlaceId place) => new DutyCommand.Assign(place, Room, Street, Today, null);

        (await AsAsync(Neighbour, () => district.Roster(S1).Tell(Asking.NewId(), Assign(S1)))).Refused("not-yours");

        // Its own street's name on another's command opens nothing.
        (await AsAsync(Neighbour, () => district.Roster(S1).Tell(Asking.NewId(), Assign(PlaceId.Of("s2"))))).Refused("not-yours");
        (await AsAsync(Community, () => district.Roster(S1C1).Tell(Asking.NewId(), Assign(S1C1)))).Refused("not-yours");
        Assert.Empty((await district.Roster(S1).View(null)).Posts);
        (await AsAsync(Street, () => district.Roster(S1C1).Tell(Asking.NewId(), Assign(S1C1)))).Accepted();
        Assert.Equal(Street.Actor, Assert.Single((await district.Roster(S1C1).History(0, 10)).Entries).Actor);
    }

    [Fact]
    public async Task A_hand_over_is_accepted_by_its_receiver_or_by_who_names_people_there()
    {
        await using var district = await OpenAsync();
        await district.AssignAsync(S1C1, Room, Street);
        (await AsAsync(Street, () => district.Roster(S1C1).Tell(Asking.NewId(), new DutyCommand.ProposeHandOver(S1C1, [1], Community, Today, null)))).Accepted();
        Task<Answer> AcceptAsync(AccountId by, bool onBehalf) => AsAsync(by, () => district.Roster(S1C1).Tell(Asking.NewId(), new DutyCommand.AcceptHandOver(S1C1, 1, onBehalf)));

        (await AcceptAsync(Neighbour, false)).Refused("not-yours");
        (await AcceptAsync(Neighbour, true)).Refused("not-yours");
        (await AcceptAsync(Leadership, false)).Refused("not-yours");
        (await AcceptAsync(Community, true)).Refused("not-yours");
        (await AcceptAsync(Unit, false)).Refused("not-receiver");
        (await AcceptAsync(Street, false)).Refused("not-receiver");
        (await AcceptAsync(Street, true)).Refused("own-handover");
        (await AcceptAsync(Community, false)).Accepted();
        Assert.Equal(Community, Assert.Single((await district.Roster(S1C1).View(null)).Posts).Lead!.Holder);
    }

    /// <summary>More than a roster keeps of what is over: the journal tells it.</summary>
    [Fact]
    public async Task A_day_that_the_roster_has_forgotten_is_read_from_its_journal()
    {
        await using var district = await OpenAsync();
        var first = Today.AddDays(-DutyRoster.DaysBack);
        for (var i = 0; i <= DutyRoster.MaxEnded; i++)
        {
            var day = first.AddDays(i / 3);
            await district.AssignAsync(S1, (i % 3) switch { 0 => null, 1 => Room, _ => SmallDistrict.Bench }, Street, day, day);
        }

        var before = await district.Roster(S1).View(first);
        Assert.Equal(3, before.Posts.Count(p => p.Lead is not null));
        await district.Cluster.SetClockAsync(Domain.Time.District.At(Today.AddDays(100), new TimeOnly(8, 0)));
        await district.AssignAsync(S1, Room, Neighbour, Today.AddDays(100));
        await district.Cluster.DeactivateAsync(district.Roster(S1));

        var after = await district.Roster(S1).View(first);
        Assert.Equal(before.Posts.Select(p => (p.Line, p.Lead)), after.Posts.Select(p => (p.Line, p.Lead)));
        Assert.Equal(Neighbour, Assert.Single((await district.Roster(S1).View(null)).Posts).Lead!.Holder);
    }
}
