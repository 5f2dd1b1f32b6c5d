using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Circle.Processes.Tests.Cluster;

/// <summary>
/// Callers who each work on a facility of their own, one command after the other, and send what is not acknowledged once more under
/// the same key. Every fourth moves its facility to and fro.
/// </summary>
internal sealed class SteadyLoad(Api api)
{
    public static readonly IReadOnlyList<string> Places = ["fengqinglu-ruifeng", "beilinlu-guangdian", "huayuanlu-minhang"];

    /// <summary>Between two commands of one caller, and before one is sent again.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<Sent> _sent = new();
    private readonly Lock _gate = new();
    private long _lastAt = Stopwatch.GetTimestamp();
    private int _acknowledged;
    private volatile bool _isOver;

    public IReadOnlyCollection<Sent> Sent => _sent;

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>The longest time in which nobody heard an acknowledgement.</summary>
    public TimeSpan Silence { get; private set; }

    /// <summary>The longest that one caller waited for one, resending included.</summary>
    public TimeSpan Wait { get; private set; }

    /// <summary>How often something was sent once more.</summary>
    public int Resent { get; private set; }

    /// <summary>Runs until <see cref="End"/>; everything sent is acknowledged then.</summary>
    public Task RunAsync(int callers) => Task.WhenAll(Enumerable.Range(1, callers).Select(CallAsync));

    public void End() => _isOver = true;

    private async Task CallAsync(int number)
    {
        try
        {
            await WorkAsync(number);
        }
        finally
        {
            // One that fails ends the others, so that its reason is heard.
            End();
        }
    }

    private async Task WorkAsync(int number)
    {
        var (id, line) = ($"steady-{number}", number % 2 == 0 ? "patrol-team" : "culture-centre");
        await TellAsync(Tests.Sent.Registration(id, line, Places[0], $"常用 {number}"));
        for (var n = 1; !_isOver; n++)
        {
            await TellAsync(number % 4 == 0 ? Tests.Sent.Move(id, Places[n % Places.Count]) : Tests.Sent.Correction(id, n));
            await Task.Delay(Breath, Api.Cancel);
        }
    }

    private async Task TellAsync(Sent command)
    {
        _sent.Enqueue(command);
        var began = Stopwatch.GetTimestamp();
        while (await AskAsync(command) is not { Status: HttpStatusCode.OK or HttpStatusCode.Created } reply || !Acknowledge(command, reply, began))
        {
            lock (_gate) Resent++;
            await Task.Delay(Breath, Api.Cancel);
        }
    }

    /// <summary>Null: no answer, or one that asks to send it once more.</summary>
    private async Task<Reply?> AskAsync(Sent command)
    {
        try
        {
            var reply = await api.CommandAsync(command.Path, command.Body, command.Key);
            Assert.True(
                reply.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
                $"{command.Path}: {reply}");
            return reply;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private bool Acknowledge(Sent command, Reply reply, long began)
    {
        command.Receipt = reply;
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            _acknowledged++;
            Silence = Longer(Silence, Stopwatch.GetElapsedTime(_lastAt, now));
            Wait = Longer(Wait, Stopwatch.GetElapsedTime(began, now));
            _lastAt = now;
        }

        return true;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
