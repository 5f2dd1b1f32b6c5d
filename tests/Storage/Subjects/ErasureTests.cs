using System.Data.Common;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Web.Accounts;
using Circle.Web.Phones;
using Microsoft.EntityFrameworkCore;

namespace Circle.Storage.Tests.Subjects;

/// <summary>Erasures: in the file, then in the store; whatever one of them lists does not come back.</summary>
public abstract partial class SubjectSuite
{
    private static readonly Actor Office = new("account:office");

    [Fact]
    public async Task Who_is_erased_is_gone_and_listed_in_both_ledgers_without_a_word_of_who_it_was()
    {
        var (row, stays) = (await RecordedAsync(), await RecordedAsync(SubjectKind.Resident));

        await Ledger().EraseAsync([row], Start, Office, ErasureReason.Request, Cancel);

        Assert.Null(await RowAsync(row));
        Assert.NotNull(await RowAsync(stays));
        var erasure = new Erasure(row.SubjectId, SubjectKind.Caller, Start, Office, ErasureReason.Request);
        Assert.Equal([erasure], (await ErasuresAsync()).Select(e => e.Erasure));
        Assert.Equal(erasure, Assert.Single(await LedgerFile().ReadAsync(Cancel)).Value);
        Assert.Equal(
            $$"""{"subject":"{{row.Id}}","kind":"caller","at":"2026-11-29T04:00:00+00:00","by":"account:office","reason":"request"}""",
            Assert.Single(await File.ReadAllLinesAsync(LedgerFile().FullPath, Cancel)));
    }

    [Fact]
    public async Task What_the_file_lists_and_the_store_does_not_is_erased_and_listed()
    {
        var row = await RecordedAsync();

        // As after a crash between the two, or with a backup of the store.
        await LedgerFile().AppendAsync([new Erasure(row.SubjectId, row.Kind, Start, Office, ErasureReason.Request)], Cancel);
        Assert.NotNull(await RowAsync(row));

        Assert.Equal(1, await Ledger().HealAsync(Cancel));
        Assert.Equal(0, await Ledger().HealAsync(Cancel));
        Assert.Null(await RowAsync(row));
        Assert.Equal(row.Id, Assert.Single(await ErasuresAsync()).Subject);
    }

    [Fact]
    public async Task What_the_store_lists_and_the_file_does_not_is_added_to_the_file()
    {
        var rows = new[] { await RecordedAsync(), await RecordedAsync(SubjectKind.Resident) };
        await Ledger().EraseAsync(rows, Start, Office, ErasureReason.Mistake, Cancel);
        File.Delete(LedgerFile().FullPath);

        Assert.Equal(0, await Ledger().HealAsync(Cancel));

        Assert.Equal((await ErasuresAsync()).Select(e => e.Erasure), (await LedgerFile().ReadAsync(Cancel)).Values.OrderBy(e => e.Subject.Value, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_line_that_broke_off_is_no_erasure_and_breaks_none()
    {
        var (one, other) = (await RecordedAsync(), await RecordedAsync(SubjectKind.Resident));
        await Ledger().EraseAsync([one], Start, Office, ErasureReason.Request, Cancel);
        await File.AppendAllTextAsync(LedgerFile().FullPath, $$"""{"subject":"{{other.Id}}","ki""", Cancel);

        Assert.Equal(0, await Ledger().HealAsync(Cancel));
        Assert.NotNull(await RowAsync(other));
        await Ledger().EraseAsync([other], Start, Office, ErasureReason.Request, Cancel);

        Assert.Equal(2, (await LedgerFile().ReadAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Where_the_file_cannot_be_written_nobody_is_erased()
    {
        var row = await RecordedAsync();
        var blocked = Path.Combine(_folder.FullName, "a-file");
        await File.WriteAllTextAsync(blocked, "", Cancel);
        var file = LedgerFile(Rules with { LedgerDirectory = Path.Combine(blocked, "erasures") });

        await Assert.ThrowsAnyAsync<IOException>(() => new Web.Subjects.ErasureLedger(_credentials, file).EraseAsync([row], Start, Office, ErasureReason.Request, Cancel));

        Assert.NotNull(await RowAsync(row));
        Assert.Empty(await ErasuresAsync());
        Assert.False(await file.IsWritableAsync(Cancel));
        Assert.True(await LedgerFile().IsWritableAsync(Cancel));
    }

    [Fact]
    public async Task Of_several_nodes_that_erase_the_same_the_first_is_listed()
    {
        var row = await RecordedAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Ledger(Factory()).EraseAsync([row], Start.AddSeconds(i), Office, ErasureReason.Request, Cancel)));

        Assert.Single(await ErasuresAsync());
        Assert.Single(await LedgerFile().ReadAsync(Cancel));
        Assert.Equal(4, (await File.ReadAllLinesAsync(LedgerFile().FullPath, Cancel)).Length);
    }

    [Theory]
    [InlineData("""update {0}erasure set "By" = 'other'""")]
    [InlineData("delete from {0}erasure")]
    public async Task The_ledger_in_the_store_is_only_added_to(string sql)
    {
        await Ledger().EraseAsync([await RecordedAsync()], Start, Office, ErasureReason.Request, Cancel);

        await Assert.ThrowsAnyAsync<DbException>(() => TamperAsync(sql));

        Assert.Equal("account:office", Assert.Single(await ErasuresAsync()).By);
    }

    [Fact]
    public async Task Nobody_who_is_listed_comes_into_the_store_again()
    {
        var row = await RecordedAsync();
        await Ledger().EraseAsync([row], Start, Office, ErasureReason.Request, Cancel);
        await using var db = await _credentials.CreateDbContextAsync(Cancel);
        db.Add(row);

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task Of_a_volunteer_the_account_keeps_neither_name_nor_anything_to_sign_in_by()
    {
        await using (var db = await _credentials.CreateDbContextAsync(Cancel))
        {
            foreach (var id in (string[])["gone", "stays"])
            {
                db.Add(new Person { Id = id, UserName = $"name-{id}", NormalizedUserName = $"NAME-{id}".ToUpperInvariant(), DisplayName = "欧阳示例", PasswordHash = "hash" });
                db.Add(new Session { Id = $"session-{id}", PersonId = id, Ticket = [1], Ends = long.MaxValue });
                db.Add(new PhoneInvitation { Id = $"invitation-{id}", Token = id, Account = id, Name = "欧阳示例", Until = new DateOnly(2027, 1, 1), Since = new DateOnly(2026, 1, 1) });
            }

            await db.SaveChangesAsync(Cancel);
        }

        var row = (await Store().RecordAsync(SubjectKind.Volunteer, Person, Domain.Accounts.AccountId.Of("gone"))).Row;
        await Ledger().EraseAsync([row], Start, Office, ErasureReason.Request, Cancel);

        await using var after = await _credentials.CreateDbContextAsync(Cancel);
        var people = await after.Users.OrderBy(p => p.Id).Select(p => new { p.Id, p.DisplayName, p.UserName, p.PasswordHash }).ToListAsync(Cancel);
        Assert.Equal([("gone", "已删除", "gone", null), ("stays", "欧阳示例", "name-stays", "hash")], people.Select(p => (p.Id, p.DisplayName, p.UserName!, p.PasswordHash)));
        Assert.Equal(["session-stays"], await after.Sessions.Select(s => s.Id).ToListAsync(Cancel));
        Assert.Equal(["invitation-stays"], await after.PhoneInvitations.Select(i => i.Id).ToListAsync(Cancel));
    }
}
