using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Circle.Grains.Audit;
using Circle.Grains.Lists;

namespace Circle.Silo.Lists;

/// <param name="Rows">That there are or have to be.</param>
/// <param name="Breaks">By row, at most <see cref="ListVerifier.MostTold"/>.</param>
/// <param name="Broken">How many there are.</param>
public sealed record ListFindings(long Rows, ImmutableArray<ChainBreak> Breaks, long Broken);

/// <summary>
/// 核验: folds every stream that stands in a list anew, and compares its row with what the fold makes of it. A page of events, a page of rows and one stream's
/// state are held at a time. Silos may work meanwhile: what does not agree is looked at once more, until its row stands still.
/// </summary>
public sealed class ListVerifier(IAuditRows journal, IListRows rows)
{
    public const int MostTold = 1_000;

    private const int Page = 500;

    /// <param name="progress">Rows so far.</param>
    /// <exception cref="JournalException">The database does not answer.</exception>
    public async Task<ListFindings> RunAsync(Action<long> progress, CancellationToken cancel)
    {
        var walk = new Walk(rows, progress, cancel);

        // Every aggregate that stands in a list, in the order of their kinds.
        await FoldAsync<VolunteerActivity, ActivityState, ActivityCommand, ActivityEvent>(walk, cancel);
        await FoldAsync<Ticket, TicketState, TicketCommand, TicketEvent>(walk, cancel);
        return await walk.EndAsync();
    }

    private async Task FoldAsync<TAggregate, TState, TCommand, TEvent>(Walk walk, CancellationToken cancel)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TEvent : class
    {
        // All streams of a kind lie between its colon and the sign that follows it.
        var (at, version, last) = (new StreamId($"{TAggregate.Kind}:"), 0L, new StreamId($"{TAggregate.Kind};"));
        Folded<TAggregate, TState, TCommand, TEvent>? stream = null;
        for (var page = ImmutableArray<Envelope>.Empty; page.Length is 0 or Page;)
        {
            page = await journal.EventsAsync(at, version, last, Page, cancel);
            foreach (var e in page)
            {
                if (stream?.Stream != e.Stream)
                {
                    if (stream is not null) await walk.TakeAsync(stream.Stream, stream.List(), AgainAsync);
                    stream = new(e.Stream);
                }

                stream.Take(e);
            }

            if (page.IsEmpty) break;
            (at, version) = (page[^1].Stream, page[^1].Version);
        }

        if (stream is not null) await walk.TakeAsync(stream.Stream, stream.List(), AgainAsync);
        await walk.LeaveOverAsync(TAggregate.Kind, last, AgainAsync);

        async Task<Expected> AgainAsync(StreamId again)
        {
            var anew = new Folded<TAggregate, TState, TCommand, TEvent>(again);
            for (var page = ImmutableArray<Envelope>.Empty; page.Length is 0 or Page;)
            {
                page = await journal.EventsAsync(again, anew.Version, again, Page, cancel);
                foreach (var e in page) anew.Take(e);
                if (page.IsEmpty) break;
            }

            return anew.List();
        }
    }

    /// <summary>What a stream's events say of its rows.</summary>
    /// <param name="Rows">By id.</param>
    /// <param name="IsFolded">False: its events make no state.</param>
    private sealed record Expected(ImmutableArray<ListRow> Rows, long Version, bool IsFolded = true)
    {
        public static Expected None { get; } = new([], 0);
    }

    private sealed class Folded<TAggregate, TState, TCommand, TEvent>(StreamId stream)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TEvent : class
    {
        private TState state = TAggregate.Empty;
        private bool isFolded = true;

        public StreamId Stream => stream;

        public long Version { get; private set; }

        /// <summary>Events that do not follow one another, or hold what none of theirs holds, may make a fold do anything.</summary>
        public void Take(Envelope e)
        {
            try
            {
                if (isFolded) state = TAggregate.Fold(state, new Recorded<TEvent>(EventCatalog<TEvent>.Read(e), e.Version, e.Actor, e.RecordedAt));
            }
            catch (Exception)
            {
                isFolded = false;
            }

            Version = e.Version;
        }

        /// <summary>Databases keep microseconds.</summary>
        public Expected List()
        {
            var rows = isFolded ? TAggregate.Lists(state) : [];
            return new([.. rows.Select(Stored).OrderBy(r => r.Id, StreamId.Ordinal)], Version, isFolded);
        }

        private static ListRow Stored(ListRow row) => row with { Due = row.Due is { } due ? Envelope.ToMicroseconds(due) : null, At = Envelope.ToMicroseconds(row.At) };
    }

    private sealed class Walk(IListRows rows, Action<long> progress, CancellationToken cancel)
    {
        /// <summary>Times that a row may move under whoever looks at it.</summary>
        private const int MostLooks = 20;

        private readonly ImmutableArray<ChainBreak>.Builder breaks = ImmutableArray.CreateBuilder<ChainBreak>();
        private ImmutableArray<ListRow> page = [];
        private int next;
        private StreamId after = new("");
        private bool isOver;
        private long count;
        private long broken;

