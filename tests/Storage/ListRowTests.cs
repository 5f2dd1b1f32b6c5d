using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Lists;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    private static readonly ListQuery All = new("ticket", null, null, [], null, null, null, null, ListOrder.Newest, null, 500);

    [Fact]
    public async Task A_list_row_is_what_its_owner_s_last_commit_says_and_stays_where_a_run_says_nothing()
    {
        var first = Runs.On(A, null, 1).Listing("\"one\"", "p", "room", "open", Runs.Start.AddHours(1), B, "w1");
        await Journal.CommitAsync(first);
        Assert.Equal(first.Lists[0], await _database.Lists.FindAsync(A, Cancel));

        // What is hardly ever changed stays, then it does not.
        var second = Runs.On(A, first.Events[^1], 2) with { Lists = [first.Lists[0] with { Region = null, Line = null, Stage = "done", Due = null, View = "\"two\"" }] };
        await Journal.CommitAsync(second);
        Assert.Equal(second.Lists[0], await _database.Lists.FindAsync(A, Cancel));
        var third = Runs.On(A, second.Events[^1], 3).Listing("\"three\"", "q", at: Runs.Start.AddDays(1));
        await Journal.CommitAsync(third, Runs.On(B, null, 1));
        await Journal.CommitAsync(Runs.On(A, third.Events[^1], 4));

        Assert.Equal(third.Lists[0], await _database.Lists.FindAsync(A, Cancel));
        var last = await Journal.StreamAsync(A);
        foreach (var row in (ListRow[])[third.Lists[0] with { Who = "w2" }, third.Lists[0] with { Who = "w2", At = Runs.Start }, third.Lists[0] with { Who = "w2", About = B }, third.Lists[0]])
        {
            var changed = Runs.On(A, last[^1], 10 + last.Length) with { Lists = [row] };
            await Journal.CommitAsync(changed);
            last = last.AddRange(changed.Events);
            Assert.Equal(row, await _database.Lists.FindAsync(A, Cancel));
        }

        Assert.Null(await _database.Lists.FindAsync(B, Cancel));
        Assert.Equal([third.Lists[0]], await _database.Lists.AfterAsync(new StreamId(""), 10, Cancel));
        Assert.Empty(await _database.Lists.AfterAsync(A, 10, Cancel));
    }

    [Fact]
    public async Task A_stream_s_parts_stand_behind_it_and_no_other_stream_between_and_each_is_found_by_its_own()
    {
        var row = Runs.On(A, null, 1).Listing(""whole"", about: B).Lists[0];
        ListRow[] parts = [.. Enumerable.Range(1, 2).Select(n => row with { Id = ListRow.PartOf(A, $"{n}"), About = null, Who = $"w{n}", View = $""{n}"" })];
        var longer = new StreamId($"{A.Value}-1");
        await Journal.CommitAsync(Runs.On(A, null, 1) with { Lists = [parts[1], row, parts[0]] }, Runs.On(longer, null, 1).Listing(""other""));

        Assert.Equal([A, parts[0].Id, parts[1].Id, longer], (await _database.Lists.AfterAsync(new StreamId(""), 10, Cancel)).Select(r => r.Id));
        Assert.Equal([""2""], (await _database.Lists.ListAsync(All with { Kind = A.Kind, Who = "w2" }, Cancel)).Select(r => r.View));
        Assert.Equal([""whole""], (await _database.Lists.ListAsync(All with { Kind = A.Kind, About = B }, Cancel)).Select(r => r.View));
    }

    [Fact]
    public async Task A_run_that_loses_leaves_no_list_row_and_those_beside_it_leave_theirs()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first);
        var won = Runs.On(A, first.Events[^1], 2).Listing("\"won\"");
        await Journal.CommitAsync(won);

        var verdicts = await Journal.CommitAsync(
            Runs.On(A, first.Events[^1], 3).Listing("\"lost\""), Runs.On(B, null, 1).Listing("\"beside\""), Runs.On(Runs.Facility("c"), first.Events[^1], 4).Listing("\"nothing\""));

        Assert.Equal([false, true, false], verdicts.Select(v => v.Won));
        Assert.Equal(["\"won\"", "\"beside\""], (await _database.Lists.AfterAsync(new StreamId(""), 10, Cancel)).Select(r => r.View));
    }

    [Fact]
    public async Task Of_two_runs_of_a_stream_in_one_batch_the_last_one_s_list_row_stays()
    {
        var first = Runs.On(A, null, 1).Listing("\"one\"");
        var second = Runs.On(A, first.Events[^1], 2).Listing("\"two\"", stage: "done");
        var silent = Runs.On(A, second.Events[^1], 3);

        await Journal.CommitAsync(first, Runs.On(B, null, 1).Listing("\"b\""), second, silent);

        Assert.Equal([second.Lists[0].View, "\"b\""], (await _database.Lists.AfterAsync(new StreamId(""), 10, Cancel)).Select(r => r.View));
        Assert.Equal("done", (await _database.Lists.FindAsync(A, Cancel))!.Stage);
    }

    [Fact]
    public async Task A_batch_that_is_rolled_back_leaves_no_list_row()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first);
        await Journal.RepeatedAsync(Runs.On(A, first.Events[^1], 1).Listing("\"again\""), Runs.On(B, null, 1).Listing("\"b\""));
        await Journal.PoisonAsync(Runs.On(B, null, 1).Listing("\"b\""), Runs.On(A, first.Events[^1], 2).Listing("\"a\"").Touching(Runs.Facility("nobody"), 1));

        Assert.Empty(await _database.Lists.AfterAsync(new StreamId(""), 10, Cancel));
    }

    [Fact]
    public async Task A_list_is_narrowed_by_everything_that_is_asked()
    {
        var (day, about) = (TimeSpan.FromDays(1), StreamId.Of("point", "x"));
        await TicketsAsync(
            ("a", r => r.Listing("a", "s1", "room", "open", Runs.Start + day, about, "w1", Runs.Start)),
            ("b", r => r.Listing("b", "s1", null, "open", Runs.Start + (2 * day), about, "w2", Runs.Start + day)),
            ("c", r => r.Listing("c", "s2", "room", "done", null, null, "w1", Runs.Start + (2 * day))),
            ("d", r => r.Listing("d", null, "park", "open", Runs.Start, StreamId.Of("point", "y"), null, Runs.Start + (3 * day))));
        await Journal.CommitAsync(Runs.On(StreamId.Of("other", "e"), null, 1).Listing("e", "s1", "room", "open", Runs.Start, about, "w1"));

        Assert.Equal("d c b a", await FoundAsync(All));
        Assert.Equal("d a b c", await FoundAsync(All with { Order = ListOrder.ByDue }));
        Assert.Equal("b a", await FoundAsync(All with { Regions = [PlaceId.Of("s1")] }));
        Assert.Equal("c b a", await FoundAsync(All with { Regions = [PlaceId.Of("s1"), PlaceId.Of("s2")] }));
        Assert.Equal("", await FoundAsync(All with { Regions = [] }));
        Assert.Equal("c a", await FoundAsync(All with { Lines = ["room"] }));
        Assert.Equal("b", await FoundAsync(All with { Lines = [""] }));
        Assert.Equal("d b", await FoundAsync(All with { Lines = ["", "park"] }));
        Assert.Equal("", await FoundAsync(All with { Lines = [] }));
        Assert.Equal("c", await FoundAsync(All with { Stages = ["done"] }));
        Assert.Equal("d c b a", await FoundAsync(All with { Stages = ["done", "open"] }));
        Assert.Equal("b a", await FoundAsync(All with { About = about }));
        Assert.Equal("c a", await FoundAsync(All with { Who = "w1" }));
        Assert.Equal("d c b", await FoundAsync(All with { Since = Runs.Start + day }));
        Assert.Equal("d a", await FoundAsync(All with { DueBefore = Runs.Start + (2 * day) }));
        Assert.Equal("a", await FoundAsync(All with { Regions = [PlaceId.Of("s1")], Lines = ["room"], Stages = ["open"], Order = ListOrder.ByDue }));
        Assert.Equal("e", await FoundAsync(All with { Kind = "other" }));
        Assert.Equal("d", await FoundAsync(All with { Limit = 0 }));
        Assert.Equal("b", await FoundAsync(All with { Beginning = "b" }));
        Assert.Equal("", await FoundAsync(All with { Beginning = "b", Since = Runs.Start + (2 * day) }));
        Assert.Equal("e", await FoundAsync(All with { Kind = "other", Beginning = "e" }));
    }

    /// <summary>Many of one time, and many with nothing due: each once, whatever the page.</summary>
    [Theory]
    [InlineData(ListOrder.ByDue, 1)]
    [InlineData(ListOrder.ByDue, 3)]
    [InlineData(ListOrder.ByDue, 7)]
    [InlineData(ListOrder.Newest, 1)]
    [InlineData(ListOrder.Newest, 3)]
    [InlineData(ListOrder.Newest, 7)]
    public async Task Pages_neither_skip_nor_repeat_rows_that_share_a_time(ListOrder order, int limit)
    {
        (string Id, int? Due, int At)[] tickets = [.. Enumerable.Range(0, 20).Select(i => ($"t{i * 7 % 20:00}", i % 4 == 0 ? (int?)null : i % 3, i % 2))];
        await TicketsAsync([.. tickets.Select(t => (t.Id, (Func<Run, Run>)(r => r.Listing(
            t.Id, "s1", null, t.At == 0 ? "open" : "done", t.Due is { } due ? Runs.Start.AddMinutes(due) : null, at: Runs.Start.AddMinutes(t.At)))))]);
        var expected = order == ListOrder.ByDue
            ? tickets.OrderBy(t => t.Due ?? int.MaxValue).ThenBy(t => t.Id, StringComparer.Ordinal)
            : tickets.OrderByDescending(t => t.At).ThenByDescending(t => t.Id, StringComparer.Ordinal);

        foreach (var query in (ListQuery[])[All, All with { Regions = [PlaceId.Of("s1")], Stages = ["open", "done"] }, All with { Lines = [""], Since = Runs.Start }])
        {
            var pages = new List<string>();
            ListCursor? after = null;
            while (true)
            {
                var page = await _database.Lists.ListAsync(query with { Order = order, After = after, Limit = limit }, Cancel);
                Assert.InRange(page.Length, 0, limit);
                if (page.IsEmpty) break;
                pages.AddRange(page.Select(e => e.View));
                Assert.InRange(pages.Count, 1, tickets.Length);
                after = page[^1].Cursor;
            }

            Assert.Equal(expected.Select(t => t.Id), pages);
        }
    }

    [Fact]
    public async Task A_row_names_its_place_in_the_order_by_its_cursor()
    {
        await TicketsAsync(("a", r => r.Listing("a", due: Runs.Start.AddTicks(12_345_678), at: Runs.Start.AddHours(5))), ("b", r => r.Listing("b")));

        Assert.Equal(
            [new ListCursor(Runs.Start.AddTicks(12_345_670), "ticket:a"), new ListCursor(null, "ticket:b")],
            (await _database.Lists.ListAsync(All with { Order = ListOrder.ByDue }, Cancel)).Select(e => e.Cursor));
        Assert.Equal(new ListCursor(Runs.Start.AddHours(5), "ticket:a"), (await _database.Lists.ListAsync(All, Cancel))[0].Cursor);
    }

    [Fact]
    public async Task Stages_are_counted_with_what_is_due_by_now()
    {
        await TicketsAsync(
            ("a", r => r.Listing("a", "s1", "room", "open", Runs.Start)),
            ("b", r => r.Listing("b", "s1", null, "open", Runs.Start.AddTicks(10))),
            ("c", r => r.Listing("c", "s2", "room", "open")),
            ("d", r => r.Listing("d", null, "park", "done", Runs.Start.AddDays(-1))));
        await Journal.CommitAsync(Runs.On(StreamId.Of("other", "e"), null, 1).Listing("e", "s1", "room", "open", Runs.Start));

        Assert.Equal([new ListCount("done", 1, 1), new ListCount("open", 3, 1)], await CountedAsync(null, null));
        Assert.Equal([new ListCount("open", 2, 1)], await CountedAsync(["s1"], null));
        Assert.Equal([new ListCount("open", 1, 0)], await CountedAsync(["s1"], [""]));
        Assert.Equal([new ListCount("done", 1, 1), new ListCount("open", 2, 1)], await CountedAsync(null, ["room", "park"]));
        Assert.Empty(await CountedAsync([], null));

        Task<ImmutableArray<ListCount>> CountedAsync(string[]? regions, string[]? lines)
            => _database.Lists.CountAsync("ticket", regions is null ? null : [.. regions.Select(PlaceId.Of)], lines is null ? null : [.. lines], Runs.Start, Cancel);
    }

    private async Task TicketsAsync(params (string Id, Func<Run, Run> Listed)[] tickets)
        => await Journal.CommitAsync([.. tickets.Select(t => t.Listed(Runs.On(StreamId.Of("ticket", t.Id), null, 1)))]);

    private async Task<string> FoundAsync(ListQuery query) => string.Join(' ', (await _database.Lists.ListAsync(query, Cancel)).Select(e => e.View));
}
