using System.Text;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Silo.Storage;
using Circle.Web.Accounts;
using Circle.Web.Journal;
using Circle.Web.Subjects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Circle.Storage.Tests.Subjects;

/// <summary>Words: kept before they are named, the same again is fine, and one that cannot be kept takes nothing with it.</summary>
public abstract partial class SubjectSuite
{
    private const string Said = "欧阳示例说楼上漏水三天了";

    private static readonly StreamId Ticket = StreamId.Of("ticket", "one");

    [Fact]
    public async Task The_same_again_is_fine_and_another_text_or_owner_is_a_reused_id()
    {
        var book = Book();
        var words = Spoken("a");
        Assert.Null(await book.KeepAsync([words, Spoken("b", "另一段")]));
        Assert.Null(await book.KeepAsync([words]));
        Assert.Equal((Said, "另一段"), (await ReadAsync("a"), await ReadAsync("b")));

        foreach (var other in (WordsDraft[])[words with { Text = "别的话" }, words with { Owner = StreamId.Of("ticket", "two") }])
        {
            // Nothing else of such a call is kept either.
            var refusal = await Book(Factory()).KeepAsync([Spoken("new"), other]);
            Assert.Equal((RefusalKind.IdReused, "id-reused"), (refusal?.Kind, refusal?.Faults.Single().Code));
        }

        Assert.Equal((Said, null), (await ReadAsync("a"), await ReadAsync("new")));
    }

