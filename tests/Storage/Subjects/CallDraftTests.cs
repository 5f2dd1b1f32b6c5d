using System.Text;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Circle.Storage.Tests.Subjects;

/// <summary>Drafts of calls: each account's own, never overwritten unseen, and gone after a week.</summary>
public abstract partial class SubjectSuite
{
    private static readonly AccountId Mine = AccountId.Of("mine");
    private static readonly AccountId Theirs = AccountId.Of("theirs");
    private static readonly DraftId Call = new("call-one");

    [Fact]
    public async Task Of_two_tabs_the_later_one_hears_what_stands()
    {
        var drafts = Drafts();
        var first = await PutAsync(drafts, null, "一");
        var second = await PutAsync(drafts, first.Version, "二");
        Assert.True(second.Version > first.Version, "of two changes at the same time each has a version of its own");

        foreach (var seen in (long?[])[first.Version, null, 0, second.Version + 1])
        {
            var late = await Drafts(Factory()).PutAsync(Mine, Call, seen, Bytes("三"));
            Assert.Equal((Refusal.ChangedMeanwhile, second.Version, "二"), (late.Refusal, late.Stands?.Version, Text(late.Stands)));
        }

        // Its answer was lost: what stands is what was put.
        Assert.Equal(second.Version, (await PutAsync(drafts, first.Version, "二")).Version);
        _time.Now = Start.AddDays(-1);
        Assert.True((await PutAsync(drafts, second.Version, "三")).Version > second.Version, "the clock went back");
    }

    [Fact]
    public async Task Of_many_tabs_that_change_the_same_at_once_one_does_it()
    {
        var first = await PutAsync(Drafts(), null, "一");
        DraftStore[] nodes = [Drafts(Factory()), Drafts(Factory())];
        foreach (var seen in (long?[])[first.Version, null])
        {
            var id = new DraftId(seen is null ? "another" : Call.Value);
            var puts = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => nodes[i % 2].PutAsync(Mine, id, seen, Bytes($"第 {i}"))));

            var won = Assert.Single(puts, p => p.Refusal is null);
            Assert.All(puts.Except([won]), p => Assert.Equal((Refusal.ChangedMeanwhile, Text(won.Stands)), (p.Refusal, Text(p.Stands))));
        }
    }

    [Fact]
    public async Task What_was_removed_is_not_brought_back_by_another_tab()
    {
        var drafts = Drafts();
        var first = await PutAsync(drafts, null, "一");
        Assert.True(await drafts.RemoveAsync(Mine, Call));
        Assert.False(await drafts.RemoveAsync(Mine, Call));

        Assert.Equal(new DraftPut(null, Refusal.ChangedMeanwhile), await drafts.PutAsync(Mine, Call, first.Version, Bytes("二")));
        Assert.Empty(await drafts.ListAsync(Mine));
    }

    [Fact]
    public async Task Nobody_finds_another_account_s_draft()
    {
        var drafts = Drafts();
        var mine = await PutAsync(drafts, null, "一");
        Assert.Empty(await drafts.ListAsync(Theirs));
        Assert.False(await drafts.RemoveAsync(Theirs, Call));
        Assert.Equal(new DraftPut(null, Refusal.ChangedMeanwhile), await drafts.PutAsync(Theirs, Call, mine.Version, Bytes("二")));

        // The same id is each account's own.
        Assert.Null((await drafts.PutAsync(Theirs, Call, null, Bytes("三"))).Refusal);
        Assert.Equal(("一", "三"), (Text((await drafts.ListAsync(Mine)).Single()), Text((await drafts.ListAsync(Theirs)).Single())));

        // Nor by whoever has the store.
        await TamperAsync("""update {0}call_draft set "Key" = (select "Key" from {0}call_draft where "Account" = 'mine'), "Data" = (select "Data" from {0}call_draft where "Account" = 'mine') where "Account" = 'theirs'""");
        Assert.Null(Assert.Single(await drafts.ListAsync(Theirs)).Data);
    }

    [Fact]
    public async Task An_account_has_twenty_and_reads_them_newest_first()
    {
        var drafts = Drafts();
        for (var i = 0; i < DraftStore.Most; i++)
        {
            _time.Now = Start.AddSeconds(i);
            Assert.Null((await drafts.PutAsync(Mine, new DraftId($"call-{i}"), null, Bytes($"第 {i}"))).Refusal);
        }

        Assert.Equal("too-many-drafts", (await drafts.PutAsync(Mine, Call, null, Bytes("一"))).Refusal?.Faults.Single().Code);
        Assert.Null((await drafts.PutAsync(Theirs, Call, null, Bytes("一"))).Refusal);
        var listed = await drafts.ListAsync(Mine);
        Assert.Equal(Enumerable.Range(0, DraftStore.Most).Reverse().Select(i => $"第 {i}"), listed.Select(Text));

        Assert.Null((await drafts.PutAsync(Mine, listed[^1].Id, listed[^1].Version, Bytes("改过"))).Refusal);
        Assert.Equal("改过", Text((await drafts.ListAsync(Mine))[0]));
        Assert.True(await drafts.RemoveAsync(Mine, listed[0].Id));
        Assert.Null((await drafts.PutAsync(Mine, Call, null, Bytes("一"))).Refusal);
    }

    [Fact]
    public async Task A_week_after_its_last_change_a_draft_is_swept()
    {
        var drafts = Drafts();
        var old = await PutAsync(drafts, null, "一");
        Assert.Null((await drafts.PutAsync(Mine, new DraftId("left"), null, Bytes("二"))).Refusal);
        _time.Now = Start.AddDays(1);
        await PutAsync(drafts, old.Version, "三");

        _time.Now = Start.AddDays(7).AddMilliseconds(-1);
        Assert.Equal(0, await drafts.SweepAsync(Cancel));
        _time.Now = Start.AddDays(7);
        Assert.Equal(1, await drafts.SweepAsync(Cancel));
        Assert.Equal(Call, Assert.Single(await drafts.ListAsync(Mine)).Id);
        _time.Now = Start.AddDays(8);
        Assert.Equal(1, await drafts.SweepAsync(Cancel));
        Assert.Empty(await drafts.ListAsync(Mine));
    }

    private DraftStore Drafts(IDbContextFactory<Web.Accounts.Credentials>? credentials = null) => new(credentials ?? _credentials, _protection, _time);

    private static async Task<Draft> PutAsync(DraftStore drafts, long? seen, string text)
    {
        var put = await drafts.PutAsync(Mine, Call, seen, Bytes(text));
        Assert.Null(put.Refusal);
        return put.Stands!;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes($$"""{"matter":"{{text}}"}""");

    private static string? Text(Draft? draft) => draft?.Data is { } data ? System.Text.Json.JsonDocument.Parse(data).RootElement.GetProperty("matter").GetString() : null;
}
