using System.Globalization;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Cluster;

/// <summary>Two silos, started at the same time on an empty database, and web nodes that host none; each silo a process.</summary>
internal sealed class TwoSilos : IAsyncDisposable
{
    /// <summary>Events that a silo has written.</summary>
    public const string Events = "circle_journal_events_total";

    private readonly List<RunningProgram> _programs = [];

    private TwoSilos(ProgramOptions web, int webs)
    {
        // The web nodes first: they have to wait.
        Webs = [.. Enumerable.Range(0, webs).Select(_ => Kept(HostedProgram.Launch(web)))];
        Silos = [.. Enumerable.Range(0, 2).Select(_ => Kept(ProgramProcess.Launch(SiloOf(web))))];
    }

    public IReadOnlyList<ProgramProcess> Silos { get; }

    public IReadOnlyList<RunningProgram> Webs { get; }

    public static ProgramOptions Options(string connectionString)
        => new ProgramOptions { DataDirectory = "none", ConnectionString = connectionString, SiloElsewhere = true }.Quiet();

    /// <summary>The silo that goes with a web node's options.</summary>
    public static ProgramOptions SiloOf(ProgramOptions web) => web with { Program = CircleProgram.Silo };

    public static async Task<TwoSilos> StartAsync(ProgramOptions web, int webs, CancellationToken cancel)
    {
        var site = new TwoSilos(web, webs);
        try
        {
            await Task.WhenAll(site._programs.Select(p => p.ReadyAsync(cancel)));
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>A counter as a silo shows it to operators; 0 while there is none.</summary>
    public static async Task<double> CountAsync(RunningProgram program, string name, CancellationToken cancel)
        => (await program.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancel)).Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs) await program.DisposeAsync();
    }

    private T Kept<T>(T program) where T : RunningProgram
    {
        _programs.Add(program);
        return program;
    }
}
