using System.Diagnostics;
using Circle.TestServers;

namespace Circle.Processes.Tests.Audit;

/// <summary>The program's <c>verify</c>, as an operator runs it.</summary>
internal static class VerifyProgram
{
    public static async Task<(int Code, string Output)> RunAsync(string dataDirectory, params string[] arguments)
    {
        var program = Path.Combine(Repository.Web, "bin", "Debug", "net10.0", "Circle.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, "verify", .. arguments]) { WorkingDirectory = Repository.Web, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("Circle__", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["Circle__DataDirectory"] = dataDirectory;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
