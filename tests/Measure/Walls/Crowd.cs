using System.Diagnostics;
using System.Globalization;

namespace Circle.Measure.Walls;

/// <summary>Screens in a process of their own, from the side of the measurement.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string file = Path.GetTempFileName();
    private readonly Process process;
    private readonly Task<string> errors;

    private Crowd(Uri server, Group[] groups)
    {
        process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), "screens", server.ToString(), file, .. groups.Select(g => g.ToString())])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Seconds of processor time that the screens took; known when they are closed.</summary>
    public double Cpu { get; private set; }

    /// <summary>Returns when all have a picture.</summary>
    public static async Task<Crowd> OpenAsync(Uri server, CancellationToken cancel, params Group[] groups)
    {
        var crowd = new Crowd(server, groups);
        try
        {
            if (await crowd.LineAsync(cancel) is var line and not "ready") throw new InvalidOperationException($"the screens did not connect: {line} {(line is null ? await crowd.errors : "")}");
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
        process.StandardInput.Close();
        var cpu = await LineAsync(cancel) ?? throw new InvalidOperationException($"the screens failed: {await errors}");
        Cpu = double.Parse(cpu, CultureInfo.InvariantCulture);
        await process.WaitForExitAsync(cancel);
        return Read();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        File.Delete(file);
    }

    /// <summary>Under <c>dotnet Circle.Measure.dll</c> the process is dotnet's.</summary>
    private static string[] Self()
        => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Crowd).Assembly.Location] : [];

    private async Task<string?> LineAsync(CancellationToken cancel)
        => await process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(Patience, cancel);

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
