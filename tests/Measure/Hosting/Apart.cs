using System.Diagnostics;

namespace Circle.Measure.Hosting;

/// <summary>This program, started by itself: what uses the server is not to share its threads and memory.</summary>
internal sealed class Apart : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    public Apart(params string[] arguments)
    {
        process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>All that it complained of, once it has ended.</summary>
    public Task<string> Errors { get; }

    public async Task TellAsync(string line, CancellationToken cancel)
    {
        await process.StandardInput.WriteLineAsync(line.AsMemory(), cancel);
        await process.StandardInput.FlushAsync(cancel);
    }

    /// <summary>Null: it has ended.</summary>
    public async Task<string?> LineAsync(CancellationToken cancel)
        => await process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(Patience, cancel);

    /// <summary>Nothing more is said to it, by which it ends.</summary>
    public void Hush() => process.StandardInput.Close();

    public Task EndedAsync(CancellationToken cancel) => process.WaitForExitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    /// <summary>Under <c>dotnet Circle.Measure.dll</c> the process is dotnet's.</summary>
    private static string[] Self()
        => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Apart).Assembly.Location] : [];
}