        /// <summary>The next stream in order: rows before it are left over.</summary>
        public async Task TakeAsync(StreamId stream, Expected expected, Func<StreamId, Task<Expected>> again)
        {
            await LeaveOverAsync(stream.Kind, stream, again);
            await CompareAsync(stream, await OwnAsync(stream), expected, again);
        }

        /// <summary>Rows of streams that did not come: there is none, or it has only begun.</summary>
        public async Task LeaveOverAsync(string kind, StreamId before, Func<StreamId, Task<Expected>> again)
        {
            while (await PeekAsync() is { } row && StreamId.Ordinal.Compare(row.Id, before) < 0)
            {
                var stream = ListRow.StreamOf(row.Id);
                await CompareAsync(stream, await OwnAsync(stream), Expected.None, stream.IsOf(kind) ? again : NobodysAsync);
            }
        }

        public async Task<ListFindings> EndAsync()
        {
            while (await PeekAsync() is { } row)
            {
                var stream = ListRow.StreamOf(row.Id);
                await CompareAsync(stream, await OwnAsync(stream), Expected.None, NobodysAsync);
            }

            return new(count, breaks.DrainToImmutable(), broken);
        }

        private static Task<Expected> NobodysAsync(StreamId stream) => Task.FromResult(Expected.None);

        /// <summary>Those of a stream that come next; none where another's do.</summary>
        private async Task<ImmutableArray<ListRow>> OwnAsync(StreamId stream)
        {
            var own = ImmutableArray.CreateBuilder<ListRow>();
            for (; await PeekAsync() is { } row && row.IsOf(stream); next++) own.Add(row);
            return own.ToImmutable();
        }

        /// <summary>As they stand now: those that were seen, and those that are to be there.</summary>
        private async Task<ImmutableArray<ListRow>> NowAsync(ImmutableArray<ListRow> seen, Expected expected)
        {
            var now = ImmutableArray.CreateBuilder<ListRow>();
            foreach (var id in seen.Concat(expected.Rows).Select(r => r.Id).Distinct().Order(StreamId.Ordinal))
            {
                if (await rows.FindAsync(id, cancel) is { } row) now.Add(row);
            }

            return now.ToImmutable();
        }

        private async Task<ListRow?> PeekAsync()
        {
            if (next == page.Length && !isOver)
            {
                (page, next) = (await rows.AfterAsync(after, Page, cancel), 0);
                if (page.IsEmpty) isOver = true;
                else after = page[^1].Id;
            }

            return next < page.Length ? page[next] : null;
        }

        private async Task CompareAsync(StreamId stream, ImmutableArray<ListRow> own, Expected expected, Func<StreamId, Task<Expected>> again)
        {
            count += Math.Max(1, own.Length);
            progress(count);
            for (var looks = 0; !IsSame(own, expected) && looks < MostLooks; looks++)
            {
                expected = await again(stream);
                var now = await NowAsync(own, expected);
                if (now.SequenceEqual(own)) break;
                own = now;
            }

            if (IsSame(own, expected)) return;
            broken++;
            if (breaks.Count < MostTold) breaks.Add(BreakOf(stream, own, expected));
        }

        private static bool IsSame(ImmutableArray<ListRow> own, Expected expected) => expected.IsFolded && own.SequenceEqual(expected.Rows);

        private static ChainBreak BreakOf(StreamId stream, ImmutableArray<ListRow> own, Expected expected)
        {
            var (zh, en) = (own.Length, expected) switch
            {
                (_, { IsFolded: false }) => ("事件读不出来，列表行无从核对", "its events make no state, so its list row cannot be compared"),
                (_, { Version: 0 }) => ("列表行多余：没有这样的流", "its list row is left over: there is no such stream"),
                (var there, { Rows.Length: var made }) when there < made => ("缺列表行", "its list row is missing"),
                (var there, { Rows.Length: var made }) when there > made => ("列表行多余：它不在任何列表中", "its list row is left over: it stands in no list"),
                _ => ($"列表行与事件不符：{Differing(own, expected.Rows)}", $"its list row is not what its events make of it: {Differing(own, expected.Rows)}"),
            };
            return new ChainBreak(stream.Value, expected.Version, zh, en);
        }

        private static string Differing(ImmutableArray<ListRow> own, ImmutableArray<ListRow> made)
            => own.Zip(made).Where(pair => pair.First != pair.Second).Select(pair => Differing(pair.First, pair.Second)).First();

        /// <summary>By their columns.</summary>
        private static string Differing(ListRow row, ListRow made) => string.Join(", ", new (string Name, bool Differs)[]
        {
            ("id", row.Id != made.Id), ("region", row.Region != made.Region), ("line", row.Line != made.Line), ("stage", row.Stage != made.Stage), ("due", row.Due != made.Due), ("about", row.About != made.About),
            ("who", row.Who != made.Who), ("at", row.At != made.At), ("view", row.View != made.View),
        }.Where(c => c.Differs).Select(c => c.Name));
    }
}
