using System.Collections.Concurrent;
using System.Net;
using static Circle.Processes.Tests.Sent;

namespace Circle.Processes.Tests;

/// <summary>
/// Many facilities at once, each told a few waves of commands; the commands of a wave go side by side and may be decided in any
/// order. Keeps what was sent and what was acknowledged.
/// </summary>
internal sealed class Load
{
    private readonly ConcurrentQueue<Sent> _sent = new();
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _acknowledged;

    /// <summary>In the order in which they were first sent.</summary>
    public IReadOnlyCollection<Sent> Sent => _sent;

    /// <summary>Runs until <paramref name="enough"/> commands are acknowledged, then ends the server with the others still on their way.</summary>
    public async Task RunAsync(Api api, int facilities, int enough, Func<Task> kill)
    {
        var clients = Enumerable.Range(1, facilities).Select(i => ClientAsync(api, i, enough)).ToArray();
        await Task.WhenAny(_enough.Task, Task.WhenAll(clients));
        Assert.True(_enough.Task.IsCompleted, $"only {_acknowledged} commands were acknowledged");
        await kill();
        await Task.WhenAll(clients);
    }

    private async Task ClientAsync(Api api, int number, int enough)
    {
        var id = $"load-{number}";
        foreach (var wave in Waves(id, number))
        {
            var answers = await Task.WhenAll(wave.Select(command => TellAsync(api, command, enough)));
            if (answers.Contains(false)) return;
        }
    }

    /// <summary>False when no answer came.</summary>
    private async Task<bool> TellAsync(Api api, Sent command, int enough)
    {
        _sent.Enqueue(command);
        try
        {
            var reply = await api.CommandAsync(command.Path, command.Body, command.Key);
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{command.Path}: {reply.Status} {reply.Text}");
            command.Receipt = reply;
        }
        catch (HttpRequestException)
        {
            return false;
        }

        if (Interlocked.Increment(ref _acknowledged) == enough) _enough.TrySetResult();
        return true;
    }

    private static IEnumerable<Sent[]> Waves(string id, int number)
    {
        // One measure each, so that a report makes one event.
        var line = number % 2 == 0 ? "patrol-team" : "culture-centre";
        var place = (number % 3) switch { 0 => "fengqinglu-ruifeng", 1 => "beilinlu-guangdian", _ => "beilinlu-guotai" };
        yield return [Registration(id, line, place, $"试点 {number}")];
        yield return [Progress(id, "prepared"), Correction(id, 1), Correction(id, 2), Correction(id, 3)];
        yield return [Progress(id, "delivered"), Correction(id, 4), Correction(id, 5)];
        yield return [Completion(id), Correction(id, 6)];
    }
}
