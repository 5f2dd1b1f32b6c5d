using System.Collections.Immutable;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Rehearsal;

namespace Circle.Grains.Rehearsal;

/// <summary>How a rehearsal runs; section <c>Circle:Rehearsal</c>.</summary>
public sealed class RehearsalOptions
{
    /// <summary>Of the simulated field work: the same seed makes the same district. Default 9: seven streets behind, day-care at risk.</summary>
    public int Seed { get; set; } = 9;

    /// <summary>Business time at which a new database begins: 2013-09-26 07:30, the day after the plan was issued.</summary>
    public DateTimeOffset Begins { get; set; } = new(2013, 9, 25, 23, 30, 0, TimeSpan.Zero);

    /// <summary>Business time up to which it hurries: 2013-11-12 08:00.</summary>
    public DateTimeOffset WatchedFrom { get; set; } = new(2013, 11, 12, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Business seconds per real second by day, 1 to <see cref="RehearsalView.MaxSpeed"/>. Nights pass in seconds.</summary>
    public double Speed { get; set; } = 600;

    /// <summary>Simulated people do the field work, and confirm the baselines. False: only what those do who use it, e.g. to practise by hand.</summary>
    public bool People { get; set; } = true;

    /// <summary>Stand still once it has caught up.</summary>
    public bool Paused { get; set; }
}

/// <summary>What the simulated people will do, written once per process and the same in each.</summary>
public sealed class RehearsalScript(Func<ImmutableArray<FieldDeed>> write)
{
    private readonly Lazy<(ImmutableArray<FieldDeed> Deeds, ImmutableArray<(string Series, int Index)> Places)> written = new(() =>
    {
        var deeds = write();
        var (calls, teams, others) = (0, 0, 0);
        return (deeds, [.. deeds.Select(d => d switch
        {
            FieldDeed.OfTicket => ("rehearsal-call", calls++),
            FieldDeed.OfRoster or FieldDeed.OfActivity => ("rehearsal-team", teams++),
            _ => ("rehearsal", others++),
        })]);
    });

    public ImmutableArray<FieldDeed> Deeds => written.Value.Deeds;

    /// <summary>By which each deed is known: calls and what teams do in series of their own, so that whoever goes on with an older database does nothing twice.</summary>
    public (string Series, int Index) PlaceOf(int deed) => written.Value.Places[deed];
}
