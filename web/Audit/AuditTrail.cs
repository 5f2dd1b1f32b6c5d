using System.Net;
using System.Text.Json;
using Circle.Domain.Audit;
using Circle.Domain.Journal;

namespace Circle.Web.Audit;

/// <summary>审计记录: who did what to what, when, from where, with what result, where the journal does not say so itself.</summary>
internal sealed class AuditTrail(AuditWriter writer, TimeProvider real, ILogger<AuditTrail> log)
{
    public const int MaxNote = 200;

    private const int MaxSubject = 200;

    private static readonly object Marked = new();
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly RefusalSampler sampler = new();
    private readonly Lock sampling = new();
    private long toldAt;

    /// <summary>
    /// Returns once it is stored, so that what is audited is answered after it. What was refused or tried in vain does not wait for a store that is
    /// away, and of very many a minute from one source the later ones are counted: see <see cref="RefusalSampler"/>.
    /// </summary>
    /// <param name="actor">Null: nobody known.</param>
    /// <param name="subject">An account, a stream, a path; never a name, a secret or a full number.</param>
    /// <param name="note">At most <see cref="MaxNote"/> characters.</param>
    /// <exception cref="AuditException">It could not be stored; an edge that meets it says "busy".</exception>
    public Task WriteAsync(HttpContext http, AuditAction action, Actor? actor, string subject, bool isDone = true, string? note = null)
    {
        if (!isDone) http.Items[Marked] = true;
        var address = AddressOf(http);
        var entry = new NewEntry(
            action.Chain, Envelope.UnixMicroseconds(real.GetUtcNow()), NameOf(action), actor?.Value, Short(subject, MaxSubject), address, isDone,
            note is null ? null : Mask.Text(Short(note, MaxNote)));
        return isDone ? writer.WriteAsync(entry) : SampleAsync(entry);
    }

    /// <summary>As above, of what was done, where the request is not at hand or there was none.</summary>
    /// <param name="address">Null: nobody's.</param>
    public Task WriteAsync(AuditAction action, Actor actor, string subject, string? address, string? note)
        => writer.WriteAsync(new NewEntry(
            action.Chain, Envelope.UnixMicroseconds(real.GetUtcNow()), NameOf(action), actor.Value, Short(subject, MaxSubject), address, IsDone: true, note is null ? null : Mask.Text(Short(note, MaxNote))));

    /// <summary>Whether this request has said itself what it was refused for.</summary>
    public static bool HasTold(HttpContext http) => http.Items.ContainsKey(Marked);

    public static string NameOf(AuditAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());

    /// <summary>Of IPv4 as IPv4, however the socket sees it.</summary>
    public static string? AddressOf(HttpContext http) => http.Connection.RemoteIpAddress is { } ip ? (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : new IPAddress(ip.GetAddressBytes())).ToString() : null;

    /// <summary>Writes what was counted in minutes that are over.</summary>
    public async Task WriteSumsAsync()
    {
        IReadOnlyList<RefusalSum> sums;
        lock (sampling) sums = sampler.Over(real.GetUtcNow());
        await Task.WhenAll(sums.Select(sum => TryAsync(() => writer.WriteAsync(EntryOf(sum)))));
    }

    private async Task SampleAsync(NewEntry entry)
    {
        bool isWritten;
        IReadOnlyList<RefusalSum> sums;
        lock (sampling)
        {
            var now = real.GetUtcNow();
            sums = sampler.Over(now);
            isWritten = sampler.Take(new RefusalSource(entry.Action, entry.Actor, entry.Address, entry.Action == NameOf(AuditAction.SignInFailed) ? entry.Subject : null), now);
        }

        foreach (var sum in sums) _ = TryAsync(() => writer.WriteAsync(EntryOf(sum)));
        if (isWritten) await TryAsync(() => writer.WriteAsync(entry));
    }

    private NewEntry EntryOf(RefusalSum sum) => new(
        Enum.Parse<AuditAction>(sum.Source.Action, ignoreCase: true).Chain, Envelope.UnixMicroseconds(real.GetUtcNow()), sum.Source.Action, sum.Source.Actor, sum.Source.Subject ?? "many", sum.Source.Address, false,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sum.Count} more in the minute from {sum.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"));

    /// <summary>A refusal is given whether or not it can be audited: told once a minute.</summary>
    private async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (AuditException e)
        {
            var (before, now) = (Interlocked.Read(ref toldAt), real.GetTimestamp());
            if ((before == 0 || real.GetElapsedTime(before, now) >= Quiet) && Interlocked.CompareExchange(ref toldAt, now, before) == before)
                log.LogWarning("A refusal was not audited and may be the first of many: {Why}", e.Message);
        }
    }

    private static string Short(string text, int most)
    {
        var clean = string.Concat(text.EnumerateRunes().Where(r => !System.Text.Rune.IsControl(r)));
        return clean.Length <= most ? clean : clean[..(char.IsHighSurrogate(clean[most - 1]) ? most - 1 : most)];
    }
}
