using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Supervisions;

/// <summary>What somebody has to do next, and who heard that it is late.</summary>
/// <param name="Number">Version of the event that it began with, which tells two apart.</param>
/// <param name="LateFrom">When its first rung hears.</param>
/// <param name="Next">The rung that hears next; null: all have.</param>
/// <param name="Fired">In the order of firing, each rung at most once.</param>
[GenerateSerializer, Immutable, Alias("Wait")]
public sealed record Wait(
    [property: Id(0)] long Number, [property: Id(1)] DateTimeOffset LateFrom, [property: Id(2)] LadderStep? Next, [property: Id(3)] ImmutableArray<RungFired> Fired)
{
    public static Wait Of(LadderStep late, long number) => new(number, late.At, late, []);

    /// <summary>By the end of the n-th working day after today; from the next working morning on it is late.</summary>
    internal static LadderStep Within(Rung first, int days, Circumstances at) => By(first, at.Calendar.NthWorkday(at.Today.AddDays(1), days), at);

    internal static LadderStep By(Rung first, DateOnly lastDay, Circumstances at) => new(first, Ladder.LateFrom(lastDay, at.Now, at.Calendar));

    internal bool IsDue(DateTimeOffset now) => Next is { } next && next.At <= now;

    /// <summary>After its next rung has fired now; a rung that is late itself gives the one above as much time as ever.</summary>
    internal LadderStep? After(SupervisionRules rules, Circumstances at) => Ladder.After(Next!.Rung, Rung.District, rules.Ladder, at.Today, at.Calendar);

    internal Wait Fire(Rung rung, LadderStep? next, DateTimeOffset at) => this with { Next = next, Fired = Fired.Add(new RungFired(rung, at)) };

    internal ImmutableArray<AgendaItem> Agenda(StreamId stream, string kind)
        => Next is { } next ? [new AgendaItem(stream, kind, string.Create(CultureInfo.InvariantCulture, $"{Number}-{(int)next.Rung}"), next.At, stream)] : [];
}
