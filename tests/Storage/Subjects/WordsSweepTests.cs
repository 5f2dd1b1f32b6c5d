using Circle.Domain.Subjects;
using Circle.Web.Subjects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Circle.Storage.Tests.Subjects;

/// <summary>Words go with whom they are about, by rule, and where nothing names them.</summary>
public abstract partial class SubjectSuite
{
    [Fact]
    public async Task With_whoever_is_erased_all_words_about_them_go_and_no_others()
    {
        var (row, other) = (await RecordedAsync(), await RecordedAsync(SubjectKind.Resident));
        Assert.Null(await Book().KeepAsync([Spoken("a", subject: row), Spoken("b", "再来电", subject: row), Spoken("theirs", subject: other), Spoken("nobody-s")]));

        Assert.Equal(2, await Ledger().EraseAsync([row], Start, Office, ErasureReason.Request, Cancel));

        Assert.Equal(["nobody-s", "theirs"], (await WordsAsync()).Select(w => w.Id));
        Assert.Null(await ReadAsync("a"));
    }

    [Fact]
    public async Task With_a_restored_backup_words_about_the_erased_do_not_come_back()
    {
        var row = await RecordedAsync();
        Assert.Null(await Book().KeepAsync([Spoken("a", subject: row), Spoken("stays")]));

        // The store is a backup of before; the file lists the erasure.
        await LedgerFile().AppendAsync([new Erasure(row.SubjectId, row.Kind, Start, Office, ErasureReason.Request)], Cancel);
        Assert.Equal(1, await Ledger().HealAsync(Cancel));

        Assert.Equal("stays", Assert.Single(await WordsAsync()).Id);
        Assert.Equal(WordsBatch.ErasedCode, (await Book().KeepAsync([Spoken("a", subject: row)]))?.Faults.Single().Code);
    }

    [Fact]
    public async Task Not_even_a_program_that_does_not_look_writes_about_the_erased()
    {
        var row = await RecordedAsync();
        await TamperAsync($"""insert into {"{0}"}erasure ("Subject", "Kind", "At", "By", "Reason") values ('{row.Id}', 0, 1, 'account:office', 0)""");
        foreach (var subject in (string[])[row.Id, "nobody"])
        {
            await using var db = await _credentials.CreateDbContextAsync(Cancel);
            db.Add(new WordsRow { Id = $"about-{subject}", Owner = "ticket:one", Subject = subject, Key = [1], Data = [1] });

            await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
        }
    }

    [Fact]
    public async Task While_somebody_is_erased_what_is_written_about_them_goes_too_or_is_refused()
    {
        for (var round = 0; round < 10; round++)
        {
            var row = await RecordedAsync(data: new PersonalData($"第{round}人", null, null));
            WordsBook[] nodes = [Book(Factory()), Book(Factory())];
            var keeping = Enumerable.Range(0, 20).Select(i => nodes[i % 2].KeepAsync([Spoken($"w-{round}-{i}", subject: row)])).ToList();
            var erasing = Task.Run(() => Ledger(Factory()).EraseAsync([row], Start, Office, ErasureReason.Request, Cancel), Cancel);
            var refusals = await Task.WhenAll(keeping);
            await erasing;

            Assert.Empty(await WordsAsync());
            Assert.All(refusals, r => Assert.True(r is null or { Faults: [{ Code: WordsBatch.ErasedCode }] }));
        }
    }