    [Fact]
    public async Task Of_the_same_calls_to_several_nodes_at_once_all_are_told_that_it_is_kept()
    {
        WordsBook[] nodes = [Book(Factory()), Book(Factory())];

        var refusals = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => nodes[i % 2].KeepAsync([Spoken($"w-{i / 4}"), Spoken($"w-{(i / 4) + 1}")])));

        Assert.All(refusals, Assert.Null);
        Assert.Equal(51, (await WordsAsync()).Count);
        Assert.Equal(400, (await WordsAsync()).Sum(w => w.Kept));
    }

    [Fact]
    public async Task Within_a_call_and_among_calls_that_leave_together_the_first_has_an_id()
    {
        var book = Book();
        Assert.Equal(RefusalKind.IdReused, (await book.KeepAsync([Spoken("a"), Spoken("a", "别的话")]))?.Kind);
        Assert.Null(await book.KeepAsync([Spoken("a"), Spoken("a")]));

        var refusals = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => book.KeepAsync([Spoken("race", $"第 {i % 2} 种说法")])));

        Assert.Equal(20, refusals.Count(r => r is null));
        Assert.All(refusals.OfType<Refusal>(), r => Assert.Equal(RefusalKind.IdReused, r.Kind));
        Assert.Equal(20, (await WordsAsync()).Single(w => w.Id == "race").Kept);
    }

    [Fact]
    public async Task A_thousand_at_once_leave_in_few_transactions()
    {
        var counted = new CountingFactory(_credentials);
        var book = Book(counted);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => book.KeepAsync([Spoken($"matter-{i}"), Spoken($"wish-{i}", $"第 {i} 位")])));

        Assert.All(refusals, Assert.Null);
        Assert.Equal(2_000, (await WordsAsync()).Count);
        Assert.Equal("第 999 位", await ReadAsync("wish-999"));
        Assert.InRange(counted.Count, 1, 20);
    }

    [Fact]
    public async Task More_than_may_wait_hear_busy_and_the_others_are_kept()
    {
        var slow = new CountingFactory(_credentials, delay: true);
        var book = Book(slow);
        var all = Enumerable.Range(0, WordsBook.MostWaiting + WordsBook.MostTogether + 50).Select(i => book.KeepAsync([Spoken($"w-{i}")])).ToList();
        slow.Go();

        var errors = await Task.WhenAll(all.Select(async keeping => await Record.ExceptionAsync(() => keeping)));

        Assert.InRange(errors.Count(e => e is BusyException), 1, 100 + WordsBook.MostTogether);
        Assert.Equal(all.Count - errors.Count(e => e is not null), (await WordsAsync()).Count);
        Assert.All(errors.OfType<Exception>(), e => Assert.IsType<BusyException>(e));
    }

    [Fact]
    public async Task One_that_cannot_be_stored_takes_no_other_with_it()
    {
        await TamperAsync(_site.Options().Kind == StorageKind.Sqlite
            ? """create trigger spoilt before insert on words when new."Id" = 'w-77' begin select raise(abort, 'spoilt'); end"""
            : """
              create function credentials.spoilt() returns trigger language plpgsql as 'begin raise exception ''spoilt'' using errcode = ''23514''; end';
              create trigger spoilt before insert on credentials.words for each row when (new."Id" = 'w-77') execute function credentials.spoilt()
              """);
        var log = new Lines<WordsStore>();
        var book = Book(log: log);

        var errors = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i => await Record.ExceptionAsync(() => book.KeepAsync([Spoken($"w-{i}"), Spoken($"also-{i}")]))));

        Assert.Equal([77], errors.Index().Where(e => e.Item is not null).Select(e => e.Index));
        Assert.IsType<BusyException>(errors[77]);
        Assert.Equal(398, (await WordsAsync()).Count);
        Assert.Contains("ticket:one", Assert.Single(log.All), StringComparison.Ordinal);
        Assert.DoesNotContain("欧阳", log.All.Single() + errors[77], StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_whoever_is_not_there_nothing_is_kept_and_the_others_of_the_batch_are()
    {
        var (there, gone) = (await RecordedAsync(), await RecordedAsync(SubjectKind.Resident));
        await Ledger().EraseAsync([gone], Start, Office, ErasureReason.Request, Cancel);
        var book = Book();

        var refusals = await Task.WhenAll(
            book.KeepAsync([Spoken("a", subject: there)]), book.KeepAsync([Spoken("b", subject: gone)]), book.KeepAsync([Spoken("c") with { Subject = SubjectId.Of("nobody") }]), book.KeepAsync([Spoken("d")]));

        Assert.Equal([null, "subject-erased", "subject-erased", null], refusals.Select(r => r?.Faults.Single().Code));
        Assert.Equal(["a", "d"], (await WordsAsync()).Select(w => w.Id));
    }

    [Fact]
    public async Task What_is_dropped_is_gone_but_for_what_was_kept_once_more_or_is_named()
    {
        var book = Book();
        Assert.Null(await book.KeepAsync([Spoken("once"), Spoken("twice"), Spoken("named")]));
        Assert.Null(await book.KeepAsync([Spoken("twice")]));
        await TamperAsync("""update {0}words set "IsNamed" = 1 = 1 where "Id" = 'named'""");

        await book.DropAsync([WordsId.Of("once"), WordsId.Of("twice"), WordsId.Of("named"), WordsId.Of("nothing")]);
        Assert.Equal(["named", "twice"], (await WordsAsync()).Select(w => w.Id));

        await book.DropAsync([WordsId.Of("twice")]);
        Assert.Equal("named", Assert.Single(await WordsAsync()).Id);
    }

    [Fact]
    public async Task What_was_changed_or_copied_is_absent_and_keeps_no_other_from_being_read()
    {
        var book = Book();
        Assert.Null(await book.KeepAsync([Spoken("a"), Spoken("b", "另一段"), Spoken("c", "第三段")]));
        await TamperAsync("""update {0}words set "Key" = (select "Key" from {0}words where "Id" = 'a'), "Data" = (select "Data" from {0}words where "Id" = 'a') where "Id" = 'b'""");

        var read = await book.ReadAsync([.. "abcd".Select(c => WordsId.Of($"{c}"))]);

        Assert.Equal(["a", "c"], read.Keys.Select(k => k.Value).Order(StringComparer.Ordinal));
        Assert.Equal(RefusalKind.IdReused, (await book.KeepAsync([Spoken("b", "另一段")]))?.Kind);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => book.ReadAsync([.. Enumerable.Range(0, 501).Select(i => WordsId.Of($"{i}"))]));
    }

    [Fact]
    public async Task Nothing_that_was_said_is_in_clear_in_any_byte()
    {
        Assert.Null(await Book().KeepAsync([Spoken("a-certain-id")]));
        await Drafts().PutAsync(Mine, new Web.Tickets.DraftId("a-certain-draft"), null, Encoding.UTF8.GetBytes($$"""{"matter":"{{Said}}"}"""));
        var options = _site.Options();
        var bytes = await BytesAsync(options.DataDirectory, options.ConnectionString);

        foreach (var id in (string[])["a-certain-id", "a-certain-draft", Ticket.Value]) Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(id)) >= 0, $"the row of {id} is not among these bytes");
        foreach (var text in (string[])["欧阳", "漏水", "matter"])
        {
            foreach (var form in (byte[][])[Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)))])
                Assert.True(bytes.AsSpan().IndexOf(form) < 0, $"{text} is there");
        }

        Assert.DoesNotContain("欧阳", Spoken("a").ToString(), StringComparison.Ordinal);
    }

    private WordsStore Words(IDbContextFactory<Credentials>? credentials = null, ILogger<WordsStore>? log = null)
        => new(credentials ?? _credentials, _protection, _time, log ?? NullLogger<WordsStore>.Instance);

    private WordsBook Book(IDbContextFactory<Credentials>? credentials = null, ILogger<WordsStore>? log = null) => new(Words(credentials, log));

    private static WordsDraft Spoken(string id, string text = Said, SubjectRow? subject = null) => new(WordsId.Of(id), Ticket, subject?.SubjectId, text);

    private async Task<string?> ReadAsync(string id) => (await Book().ReadAsync([WordsId.Of(id)])).GetValueOrDefault(WordsId.Of(id));

    private async Task<List<WordsRow>> WordsAsync()
    {
        await using var db = await _credentials.CreateDbContextAsync(Cancel);
        return await db.Words.AsNoTracking().OrderBy(w => w.Id).ToListAsync(Cancel);
    }

    /// <summary>Every transaction has a context of its own.</summary>
    /// <param name="delay">Until it is told to go.</param>
    private sealed class CountingFactory(IDbContextFactory<Credentials> inner, bool delay = false) : IDbContextFactory<Credentials>
    {
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public int Count => _count;

        public void Go() => _go.SetResult();

        public Credentials CreateDbContext() => throw new NotSupportedException();

        public async Task<Credentials> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            if (delay) await _go.Task;
            return await inner.CreateDbContextAsync(cancellationToken);
        }
    }

    private sealed class Lines<T> : ILogger<T>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (All) All.Add($"{formatter(state, exception)} {exception}");
        }
    }
}
