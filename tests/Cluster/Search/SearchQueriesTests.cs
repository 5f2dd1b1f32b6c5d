using System.Collections.Immutable;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Search;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Search;

namespace Circle.Cluster.Tests.Search;

/// <summary>Who finds what, in which order, and what is kept of what nobody found.</summary>
public sealed class SearchQueriesTests
{
    private static readonly Actor Office = new("rehearsal:office");

    [Fact]
    public async Task Everybody_finds_every_place_and_of_the_rest_what_they_may_read_their_own_first()
    {
        await using var district = await SearchDistrict.OpenAsync(1);
        await district.EnterAsync("first", "东昌洗衣店", "s1c1");
        await district.EnterAsync("second", "东昌洗衣店", "s2c1");
        await district.CompareAsync();
        await OpenAsync(district, "street", Role.Street, PlaceId.Of("s2"), null);
        await OpenAsync(district, "lead-unit", Role.LeadUnit, null, SmallDistrict.Room);
        await OpenAsync(district, "other-unit", Role.LeadUnit, null, SmallDistrict.Bench);
        await OpenAsync(district, "operator", Role.Operator, null, null);

        Assert.Equal(["second"], await FoundAsync(district, AccountId.Of("street").Actor, "东昌"));
        Assert.Equal(["first", "second"], (await FoundAsync(district, AccountId.Of("lead-unit").Actor, "东昌")).Order());
        Assert.Empty(await FoundAsync(district, AccountId.Of("other-unit").Actor, "东昌"));
        Assert.Equal(["first", "second"], await FoundAsync(district, Office, "东昌", PlaceId.Of("s1c1")));
        Assert.Equal(["second", "first"], await FoundAsync(district, Office, "东昌", PlaceId.Of("s2")));
        Assert.Equal(15, (await AskAsync(district, AccountId.Of("street").Actor, "place s", null, 1)).Total);
        Assert.Equal("s2", (await FoundAsync(district, AccountId.Of("street").Actor, "place")).First());
        Assert.Equal(["first", "second"], (await FoundAsync(district, AccountId.Of("operator").Actor, "东昌")).Order());
        await Assert.ThrowsAsync<NotAllowedException>(() => FoundAsync(district, AccountId.Of("nobody").Actor, "东昌"));
    }

    [Fact]
    public async Task What_nobody_found_is_listed_for_whoever_keeps_the_district_and_outlives_its_silo()
    {
        await using var district = await SearchDistrict.OpenAsync(1);
        await district.EnterAsync("elsewhere", "西昌洗衣店", "s1c1");
        await district.CompareAsync();
        await OpenAsync(district, "street", Role.Street, PlaceId.Of("s2"), null);
        await OpenAsync(district, "office", Role.Programme, null, null);
        var street = AccountId.Of("street").Actor;
        foreach (var text in (string[])["宠物火", "宠物火化", "宠物 火化", "13803711234", "西昌"]) Assert.Empty(await FoundAsync(district, street, text));
        Assert.Empty(await FoundAsync(district, new Actor("rehearsal:visitor"), "宠物火化", PlaceId.Of("s2")));
        Assert.Empty(await AskAsync(district, street, "没有这个社区", null, 1, SearchKind.Place) is var places ? places.Hits : []);

        await Eventually.TrueAsync(async () => (await UnmetAsync(district, "office")).Length > 0, () => "it is counted");
        await Assert.ThrowsAsync<NotAllowedException>(() => UnmetAsync(district, "street"));
        Assert.Single(await UnmetAsync(district, "street", PlaceId.Of("s2")));
        Assert.Empty(await UnmetAsync(district, "office", PlaceId.Of("s1")));
        await district.RestartAsync(1);

        Assert.Equal([new UnmetEntry("宠物火化", PlaceId.Of("s2"), 2, SmallDistrict.Today, SmallDistrict.Today)], await UnmetAsync(district, "office"));
    }

    private static async Task<ImmutableArray<UnmetEntry>> UnmetAsync(SearchDistrict district, string account, PlaceId? place = null)
    {
        Caller.Current = AccountId.Of(account).Actor;
        return await district.Cluster.Grains.GetGrain<IUnmetDemandGrain>(UnmetDemand.Key).View(new UnmetQuery(place));
    }

    private static async Task OpenAsync(SearchDistrict district, string account, Role role, PlaceId? place, LineId? line)
        => (await district.Cluster.Grains.GetGrain<IAccountGrain>(account).AskAsync(
            new AccountCommand.Open(AccountId.Of(account), [new Grant(role, place, line, null, new(2013, 9, 26), null)]), actor: Office)).Accepted();

    private static async Task<SearchAnswer> AskAsync(SearchDistrict district, Actor caller, string text, PlaceId? near, int limit, params ImmutableArray<SearchKind> kinds)
    {
        Caller.Current = caller;
        return (await district.Queries.Find(new SearchQuestion(text, kinds, near, limit)))!;
    }

    private static async Task<ImmutableArray<string>> FoundAsync(SearchDistrict district, Actor caller, string text, PlaceId? near = null)
        => [.. (await AskAsync(district, caller, text, near, 10)).Hits.Select(h => h.Id)];
}
