using System.Globalization;
using Circle.Measure.Hosting;

namespace Circle.Measure.Walls;

/// <summary>Screens in a process of their own, from the side of the measurement.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly string file = Path.GetTempFileName();
    private readonly Apart apart;

    private Crowd(Uri server, Group[] groups) => apart = new Apart(["screens", server.ToString(), file, .. groups.Select(g => g.ToString())]);

    /// <summary>Seconds of processor time that the screens took; known when they are closed.</summary>
    public double Cpu { get; private set; }

    /// <summary>Returns when all have a picture.</summary>
    public static async Task<Crowd> OpenAsync(Uri server, CancellationToken cancel, params Group[] groups)
    {
        var crowd = new Crowd(server, groups);
        try
        {
            if (await crowd.apart.LineAsync(cancel) is var line and not "ready") throw new InvalidOperationException($"the screens did not connect: {line} {(line is null ? await crowd.apart.Errors : "")}");
            return crowd;
        }
        catch
        {
            await crowd.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends them; what each saw.</summary>
    public async Task<IReadOnlyList<Watched>> CloseAsync(CancellationToken cancel)
    {
        apart.Hush();
        var cpu = await apart.LineAsync(cancel) ?? throw new InvalidOperationException($"the screens failed: {await apart.Errors}");
        Cpu = double.Parse(cpu, CultureInfo.InvariantCulture);
        await apart.EndedAsync(cancel);
        return Read();
    }

    public async ValueTask DisposeAsync()
    {
        await apart.DisposeAsync();
        File.Delete(file);
    }

    private List<Watched> Read()
    {
        using var reader = new BinaryReader(File.OpenRead(file));
        var all = new List<Watched>();
        for (var screens = reader.ReadInt32(); screens > 0; screens--)
        {
            var (group, asked, brokenAt, bytes, first) = (reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            var frames = new Sighting[reader.ReadInt32()];
            for (var i = 0; i < frames.Length; i++) frames[i] = new Sighting(reader.ReadInt64(), reader.ReadInt64());
            all.Add(new Watched(group, asked, brokenAt, bytes, first, frames));
        }

        return all;
    }
}