    [Fact]
    public async Task Words_that_nobody_used_for_as_long_as_a_caller_is_kept_are_erased_and_counted()
    {
        // Kept longer than a caller; and a hold holds words too.
        var (resident, held) = (await RecordedAsync(SubjectKind.Resident), await RecordedAsync());
        await Store().HoldAsync(held, new DateOnly(2027, 12, 31), Office, Cipher.SealHold(held, "案件"));
        var book = Book();
        Assert.Null(await book.KeepAsync([Spoken("alone"), Spoken("resident-s", subject: resident), Spoken("held", subject: held), Spoken("used"), Spoken("again")]));
        _time.Now = Start.AddDays(10);
        await book.UseAsync([WordsId.Of("used")]);
        Assert.Null(await book.KeepAsync([Spoken("again")]));

        _time.Now = Start.AddDays(179);
        await Sweep().SweepAsync(Cancel);
        Assert.Equal(5, (await WordsAsync()).Count);

        _time.Now = Start.AddDays(180);
        var log = new Lines<SubjectSweep>();
        Assert.Equal(0, await Sweep(log: log).SweepAsync(Cancel));

        Assert.Equal(["again", "held", "used"], (await WordsAsync()).Select(w => w.Id));
        Assert.Contains(log.All, l => l.StartsWith("0 subjects and 2 texts about people were erased by rule", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_goes_with_a_caller_by_rule_is_counted_too()
    {
        var row = await AddedAsync(SubjectKind.Caller, 180);
        Assert.Null(await Book().KeepAsync([Spoken("a", subject: row), Spoken("b", subject: row)]));
        var log = new Lines<SubjectSweep>();

        Assert.Equal(1, await Sweep(log: log).SweepAsync(Cancel));

        Assert.Empty(await WordsAsync());
        Assert.Contains(log.All, l => l.StartsWith("1 subjects and 2 texts about people were erased by rule", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_use_is_written_once_an_hour()
    {
        var book = Book();
        Assert.Null(await book.KeepAsync([Spoken("a")]));
        foreach (var (minutes, used) in ((int, int)[])[(59, 0), (60, 60), (61, 60)])
        {
            _time.Now = Start.AddMinutes(minutes);
            await book.UseAsync([WordsId.Of("a")]);
            Assert.Equal(Start.AddMinutes(used).ToUnixTimeMilliseconds(), (await WordsAsync()).Single().Used);
        }
    }

    [Fact]
    public async Task What_nothing_names_a_day_later_is_removed_and_what_nobody_can_say_is_left_alone()
    {
        var book = Book();
        Assert.Null(await book.KeepAsync([Spoken("named"), Spoken("orphan"), Spoken("again"), Spoken("other") with { Owner = StreamId.Of("survey", "one") }]));
        var asked = new List<string>();
        var tickets = new WordsOwner("ticket", streams =>
        {
            asked.AddRange(streams.Select(s => s.Value));
            return Task.FromResult<IReadOnlySet<WordsId>>(new HashSet<WordsId> { WordsId.Of("named") });
        });

        _time.Now = Start.AddDays(1);
        Assert.Equal(0, await Sweeping(tickets).RemoveUnnamedAsync(Cancel));
        Assert.Null(await book.KeepAsync([Spoken("again")]));
        _time.Now = Start.AddDays(1).AddMilliseconds(1);
        Assert.Equal(0, await Sweeping(new WordsOwner("ticket", _ => throw new TimeoutException())).RemoveUnnamedAsync(Cancel));
        Assert.Equal(1, await Sweeping(tickets).RemoveUnnamedAsync(Cancel));
        Assert.Equal(["again", "named", "other"], (await WordsAsync()).Select(w => w.Id));

        // What is named stays so, and is asked for no more.
        Assert.Equal(["ticket:one"], asked);
        Assert.Equal(0, await Sweeping(tickets).RemoveUnnamedAsync(Cancel));
        Assert.Equal(["ticket:one"], asked);
        await book.DropAsync([WordsId.Of("named")]);
        Assert.NotNull(await ReadAsync("named"));
    }

    [Fact]
    public async Task What_is_kept_again_while_it_is_asked_for_stays()
    {
        var book = Book();
        Assert.Null(await book.KeepAsync([Spoken("a"), Spoken("b")]));
        _time.Now = Start.AddDays(2);
        var tickets = new WordsOwner("ticket", async _ =>
        {
            Assert.Null(await Book().KeepAsync([Spoken("a")]));
            return new HashSet<WordsId>();
        });

        Assert.Equal(1, await Sweeping(tickets).RemoveUnnamedAsync(Cancel));
        Assert.Equal("a", Assert.Single(await WordsAsync()).Id);
    }

    [Fact]
    public async Task Very_many_words_go_a_batch_a_transaction()
    {
        await using (var db = await _credentials.CreateDbContextAsync(Cancel))
        {
            db.AddRange(Enumerable.Range(0, WordsSweep.Batch + 10).Select(i => new WordsRow { Id = $"old-{i:D4}", Owner = $"ticket:{i}", Key = [1], Data = [1], Used = i }));
            db.AddRange(Enumerable.Range(0, WordsSweep.Batch + 10).Select(i => new WordsRow
            {
                Id = $"orphan-{i:D4}",
                Owner = $"ticket:{i}",
                Key = [1],
                Data = [1],
                Used = Start.AddDays(-2).ToUnixTimeMilliseconds(),
            }));
            await db.SaveChangesAsync(Cancel);
        }

        var sweep = Sweeping(new WordsOwner("ticket", _ => Task.FromResult<IReadOnlySet<WordsId>>(new HashSet<WordsId>())));
        Assert.Equal(WordsSweep.Batch + 10, await sweep.EraseDueAsync(Cancel));
        Assert.Equal(WordsSweep.Batch + 10, await sweep.RemoveUnnamedAsync(Cancel));
        Assert.Empty(await WordsAsync());
    }

    private WordsSweep Sweeping(params WordsOwner[] owners) => new(_credentials, new Retention(Rules.Keep), owners, _time, NullLogger<WordsSweep>.Instance);
}
