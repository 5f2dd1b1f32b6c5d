using System.Globalization;
using Circle.Measure.Hosting;

namespace Circle.Measure.Load;

/// <summary>Facilities of a field, told at the web's door.</summary>
internal sealed class HttpTeller(Uri server, int connections) : IDisposable
{
    private static readonly string On = Site.Today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As a facility of a field lives.</summary>
    private static readonly (string Path, object Body)[] Life =
    [
        ("progress", new { stage = "prepared", on = On }),
        ("progress", new { stage = "delivered", on = On, note = "设备已到位" }),
        ("completion", new { on = On }),
        ("retraction", new { stage = "completed", reason = "数量有误" }),
        ("retraction", new { stage = "delivered", reason = "数量有误" }),
        ("retraction", new { stage = "prepared", reason = "数量有误" }),
    ];

    private readonly Door door = new(server, connections);
    private readonly int[] steps = new int[100_000];
    private long accepted;
    private long unsure;

    public long Accepted => Interlocked.Read(ref accepted);

    /// <summary>Commands that may have happened.</summary>
    public long Unsure => Interlocked.Read(ref unsure);

    /// <summary>As the rehearsal's host, who may report on every line.</summary>
    public Task SignInAsync() => door.SignInAsync("host");

    public async Task<Told> TellAsync(int facility)
    {
        var (path, body) = Life[steps[facility]++ % Life.Length];
        var told = await door.TellAsync($"/api/v1/facilities/{Field.IdOf(facility)}/{path}", body);
        if (told == Told.Accepted) Interlocked.Increment(ref accepted);
        if (told is Told.Unsure or Told.Silent) Interlocked.Increment(ref unsure);
        return told;
    }

    /// <summary>A completion of today.</summary>
    public Task<Told> CompleteAsync(int probe)
        => door.TellAsync($"/api/v1/facilities/{Probes.IdOf(probe)}/completion", new { on = Site.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });

    public void Dispose() => door.Dispose();
}
