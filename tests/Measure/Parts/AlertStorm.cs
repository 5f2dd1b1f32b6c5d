using System.Diagnostics;
using System.Text.Json;
using Circle.Contracts.Alerts;
using Circle.Contracts.Delivery;
using Circle.Contracts.Journal;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Measure.Hosting;
using Circle.Measure.Report;
using Circle.TestServers;

namespace Circle.Measure.Parts;

/// <summary>
/// From an alert that is asked to be raised, through its commit, its news in the receiver's committed queue and the receiver's departure, to a signed message at a
/// real server of somebody else: one at a time, and a storm that all begins at once.
/// </summary>
internal static class AlertStorm
{
    private const string Target = "measured";
    private const int Warm = 200;
    private const int Alone = 200;
    private const int Storm = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Bench bench)
    {
        await foreach (var store in bench.StoresAsync())
        {
            using var hook = new LoopbackWebhook();
            await using var site = await Site.OpenAsync(store, Settings(hook));
            var plan = await site.ConfirmAsync();
            Caller.Current = Actor.Timekeeper;
            var raised = new Raised(site.Grains, hook, (await site.CommunitiesAsync())[0], plan.Lines[0].Id, bench.Cancel);
            await raised.OpenReceiverAsync(await site.DistrictAsync());
            await raised.TogetherAsync("warm", Warm);

            var alone = await raised.OneByOneAsync("alone", Alone);
            var before = hook.Taken.Count;
            var storm = await raised.TogetherAsync("storm", Storm);
            bench.Sheet.Add(new(
                "l", store.Name, $"{Alone} alerts, each by itself, to a webhook", [new("median ms", alone.Percentile(50)), new("p99 ms", alone.Percentile(99)), new("worst ms", alone.Worst)],
                Aim.Under(alone.Percentile(50), 50, " ms, median")));
            bench.Sheet.Add(new(
                "l", store.Name, $"a storm of {Storm:N0} alerts, to a webhook",
                [new("median ms", storm.Percentile(50)), new("p99 ms", storm.Percentile(99)), new("worst ms", storm.Worst), new("messages", hook.Taken.Count - before)],
                Aim.Under(storm.Percentile(99), 1_000, " ms, p99")));
        }
    }

    private static Dictionary<string, string> Settings(LoopbackWebhook hook) => new()
    {
        ["Circle:Delivery:PrivateNetwork"] = "true",
        ["Circle:Delivery:Targets:0:Name"] = Target,
        ["Circle:Delivery:Targets:0:Channel"] = "Webhook",
        ["Circle:Delivery:Targets:0:Url"] = hook.Address.ToString(),
        ["Circle:Delivery:Targets:0:Secret"] = new string('k', 32),
    };

    /// <summary>Alerts that slip by hand, and when each was heard of.</summary>
    private sealed class Raised(IGrainFactory grains, LoopbackWebhook hook, PlaceId unit, LineId line, CancellationToken cancel)
    {
        private readonly Dictionary<string, long> heard = [];
        private int read;

        public async Task OpenReceiverAsync(PlaceId district)
        {
            var id = ReceiverId.Of(Target);
            Site.Enter();
            var answer = await grains.GetGrain<IReceiverGrain>(id.Value).Tell(
                new CommandId(Guid.CreateVersion7()),
                new ReceiverCommand.Open(id, new ReceiverTerms("measured", Target, Circle.Domain.Delivery.Pace.AtOnce, district, null, AlertLevel.Notice, Rung.Community)));
            if (answer is not Answer.Accepted) throw new InvalidOperationException($"no receiver: {answer}");
            Caller.Current = Actor.Timekeeper;
        }

        public async Task<Spread> OneByOneAsync(string name, int count)
        {
            var began = new Dictionary<string, long>();
            for (var i = 0; i < count; i++)
            {
                began[$"{name}-{i}"] = Stopwatch.GetTimestamp();
                await RaiseAsync($"{name}-{i}");
                await HeardAsync(name, i + 1);
            }

            return Took(name, began);
        }

        public async Task<Spread> TogetherAsync(string name, int count)
        {
            var at = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, count).Select(i => RaiseAsync($"{name}-{i}")));
            await HeardAsync(name, count);
            return Took(name, Enumerable.Range(0, count).ToDictionary(i => $"{name}-{i}", _ => at));
        }

        private async Task RaiseAsync(string name)
        {
            var key = new AlertKey(AlertRule.Step, unit, line, name);
            var command = new AlertCommand.Raise(new Finding(key, new AlertFacts(AlertLevel.Behind, name, 1, 2, Site.Today.AddDays(-1))));
            var id = new CommandId(Guid.CreateVersion7());
            while (await grains.GetGrain<IAlertGrain>(AlertId.Of(key).Value).Tell(id, command) is not Answer.Accepted) await Task.Delay(20, cancel);
        }

        private Task HeardAsync(string name, int count)
            => Eventually.IsTrueAsync($"{count} of {name} are heard of", () => Task.FromResult(Heard().Count(h => IsOf(name, h.Key)) == count), Patience, cancel);

        private Spread Took(string name, Dictionary<string, long> began)
            => new(Heard().Where(h => IsOf(name, h.Key)).Select(h => Stopwatch.GetElapsedTime(began[h.Key], h.Value).TotalMilliseconds));

        private static bool IsOf(string name, string label) => label.StartsWith($"{name}-", StringComparison.Ordinal);

        /// <summary>When each came first: at least once is what is promised. Each message is looked through once, so that looking takes nothing from what is measured.</summary>
        private Dictionary<string, long> Heard()
        {
            foreach (var posted in hook.Taken.Skip(read))
            {
                read++;
                foreach (var alert in JsonSerializer.Deserialize<JsonElement>(posted.Body).GetProperty("alerts").EnumerateArray())
                    heard.TryAdd(alert.GetProperty("facts").GetProperty("label").GetString()!, posted.At);
            }

            return heard;
        }
    }
}
