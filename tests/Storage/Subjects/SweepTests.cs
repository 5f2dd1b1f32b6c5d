using System.Collections.Immutable;
using System.Reflection;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Audit;
using Circle.Domain.Subjects;
using Circle.Web.Audit;
using Circle.Web.Subjects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Circle.Storage.Tests.Subjects;

/// <summary>What is due goes, by the clock alone, and nothing else.</summary>
public abstract partial class SubjectSuite
{
    [Fact]
    public async Task What_is_due_is_erased_and_what_is_held_or_used_stays()
    {
        var due = await AddedAsync(SubjectKind.Caller, 180);
        var held = await AddedAsync(SubjectKind.Caller, 400);
        var used = await AddedAsync(SubjectKind.Caller, 179);
        var other = await AddedAsync(SubjectKind.Resident, 180);
        await Store().HoldAsync(held, new DateOnly(2026, 11, 29), Office, Cipher.SealHold(held, "案件"));

        Assert.Equal(new SubjectCounts(3, 1, 0, 1, 3), await Sweep().CountsAsync(Cancel));
        Assert.Equal(1, await Sweep().SweepAsync(Cancel));
        Assert.Equal([due.Id], (await ErasuresAsync()).Select(e => e.Subject));
        var listed = Assert.Single(await LedgerFile().ReadAsync(Cancel)).Value;
        Assert.Equal((Erasure.ByRetention, ErasureReason.Rule), (listed.By, listed.Reason));

        _time.Now = Start.AddDays(1);
        Assert.Equal(2, await Sweep().SweepAsync(Cancel));
        Assert.Equal(other.Id, Assert.Single(await Store().PageAsync(null, null, null, 10)).Id);
        Assert.Equal(3, await ErasedEntriesAsync());
        Assert.NotNull(used);
    }

    [Fact]
    public async Task Very_many_go_a_batch_a_transaction()
    {
        await using (var db = await _credentials.CreateDbContextAsync(Cancel))
        {
            // Nothing of them has to open to be erased.
            db.AddRange(Enumerable.Range(0, ErasureLedger.Batch + 10).Select(i => new SubjectRow { Id = $"old-{i:D4}", Kind = SubjectKind.Caller, Key = [1], Data = [1], Used = i }));
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(ErasureLedger.Batch + 10, await Sweep().SweepAsync(Cancel));

        Assert.Empty(await Store().PageAsync(null, null, null, 10));
        Assert.Equal(ErasureLedger.Batch + 10, (await LedgerFile().ReadAsync(Cancel)).Count);
        Assert.Equal(0, await Ledger().HealAsync(Cancel));
    }

    [Fact]
    public async Task A_volunteers_data_is_in_use_as_long_as_the_account_is_not_disabled()
    {
        var (active, disabled) = (await AddedAsync(SubjectKind.Volunteer, 90, "active"), await AddedAsync(SubjectKind.Volunteer, 90, "disabled"));

        // Where nobody can say, both wait.
        Assert.Equal(0, await Sweep(new Asked(null)).SweepAsync(Cancel));
        Assert.Equal(1, await Sweep(new Asked(["active"])).SweepAsync(Cancel));

        Assert.Null(await RowAsync(disabled));
        Assert.Equal(Start, (await RowAsync(active))!.UsedAt);
        _time.Now = Start.AddDays(89);
        Assert.Equal(0, await Sweep(new Asked([])).SweepAsync(Cancel));
        _time.Now = Start.AddDays(90);
        Assert.Equal(1, await Sweep(new Asked([])).SweepAsync(Cancel));
    }

    [Fact]
    public async Task A_sweep_erases_again_who_came_back()
    {
        var row = await RecordedAsync();
        await LedgerFile().AppendAsync([new Erasure(row.SubjectId, row.Kind, Start, Office, ErasureReason.Request)], Cancel);
        var sweep = Sweep();
        Assert.Null(sweep.SweptAt);

        Assert.Equal(0, await sweep.SweepAsync(Cancel));

        Assert.Null(await RowAsync(row));
        Assert.Equal(Start, sweep.SweptAt);
    }

    private SubjectSweep Sweep(Asked? asked = null, Microsoft.Extensions.Logging.ILogger<SubjectSweep>? log = null)
    {
        var audit = new AuditTrail(new AuditWriter(new AuditStore(_credentials)), _time, NullLogger<AuditTrail>.Instance);
        return Kept(new SubjectSweep(
            _credentials, Store(), Ledger(), Sweeping(), new Retention(Rules.Keep), audit, Answering<IGrainFactory>((_, _) => Answering<IAccountQueries>((_, of) => (asked ?? new Asked(null)).Views(of))),
            null!, _time, log ?? NullLogger<SubjectSweep>.Instance));
    }

    /// <param name="days">Ago, when it was used last.</param>
    private Task<SubjectRow> AddedAsync(SubjectKind kind, int days, string? account = null)
        => Store().AddAsync(kind, new PersonalData($"{kind} {days} {account}", null, null), account is null ? null : AccountId.Of(account), Start.AddDays(-days), Start.AddDays(-days));

    private async Task<int> ErasedEntriesAsync()
    {
        await using var db = await _credentials.CreateDbContextAsync(Cancel);
        return await db.Set<AuditEntry>().CountAsync(e => e.Action == "erased" && e.Chain == AuditChains.PersonalData && e.Actor == Erasure.ByRetention.Value, Cancel);
    }

    private static TInterface Answering<TInterface>(Func<MethodInfo, object?[]?, object?> answer) where TInterface : class
    {
        var made = DispatchProxy.Create<TInterface, Standing>();
        ((Standing)(object)made).Answer = answer;
        return made;
    }

    /// <summary>Stands for the silos.</summary>
    /// <param name="Enabled">Null: nobody answers.</param>
    private sealed record Asked(string[]? Enabled)
    {
        public Task<ImmutableArray<AccountView>> Views(object?[]? of)
        {
            if (Enabled is null) throw new TimeoutException();
            return Task.FromResult(((ImmutableArray<AccountId>)of![0]!).Select(a => new AccountView(a, [], Enabled.Contains(a.Value) ? null : "离队")).ToImmutableArray());
        }
    }
}

/// <summary>Of an interface that a test needs one method of.</summary>
public class Standing : DispatchProxy
{
    public Func<MethodInfo, object?[]?, object?> Answer { get; set; } = (_, _) => null;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args);
}
