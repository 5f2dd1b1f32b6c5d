using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Circle.Contracts.Audit;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Accounts;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Audit;

/// <summary>One line of the list. What looks like somebody's number is masked.</summary>
/// <param name="Stream">The event's stream, or the entry's chain.</param>
/// <param name="ActorName">What colleagues call the account; null: it is none, or has no name any more.</param>
/// <param name="Addresses">Of an entry its own; of an event those from which its account worked at that time.</param>
/// <param name="Data">An event's content.</param>
internal sealed record AuditItem(
    AuditSource Source, string Stream, long Version, DateTimeOffset At, string? Actor, string? ActorName, string Action, string Subject, bool Done,
    string? Note, IReadOnlyList<string> Addresses, DateTimeOffset? EffectiveAt, JsonNode? Data);

/// <param name="Next">Ask for what comes after it; null: nothing does.</param>
internal sealed record AuditPage(IReadOnlyList<AuditItem> Items, string? Next);

/// <summary>审计查询: one list, newest first, over the journal's events and the audit's entries.</summary>
internal sealed class AuditSearch(IDbContextFactory<Credentials> credentials, IGrainFactory grains, PersonNames names)
{
    /// <summary>Entries that say from where accounts worked, read for one page.</summary>
    private const int MostWhereabouts = 2_000;

    private static readonly string[] Places = [AuditTrail.NameOf(AuditAction.WorkedFrom), AuditTrail.NameOf(AuditAction.SignedIn)];

    public async Task<AuditPage> PageAsync(AuditQuestion question, AuditCursor? before, int limit, CancellationToken cancel)
    {
        var entries = question.AsksAudit ? EntriesAsync(question, before, limit, cancel) : Task.FromResult<IReadOnlyList<AuditEntry>>([]);
        var events = question.AsksJournal ? await EventsAsync(question, before, limit, cancel) : [];
        var found = events.Select(e => (Cursor: new AuditCursor(Envelope.UnixMicroseconds(e.RecordedAt), AuditSource.Journal, e.Stream.Value, e.Version), Event: (AuditEvent?)e, Entry: (AuditEntry?)null))
            .Concat((await entries).Select(e => (Cursor: new AuditCursor(e.At, AuditSource.Audit, e.Chain, e.Version), Event: (AuditEvent?)null, Entry: (AuditEntry?)e)))
            .OrderByDescending(f => f.Cursor.At).ThenBy(f => f.Cursor.Source).ThenByDescending(f => f.Cursor.Stream, StringComparer.Ordinal).ThenByDescending(f => f.Cursor.Version)
            .Take(limit).ToList();
        var actors = found.Select(f => f.Entry is { } entry ? entry.Actor : f.Event!.Actor.Value).OfType<string>().Distinct().ToList();
        var named = await NamesAsync(actors);
        var whereabouts = await WhereaboutsAsync([.. found.Select(f => f.Event).OfType<AuditEvent>()], cancel);
        return new AuditPage(
            [.. found.Select(f => f.Entry is { } entry ? ItemOf(entry, named) : ItemOf(f.Event!, named, whereabouts(f.Event!)))],
            found.Count == limit ? found[^1].Cursor.ToString() : null);
    }

