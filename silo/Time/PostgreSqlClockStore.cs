using Circle.Domain.Time;
using Circle.Grains.Time;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Time;

internal sealed class PostgreSqlClockStore(NpgsqlDataSource reads) : IClockStore
{
    private const string Write =
        """
        insert into clock (id, version, business, real, rate, paused, speed)
        select 1, $1, $2, $3, $4, $5, $6 where $7 = 0 or exists (select 1 from clock)
            on conflict (id) do update set version = excluded.version, business = excluded.business, real = excluded.real,
               rate = excluded.rate, paused = excluded.paused, speed = excluded.speed
         where clock.version = $7
        returning version
        """;

    public async Task<ClockReading?> ReadAsync(CancellationToken cancel)
        => (await reads.QueryAsync(
            "select version, business, real, rate, paused, speed from clock",
            [],
            r => new ClockReading(r.GetInt64(0), r.MomentAt(1), r.MomentAt(2), r.GetDouble(3), r.GetBoolean(4), r.GetDouble(5)),
            cancel)).SingleOrDefault();

    public async Task<bool> WriteAsync(ClockReading reading, long expected, CancellationToken cancel)
        => (await reads.QueryAsync(
            Write,
            [
                Number(reading.Version), Moment(reading.Business), Moment(reading.Real),
                new NpgsqlParameter<double> { TypedValue = reading.Rate }, new NpgsqlParameter<bool> { TypedValue = reading.Paused },
                new NpgsqlParameter<double> { TypedValue = reading.Speed }, Number(expected),
            ],
            r => r.GetInt64(0),
            cancel)).Count == 1;
}
