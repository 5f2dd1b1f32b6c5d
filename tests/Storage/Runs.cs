using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Journal;

namespace Circle.Storage.Tests;

/// <summary>Builds runs as an aggregate would, with a sound hash chain.</summary>
public static class Runs
{
    public static readonly DateTimeOffset Start = new(2013, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly TallyKey Item = new(LineId.Of("mediation-room"), Counts.Item, "completed", new DateOnly(2013, 7, 1));

    public static StreamId Facility(string name) => StreamId.Of("facility", name);

    public static CommandId Command(int n) => new(new Guid(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));

    /// <summary>A run on a stream's end: one event per command (null: an event that belongs to the command before it).</summary>
    public static Run On(StreamId stream, Envelope? last, params ReadOnlySpan<CommandId?> commands)
    {
        var events = ImmutableArray.CreateBuilder<Envelope>();
        foreach (var command in commands)
        {
            last = Next(stream, last, command, $$"""{"n":{{(last?.Version ?? 0) + 1}}}""");
            events.Add(last);
        }

        return new Run(stream, events[0].Version - 1, events.ToImmutable(), [], []);
    }

    public static Run On(StreamId stream, Envelope? last, int command) => On(stream, last, Command(command));

    public static Envelope Next(StreamId stream, Envelope? last, CommandId? command, string data) => new(
        stream,
        (last?.Version ?? 0) + 1,
        "facility.noted",
        1,
        data,
        command,
        command is null ? null : command.Value.Value.ToString("N"),
        new Actor("rehearsal:street-huayuanlu"),
        Start.AddTicks(((last?.Version ?? 0) * 7_654_321_230) + 10),
        Start.AddDays(-(last?.Version ?? 0)),
        last?.Hash ?? "");

    public static Run Touching(this Run run, StreamId row, long quantity, RowHead? head = null)
        => run with { Rows = run.Rows.Add(new RowChange(row, head, Tally.Of([new(Item, quantity)]))) };

    /// <summary>The run's aggregate has seen a row that it touches like this.</summary>
    public static Run Knowing(this Run run, PlaceRow? seen)
        => run with { Rows = [.. run.Rows.Select(r => r.Row == seen?.Id ? r with { Known = seen } : r)] };

    public static Run Scheduling(this Run run, string key, DateTimeOffset due, bool remove = false)
        => run with { Agenda = run.Agenda.Add(new AgendaChange(new AgendaItem(run.Stream, "resume", key, due, run.Stream), remove)) };

    /// <summary>The run's stream stands in a list with this.</summary>
    public static Run Listing(
        this Run run, string view, string? region = null, string? line = null, string stage = "open", DateTimeOffset? due = null, StreamId? about = null, string? who = null, DateTimeOffset? at = null)
        => run with { Lists = [new ListRow(run.Stream, region is null ? null : PlaceId.Of(region), line, stage, due, about, who, at ?? Start, view)] };

    public static RowHead Head(string region, string name = "调解室", string? line = "mediation-room", string? stage = "completed")
        => new(PlaceId.Of(region), null, line, stage, name, $$"""{"name":"{{name}}"}""");

    public static async Task<ImmutableArray<RunVerdict>> CommitAsync(this IJournalStore journal, params ImmutableArray<Run> runs)
    {
        var outcome = await journal.CommitAsync(runs, CancellationToken.None);
        return Assert.IsType<BatchOutcome.Committed>(outcome).Verdicts;
    }

    public static async Task<ImmutableArray<int>> RepeatedAsync(this IJournalStore journal, params ImmutableArray<Run> runs)
    {
        var outcome = await journal.CommitAsync(runs, CancellationToken.None);
        return Assert.IsType<BatchOutcome.Repeated>(outcome).Runs;
    }

    public static async Task<JournalException> PoisonAsync(this IJournalStore journal, params ImmutableArray<Run> runs)
    {
        var error = await Assert.ThrowsAsync<JournalException>(() => journal.CommitAsync(runs, CancellationToken.None));
        Assert.Equal(JournalFault.Poison, error.Fault);
        return error;
    }

    /// <summary>The whole stream, read in small pages; versions and hashes are checked.</summary>
    public static async Task<ImmutableArray<Envelope>> StreamAsync(this IJournalStore journal, StreamId stream)
    {
        var all = ImmutableArray.CreateBuilder<Envelope>();
        while (true)
        {
            var page = await journal.ReadAsync(stream, all.Count, 100, CancellationToken.None);
            if (page.Length == 0) return all.ToImmutable();
            foreach (var e in page)
            {
                Assert.Equal(all.Count + 1, e.Version);
                Assert.Equal(all.Count == 0 ? "" : all[^1].Hash, e.PreviousHash);
                all.Add(e);
            }
        }
    }
}
