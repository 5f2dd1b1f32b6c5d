using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Grains.Lists;
using Circle.Silo.Lists;
using Circle.Silo.Storage;

namespace Circle.Storage.Tests.Audit;

/// <summary>A list row that is not what its stream says is found out, and one that is only newer is not.</summary>
public abstract class ListVerificationTests : IAsyncLifetime
{
    private Site _site = null!;
    private Database _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await SiteAsync();
        _database = await Database.OpenAsync(_site.Options(), Cancel);
        await _database.Journal.CommitAsync(
            Of("a", null, Received("a"), new TicketEvent.Dispatched(new AnsweringUnit(PlaceId.Of("s1"), null), null, TicketDues.None), new TicketEvent.Urged()),
            Of("b", null, Received("b")), Runs.On(Runs.Facility("a"), null, 1), Runs.On(StreamId.Of("visit", "a"), null, 1));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Rows_that_nobody_touched_hold()
    {
        var found = await VerifyAsync(_database.Lists);

        Assert.Equal((2L, 0L), (found.Rows, found.Broken));
        Assert.Empty(found.Breaks);
    }

    [Theory]
    [InlineData("update list set stage = 'closed' where id = 'ticket:a'", "ticket:a", 3, "its list row is not what its events make of it: stage")]
    [InlineData("update list set who = 'x', region = null where id = 'ticket:a'", "ticket:a", 3, "its list row is not what its events make of it: region, who")]
    [InlineData("update list set line = 'room' where id = 'ticket:b'", "ticket:b", 1, "its list row is not what its events make of it: line")]
    [InlineData("update list set due = (select due from list where id = 'ticket:a'), at = due where id = 'ticket:b'", "ticket:b", 1, "its list row is not what its events make of it: due, at")]
    [InlineData("update list set about = 'place:x', view = '{}' where id = 'ticket:b'", "ticket:b", 1, "its list row is not what its events make of it: about, view")]
    [InlineData("delete from list where id = 'ticket:b'", "ticket:b", 1, "its list row is missing")]
    [InlineData("delete from event where stream = 'ticket:a'", "ticket:a", 0, "its list row is left over: there is no such stream")]
    [InlineData("update event set data = '{' where stream = 'ticket:a' and version = 3", "ticket:a", 3, "its events make no state, so its list row cannot be compared")]
    [InlineData("delete from event where stream = 'ticket:a' and version = 1", "ticket:a", 3, "its events make no state, so its list row cannot be compared")]
    public async Task Whatever_is_not_what_its_stream_says_is_named(string sql, string stream, long version, string what)
    {
        Assert.NotEqual(0, await TamperAsync(sql));

        var found = Assert.Single((await VerifyAsync(_database.Lists)).Breaks);

        Assert.Equal((stream, version, what), (found.Chain, found.Version, found.En));
        Assert.Contains("列表行", found.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("facility:a")]
    [InlineData("ticket:aa")]
    [InlineData("ticket:z")]
    [InlineData("visit:a")]
    public async Task A_row_under_another_id_is_one_left_over_and_one_missing(string id)
    {
        await TamperAsync($"update list set id = '{id}' where id = 'ticket:b'");

        var found = await VerifyAsync(_database.Lists);

        Assert.Equal(
            new[] { (id, 0L, "its list row is left over: there is no such stream"), ("ticket:b", 1L, "its list row is missing") }.Order(),
            found.Breaks.Select(b => (b.Chain, b.Version, b.En)).Order());
        Assert.Equal(2, found.Broken);
    }

    [Fact]
    public async Task More_rows_than_a_page_are_walked_whole()
    {
        await _database.Journal.CommitAsync([.. Enumerable.Range(0, 1_100).Select(i => Of($"p{i:0000}", null, Received($"p{i:0000}")))]);
        await TamperAsync("update list set stage = 'closed' where id = 'ticket:p1050'");
        await TamperAsync("delete from list where id = 'ticket:p0499'");

        var found = await VerifyAsync(_database.Lists);

        Assert.Equal((1_102L, 2L), (found.Rows, found.Broken));
        Assert.Equal(["ticket:p0499", "ticket:p1050"], found.Breaks.Select(b => b.Chain));
    }

    /// <summary>The streams have been read, and then they go on before their rows are.</summary>
    [Fact]
    public async Task What_is_committed_meanwhile_is_no_break()
    {
        var deeds = new Queue<Run>();
        for (ImmutableArray<Envelope> stream = await _database.Journal.StreamAsync(Ticket.StreamOf(TicketId.Of("a"))); stream.Length < 7; stream = stream.Add(deeds.Last().Events[^1]))
            deeds.Enqueue(Of("a", stream, new TicketEvent.Urged()));
        var begun = Of("c", null, Received("c"));
        var moving = new Moving(_database.Lists, async () =>
        {
            if (deeds.TryDequeue(out var deed)) await _database.Journal.CommitAsync([deed, .. deeds.Count == 3 ? [begun] : ImmutableArray<Run>.Empty]);
        });

        var found = await VerifyAsync(moving);

        Assert.Empty(deeds);
        Assert.Empty(found.Breaks);
        Assert.Equal(3, found.Rows);
    }

    protected abstract Task<Site> SiteAsync();

    private static TicketEvent.Received Received(string id)
    {
        var (hour, about) = (TimeLimit.Real(60), StreamId.Of("point", "shop"));
        return new TicketEvent.Received(
            new TicketIntake(
                TicketId.Of(id), TicketKind.Complaint, TicketCategoryId.Of("goods"), Urgency.Ordinary, TicketSource.Phone, about, WordsId.Of("w"), null, SubjectId.Of("subject"), null, null),
            new TicketNumber(new DateOnly(2013, 7, 1), 1),
            new TicketAbout(about, PlaceId.Of("s1"), LineId.Of("room"), about),
            new TicketLimits(hour, hour, hour, hour, hour),
            new TicketDues(Dispatch: id == "a" ? null : Runs.Start.AddTicks(12_345_678)));
    }

    /// <summary>As the ticket's queue would make it.</summary>
    private static Run Of(string id, ImmutableArray<Envelope>? before, params ImmutableArray<TicketEvent> events)
    {
        var stream = Ticket.StreamOf(TicketId.Of(id));
        var all = (before ?? []).ToBuilder();
        foreach (var e in events)
        {
            var type = EventCatalog<TicketEvent>.NameOf(e);
            all.Add(Runs.Next(stream, all.LastOrDefault(), null, EventCatalog<TicketEvent>.Write(e)) with { Type = type.Name, Schema = type.Schema });
        }

        var after = RunQueue<Ticket, TicketState, TicketCommand, TicketEvent>.Replay(Committed<TicketState>.None(Ticket.Empty), all);
        return new Run(stream, all.Count - events.Length, [.. all.TakeLast(events.Length)], [], []) { Lists = Ticket.Lists(after.State) };
    }

    private Task<int> TamperAsync(string sql) => Tampering.RunAsync(_site.Options(), "journal.db", sql);

    private async Task<ListFindings> VerifyAsync(IListRows rows)
    {
        await using var stored = StoredRecords.Open(_site.Options());
        return await new ListVerifier(stored.Audit, rows).RunAsync(_ => { }, Cancel);
    }

    /// <summary>Before each read something happens.</summary>
    private sealed class Moving(IListRows rows, Func<Task> happens) : IListRows
    {
        public Task<ImmutableArray<ListEntry>> ListAsync(ListQuery query, CancellationToken cancel) => throw new NotSupportedException();

        public Task<ImmutableArray<ListCount>> CountAsync(
            string kind, ImmutableArray<PlaceId>? regions, ImmutableArray<string>? lines, DateTimeOffset now, CancellationToken cancel) => throw new NotSupportedException();

        public async Task<ListRow?> FindAsync(StreamId id, CancellationToken cancel)
        {
            await happens();
            return await rows.FindAsync(id, cancel);
        }

        public async Task<ImmutableArray<ListRow>> AfterAsync(StreamId after, int limit, CancellationToken cancel)
        {
            await happens();
            return await rows.AfterAsync(after, limit, cancel);
        }
    }
}

public sealed class SqliteListVerificationTests : ListVerificationTests
{
    protected override Task<Site> SiteAsync() => Task.FromResult<Site>(new SqliteSite());
}

public sealed class PostgreSqlListVerificationTests(SharedServer server) : ListVerificationTests
{
    protected override async Task<Site> SiteAsync() => new PostgreSqlSite(await (await server.GetAsync()).CreateDatabaseAsync());
}
