using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Circle.TestServers;

namespace Circle.Processes.Tests.Tickets;

/// <summary>A call that an operator takes: what was put into its draft, and what was acknowledged of it.</summary>
internal sealed class TakenCall(string matter, string place)
{
    public string Id { get; } = $"crash-{Guid.CreateVersion7():n}";

    public Guid Key { get; } = Guid.CreateVersion7();

    public string Matter => matter;

    public object Body => new { id = Id, kind = "complaint", category = "damage", urgency = "ordinary", source = "phone", about = $"place:{place}", matter, unit = place };

    /// <summary>Characters of the draft that was acknowledged last, and of the one that was on its way; both 0: none.</summary>
    public int Kept { get; set; }

    public int Sent { get; set; }

    public long? Version { get; set; }

    public bool IsSent { get; set; }

    /// <summary>Null while the ticket was not acknowledged.</summary>
    public Reply? Receipt { get; set; }

    public bool IsRemovalSent { get; set; }

    public bool IsRemoved { get; set; }
}

/// <summary>
/// Operators at several connections who type: as the page does it the draft is put every second and a half, which at 250 characters a minute is
/// every six, then the ticket is sent with its command's id, then the draft is removed. Nobody waits as long as a person types.
/// </summary>
internal sealed class Intakes(string place, int seed)
{
    private const string Path = "/api/v1/tickets";
    private const int Stride = 6;
    private const string Letters = "电梯困人路灯不亮收费多了垃圾没清门锁坏漏水停电噪音扰民请尽快派人来看一看";

    private readonly ConcurrentQueue<TakenCall> _calls = new();
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _acknowledged;

    public IReadOnlyCollection<TakenCall> Calls => _calls;

    /// <summary>Runs until so much is acknowledged, then ends the server with the rest on its way.</summary>
    public async Task RunAsync(IReadOnlyList<Api> connections, int enough, Func<Task> kill)
    {
        var operators = connections.Select((api, number) => OperatorAsync(api, new Random(seed + number), enough)).ToArray();
        await Task.WhenAny([_enough.Task, .. operators]);
        foreach (var ended in operators.Where(o => o.IsCompleted)) await ended;
        Assert.True(_enough.Task.IsCompleted, $"only {_acknowledged} were acknowledged");
        await kill();
        await Task.WhenAll(operators);
    }

    public static Task<Reply> ReceiveAsync(Api api, TakenCall call) => InsistAsync(() => api.CommandAsync(Path, call.Body, call.Key));

    private async Task OperatorAsync(Api api, Random random, int enough)
    {
        try
        {
            while (true)
            {
                var call = new TakenCall(string.Concat(Enumerable.Range(0, random.Next(20, 60)).Select(_ => Letters[random.Next(Letters.Length)])), place);
                _calls.Enqueue(call);
                await TypeAsync(api, call, enough);
                call.IsSent = true;
                call.Receipt = Heard(await ReceiveAsync(api, call), HttpStatusCode.Created, enough);
                call.IsRemovalSent = true;
                Heard(await InsistAsync(() => api.SendAsync(HttpMethod.Delete, $"{Path}/drafts/{call.Id}")), HttpStatusCode.NoContent, enough);
                call.IsRemoved = true;
            }
        }
        catch (HttpRequestException)
        {
            // The server is gone.
        }
    }

    private async Task TypeAsync(Api api, TakenCall call, int enough)
    {
        for (var length = Stride; length < call.Matter.Length + Stride; length += Stride)
        {
            call.Sent = Math.Min(length, call.Matter.Length);
            var body = JsonSerializer.Serialize(new { seen = call.Version, data = new { ticket = call.Id, matter = call.Matter[..call.Sent] } });
            if (call.Version is null) body = body.Replace("\"seen\":null,", "", StringComparison.Ordinal);
            call.Version = Heard(await InsistAsync(() => api.SendAsync(HttpMethod.Put, $"{Path}/drafts/{call.Id}", new StringContent(body, Encoding.UTF8, "application/json"))), HttpStatusCode.OK, enough).Version;
            call.Kept = call.Sent;
        }
    }

    /// <summary>Put off by a busy machine, or without a word of what became of it, it is sent again as it was, as clients do.</summary>
    private static Task<Reply> InsistAsync(Func<Task<Reply>> send) => Eventually.GetAsync("an answer", async () =>
    {
        var reply = await send();
        return reply.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout ? null : reply;
    });

    private Reply Heard(Reply reply, HttpStatusCode wanted, int enough)
    {
        // Removed by a first try of which nothing was heard.
        Assert.True(reply.Status == wanted || (wanted, reply.Status) == (HttpStatusCode.NoContent, HttpStatusCode.NotFound), reply.ToString());
        if (Interlocked.Increment(ref _acknowledged) == enough) _enough.TrySetResult();
        return reply;
    }
}
