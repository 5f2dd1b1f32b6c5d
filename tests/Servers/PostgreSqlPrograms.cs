using System.Diagnostics;

namespace Circle.TestServers;

/// <summary>initdb and pg_ctl of this machine. The server refuses to run as root; then its own user runs it.</summary>
public sealed class PostgreSqlPrograms
{
    private const string Installed = "/usr/lib/postgresql";

    private readonly string _folder;

    private PostgreSqlPrograms(string folder) => _folder = folder;

    /// <exception cref="InvalidOperationException">No PostgreSQL server is installed.</exception>
    public static PostgreSqlPrograms Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists(Installed)
                ? Directory.GetDirectories(Installed).OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
                : []);
        var folder = folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")))
            ?? throw new InvalidOperationException(
                $"no initdb and pg_ctl on the PATH or in {Installed}: install a PostgreSQL server, or set {PostgreSqlServer.Variable}");
        return new PostgreSqlPrograms(folder);
    }

    /// <summary>Runs a program to its end; what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var own = Path.Combine(_folder, program);
        string[] command = [File.Exists(own) ? own : program, .. arguments];
        if (Environment.UserName == "root") command = ["runuser", "-u", "postgres", "--", .. command];

        // Its output must not be a pipe of ours beyond its own life: the server that pg_ctl leaves behind logs to a file.
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)}: {await errors}{await output}");
        return await output;
    }
}
