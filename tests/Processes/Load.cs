using System.Collections.Concurrent;
using System.Net;

namespace Circle.Processes.Tests;

/// <summary>A command as a client keeps it until it is answered.</summary>
/// <param name="Marker">A text that no other command carries; the events that it leads to do.</param>
internal sealed record Sent(string Facility, string Path, Dictionary<string, object> Body, string MarkedField, string Marker, string EventType)
{
    public Guid Key { get; } = Guid.CreateVersion7();

    /// <summary>What was acknowledged; null while nothing was.</summary>
    public Reply? Receipt { get; set; }
}

/// <summary>
/// Many facilities at once, each told a few waves of commands; the commands of a wave go side by side and may be decided in any
/// order. Keeps what was sent and what was acknowledged.
/// </summary>
internal sealed class Load
{
    private const string Today = "2013-09-26";

    private readonly ConcurrentQueue<Sent> _sent = new();
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _acknowledged;

    /// <summary>In the order in which they were first sent.</summary>
    public IReadOnlyCollection<Sent> Sent => _sent;

    public IEnumerable<string> Facilities => _sent.Select(s => s.Facility).Distinct();

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
        yield return
        [
            Command(id, "", "facility.registered", "source", new()
            {
                ["id"] = id, ["line"] = line, ["place"] = place, ["name"] = $"试点 {number}", ["origin"] = "planned",
            }),
        ];
        yield return [Progress(id, "prepared"), Correction(id, 1), Correction(id, 2), Correction(id, 3)];
        yield return [Progress(id, "delivered"), Correction(id, 4), Correction(id, 5)];
        yield return [Command(id, "/completion", "facility.completed", "note", new() { ["on"] = Today }), Correction(id, 6)];
    }

    private static Sent Progress(string id, string stage)
        => Command(id, "/progress", "facility.progressed", "note", new() { ["stage"] = stage, ["on"] = Today });

    private static Sent Correction(string id, int n)
        => Command(id, "/correction", "facility.corrected", "name", new() { ["details"] = new { address = $"第 {n} 次更正" } });

    private static Sent Command(string id, string action, string type, string markedField, Dictionary<string, object> body)
    {
        var marker = Guid.NewGuid().ToString("N");
        body[markedField] = marker;
        return new Sent(id, action.Length == 0 ? "/api/v1/facilities" : $"/api/v1/facilities/{id}{action}", body, markedField, marker, type);
    }
}
