using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Grains.Time;
using Circle.Silo.Storage;

namespace Circle.Silo.Time;

internal sealed class SqliteClockStore(SqliteThreads writer, SqliteThreads readers) : IClockStore
{
    public Task<ClockReading?> ReadAsync(CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select version, business, real, rate, paused, speed from clock")
                .Rows(r => new ClockReading(
                    r.Integer(0),
                    Envelope.FromUnixMicroseconds(r.Integer(1)),
                    Envelope.FromUnixMicroseconds(r.Integer(2)),
                    r.Real(3),
                    r.Integer(4) != 0,
                    r.Real(5)))
                .SingleOrDefault(),
            cancel);

    public Task<bool> WriteAsync(ClockReading reading, long expected, CancellationToken cancel)
        => writer.RunAsync(
            s => s.Prepare(
                    """
                    insert into clock (id, version, business, real, rate, paused, speed)
                    select 1, ?1, ?2, ?3, ?4, ?5, ?6 where ?7 = 0 or exists (select 1 from clock)
                        on conflict (id) do update set version = excluded.version, business = excluded.business, real = excluded.real,
                           rate = excluded.rate, paused = excluded.paused, speed = excluded.speed
                     where clock.version = ?7
                    """)
                .Bind(1, reading.Version).Bind(2, Envelope.UnixMicroseconds(reading.Business))
                .Bind(3, Envelope.UnixMicroseconds(reading.Real)).Bind(4, reading.Rate)
                .Bind(5, reading.Paused ? 1L : 0L).Bind(6, reading.Speed).Bind(7, expected)
                .Run() == 1,
            cancel);
}
