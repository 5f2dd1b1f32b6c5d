using System.Security.Cryptography;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Time;
using Circle.Web.Audit;
using Circle.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>
/// 个人信息主体, as other parts of the program use them: what is done to somebody's data is in the audit when it is answered. Who may do it is
/// asked before, see <see cref="SubjectRights"/>.
/// </summary>
internal sealed class SubjectBook(
    SubjectStore store, SubjectCipher cipher, ErasureLedger ledger, Retention retention, AuditTrail audit, IGrainFactory grains, TimeProvider real, ILogger<SubjectBook> log)
{
    private static readonly Actor Self = new("system:subjects");

    private static readonly Refusal KeyMissing = Refusal.NotNow(
        "key-missing",
        "加密密钥打不开，请系统管理员在 Circle:OldKeyCertificates 中恢复原来的证书",
        "the key that protects personal data does not open: restore the former certificate in Circle:OldKeyCertificates");

    private static readonly Refusal Unreadable = Refusal.NotNow(
        "unreadable", "这条记录打不开（密钥缺失或数据被改动），请联系系统管理员", "the row does not open, its key is missing or it was changed: ask whoever keeps the system");

    private static readonly Refusal Enabled = Refusal.NotNow(
        "account-enabled", "该志愿者的账号仍在使用，请先停用账号再删除", "the volunteer's account is in use: disable it first");

    private static readonly Refusal Held = Refusal.NotNow("held", "已暂缓删除，请先解除暂缓", "its erasure is put off: end that first");

    private static readonly Refusal NoLedger = Refusal.NotNow(
        "no-ledger", "删除台账写不了，没有删除，请系统管理员检查 Circle:Subjects:LedgerDirectory", "the ledger of erasures cannot be written, so nobody was erased: check Circle:Subjects:LedgerDirectory");

    /// <summary>What 404 says of whoever is not there, and of whoever is not the caller's.</summary>
    public static readonly Refusal None = Refusal.Unknown("id", "没有这条记录", "there is no such subject");

    /// <summary>Records somebody, or finds them again by kind and phone.</summary>
    /// <param name="account">A volunteer's.</param>
    /// <param name="isAnyones">False: finds only what this very account has.</param>
    public async Task<(SubjectView? View, bool IsNew, Refusal? Refusal)> RecordAsync(Asker by, SubjectKind kind, PersonalData data, AccountId? account = null, bool isAnyones = true)
    {
        try
        {
            var (row, isNew) = await store.RecordAsync(kind, data, account, isAnyones);
            await WriteAsync(AuditAction.SubjectRecorded, by, row, isNew ? $"new {NameOf(kind)}" : $"{NameOf(kind)} again");
            return (ViewOf(row), isNew, null);
        }
        catch (CryptographicException e)
        {
            log.LogError("The key by which phones are found again does not open: {Why}", e.GetType().Name);
            return (null, false, KeyMissing);
        }
    }

    /// <summary>Records somebody by an id that whoever asks made, so that the same again is the same one.</summary>
    /// <returns>Why not; null: they are recorded.</returns>
    public async Task<Refusal?> AddAsync(Asker by, SubjectKind kind, PersonalData data, SubjectId id)
    {
        if (await store.IsKnownAsync(id)) return null;
        try
        {
            var now = real.GetUtcNow();
            await WriteAsync(AuditAction.SubjectRecorded, by, await store.AddAsync(kind, data, null, now, now, id), $"new {NameOf(kind)}");
            return null;
        }
        catch (DbUpdateException)
        {
            // The same request is answered twice at once, and the other one was first.
            return null;
        }
        catch (CryptographicException e)
        {
            log.LogError("The key that protects personal data does not open: {Why}", e.GetType().Name);
            return KeyMissing;
        }
    }

    /// <returns>Null, with a refusal: the key does not open.</returns>
    public async Task<(IReadOnlyList<SubjectView>? Found, Refusal? Refusal)> SearchAsync(string number, IReadOnlyCollection<string>? accounts)
    {
        try
        {
            return ([.. (await store.SearchAsync(number, accounts)).Select(ViewOf)], null);
        }
        catch (CryptographicException e)
        {
            log.LogError("The key by which phones are found again does not open: {Why}", e.GetType().Name);
            return (null, KeyMissing);
        }
    }

    public async Task<SubjectPage> PageAsync(SubjectKind? kind, IReadOnlyCollection<string>? accounts, SubjectId? after, int limit)
    {
        var rows = await store.PageAsync(kind, accounts, after, limit + 1);
        return new SubjectPage([.. rows.Take(limit).Select(ViewOf)], rows.Count > limit ? rows[limit - 1].SubjectId : null);
    }

    /// <summary>In full, for a reason. It is in the audit before it is told.</summary>
    public async Task<(Revealed? Data, Refusal? Refusal)> RevealAsync(Asker by, SubjectRow row, RevealRequest request)
    {
        if (cipher.Open(row) is not { } data) return (null, Unreadable);
        var fields = string.Join(",", request.Fields.Select(NameOf).Distinct());
        await WriteAsync(AuditAction.Revealed, by, row, $"{fields}; {NameOf(request.Reason)}{(string.IsNullOrWhiteSpace(request.Note) ? "" : $": {data.CoverIn(request.Note)}")}");
        await store.UseAsync([row.Id]);
        var shown = data.Only(request.Fields);
        return (new Revealed(shown.Name, shown.Phone, shown.Address), null);
    }

    /// <returns>Why not; null: it is gone, and stays gone.</returns>
    public async Task<Refusal?> EraseAsync(Asker by, SubjectRow row, ErasureReason reason, string? note)
    {
        if (row.HeldUntil >= Today) return Held;
        if (row.AccountId is { } account && await IsEnabledAsync(account)) return Enabled;
        var covered = string.IsNullOrWhiteSpace(note) ? null : cipher.Open(row)?.CoverIn(note) ?? Domain.Audit.Mask.Text(note);
        try
        {
            // Whoever asked may be gone by now; what has begun is ended.
            await ledger.EraseAsync([row], real.GetUtcNow(), by.Actor, reason, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError("Nobody is erased, since the ledger of erasures cannot be written: {Why}", e.Message);
            return NoLedger;
        }
        catch (Exception e) when (CredentialStore.IsAway(e))
        {
            // It stands in the file by now, and the next sweep does the rest.
            throw new AuditException($"an erasure is listed and not yet done: {e.GetBaseException().Message}", e);
        }

        await WriteAsync(AuditAction.Erased, by, row, covered is null ? NameOf(reason) : $"{NameOf(reason)}: {covered}");
        return null;
    }

    /// <summary>
    /// Takes back whom this very request recorded and was then refused: nothing names them. Where the program ends in between, or nobody can say whether the request was
    /// taken, they stay until their time is over, as any caller who is not heard of again.
    /// </summary>
    public async Task WithdrawAsync(Asker by, SubjectId id)
    {
        if (await store.WithdrawAsync(id)) await audit.WriteAsync(AuditAction.Erased, by.Actor, $"subject:{id}", by.Address, "refused");
    }

    /// <returns>Why not; null: it is held.</returns>
    public async Task<Refusal?> HoldAsync(Asker by, SubjectRow row, DateOnly until, string reason)
    {
        byte[] sealedReason;
        try
        {
            sealedReason = cipher.SealHold(row, reason);
        }
        catch (CryptographicException)
        {
            return Unreadable;
        }

        if (!await store.HoldAsync(row, until, by.Actor, sealedReason)) return None;
        await WriteAsync(AuditAction.SubjectHeld, by, row, $"until {until:yyyy-MM-dd}");
        return null;
    }

    public async Task<Refusal?> ReleaseAsync(Asker by, SubjectRow row)
    {
        if (row.HeldUntil is null) return null;
        if (!await store.HoldAsync(row, null, null, null)) return None;
        await WriteAsync(AuditAction.SubjectReleased, by, row, null);
        return null;
    }

    public SubjectView ViewOf(SubjectRow row)
    {
        var data = cipher.Open(row);
        var shown = data?.Masked();
        return new SubjectView(
            row.SubjectId, row.Kind, shown?.Name, shown?.Phone, shown?.Address, row.AccountId, DateTimeOffset.FromUnixTimeMilliseconds(row.Recorded), row.UsedAt,
            retention.DueOn(row.Kind, row.UsedAt, row.HeldUntil),
            row.HeldUntil is { } until && until >= Today ? new HoldView(until, cipher.OpenHold(row), new Actor(row.HeldBy ?? "")) : null,
            data is null);
    }

    /// <summary>Whether there is such an account, and it is not disabled.</summary>
    public async Task<bool> IsEnabledAsync(AccountId account)
    {
        Caller.Current = Self;
        return (await grains.GetGrain<IAccountQueries>(0).Views([account])).FirstOrDefault() is { Disabled: null };
    }

    private DateOnly Today => District.DateOf(real.GetUtcNow());

    private Task WriteAsync(AuditAction action, Asker by, SubjectRow row, string? note) => audit.WriteAsync(action, by.Actor, $"subject:{row.Id}", by.Address, note);

    private static string NameOf<TEnum>(TEnum value) where TEnum : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