    private async Task<ImmutableArray<AuditEvent>> EventsAsync(AuditQuestion question, AuditCursor? before, int limit, CancellationToken cancel)
        => await grains.GetGrain<IAuditQueries>(0).Events(
            new AuditEventQuery(
                question.From, question.Until, question.Actor, question.Action, question.Subject is { } subject ? new StreamId(subject) : null,

                // Events of the entry's own moment come before it.
                before is null ? null : new AuditPosition(Envelope.FromUnixMicroseconds(before.At), before.Source == AuditSource.Journal ? before.Stream : "", before.Source == AuditSource.Journal ? before.Version : 0),
                limit),
            cancel);

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync(AuditQuestion question, AuditCursor? before, int limit, CancellationToken cancel)
    {
        await using var db = await credentials.CreateDbContextAsync(cancel);
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (question.From is { } from) entries = Where(entries, from, (q, at) => q.Where(e => e.At >= at));
        if (question.Until is { } until) entries = Where(entries, until, (q, at) => q.Where(e => e.At < at));
        if (question.Actor is { } actor) entries = entries.Where(e => e.Actor == actor.Value);
        if (question.Action is { } action) entries = entries.Where(e => e.Action == action);
        if (question.Subject is { } subject) entries = entries.Where(e => e.Subject == subject);
        if (question.IsDone is { } done) entries = entries.Where(e => e.IsDone == done);
        if (question.Address is { } address) entries = entries.Where(e => e.Address == address);
        if (before is { Source: AuditSource.Journal }) entries = entries.Where(e => e.At <= before.At);
        if (before is { Source: AuditSource.Audit })
            entries = entries.Where(e => e.At <= before.At && (e.At < before.At || string.Compare(e.Chain, before.Stream) < 0 || (e.Chain == before.Stream && e.Version < before.Version)));
        return await entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Chain).ThenByDescending(e => e.Version).Take(limit).ToListAsync(cancel);
    }

    private static IQueryable<AuditEntry> Where(IQueryable<AuditEntry> entries, DateTimeOffset moment, Func<IQueryable<AuditEntry>, long, IQueryable<AuditEntry>> with)
        => with(entries, Envelope.UnixMicroseconds(moment));

    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(List<string> actors)
    {
        var accounts = actors.Select(a => AccountId.Of(new Actor(a))).OfType<AccountId>().ToList();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in accounts.Chunk(PersonNames.MaxAsked))
        {
            foreach (var (id, name) in await names.OfAsync(some)) found[id.Actor.Value] = name;
        }

        return found;
    }

    /// <summary>
    /// From where accounts worked in the hour before what they did. A rehearsal's time is not that of its people, so there it is from where they
    /// worked of late.
    /// </summary>
    private async Task<Func<AuditEvent, IReadOnlyList<string>>> WhereaboutsAsync(List<AuditEvent> events, CancellationToken cancel)
    {
        var done = events.Where(e => AccountId.Of(e.Actor) is not null).ToList();
        if (done.Count == 0) return _ => [];
        var isLive = (await grains.GetGrain<IRehearsalGrain>(0).View()).Clock.Mode == OperatingMode.Live;
        var actors = done.Select(e => e.Actor.Value).Distinct().ToList();
        await using var db = await credentials.CreateDbContextAsync(cancel);
        var entries = db.Set<AuditEntry>().AsNoTracking().Where(e => e.Actor != null && actors.Contains(e.Actor) && Places.Contains(e.Action) && e.Address != null);
        if (isLive)
        {
            var (first, last) = (Earliest(done.Min(e => e.RecordedAt)), Envelope.UnixMicroseconds(done.Max(e => e.RecordedAt)));
            entries = entries.Where(e => e.At >= first && e.At <= last);
        }

        var found = (await entries.OrderByDescending(e => e.At).Take(MostWhereabouts).ToListAsync(cancel)).ToLookup(e => e.Actor!);
        return e =>
        [
            .. found[e.Actor.Value]
                .Where(w => !isLive || (w.At >= Earliest(e.RecordedAt) && w.At <= Envelope.UnixMicroseconds(e.RecordedAt)))
                .Select(w => w.Address!).Distinct().Take(5),
        ];

        static long Earliest(DateTimeOffset at) => Envelope.UnixMicroseconds(at - Whereabouts.Period - TimeSpan.FromMinutes(1));
    }

    private static AuditItem ItemOf(AuditEntry entry, IReadOnlyDictionary<string, string> named) => new(
        AuditSource.Audit, entry.Chain, entry.Version, Envelope.FromUnixMicroseconds(entry.At), entry.Actor, entry.Actor is null ? null : named.GetValueOrDefault(entry.Actor),
        entry.Action, entry.Subject, entry.IsDone, entry.Note is null ? null : Mask.Text(entry.Note), entry.Address is null ? [] : [entry.Address], null, null);

    private static AuditItem ItemOf(AuditEvent e, IReadOnlyDictionary<string, string> named, IReadOnlyList<string> addresses) => new(
        AuditSource.Journal, e.Stream.Value, e.Version, e.RecordedAt, e.Actor.Value, named.GetValueOrDefault(e.Actor.Value), e.Type, e.Stream.Value, true,
        null, addresses, e.EffectiveAt, JsonNode.Parse(Mask.Json(e.Data)));
}
