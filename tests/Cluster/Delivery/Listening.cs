using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Alerts;
using Circle.Contracts.Delivery;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Delivery;
using Circle.TestServers;

namespace Circle.Cluster.Tests.Delivery;

/// <summary>Receivers of a cluster, the servers that they stand for, and alerts to be told.</summary>
internal static class Listening
{
    public static readonly Actor Office = new("rehearsal:office");

    /// <summary>Of every webhook.</summary>
    public static readonly string Key = new('k', 32);

    public static DeliverySettings To(params (string Name, LoopbackWebhook Server)[] servers) => new()
    {
        PrivateNetwork = true,
        Targets = [.. servers.Select(s => new TargetSettings { Name = s.Name, Channel = Channel.Webhook, Url = s.Server.Address.ToString(), Secret = Key })],
    };

    public static ReceiverTerms Terms(string target, Pace pace = Pace.AtOnce) => new(target, target, pace, SmallDistrict.District, null, AlertLevel.Notice, Rung.Community);

    public static IReceiverGrain Receiver(this CircleCluster cluster, string name) => cluster.Grains.GetGrain<IReceiverGrain>(name);

    public static async Task<ReceiverView> ViewAsync(this CircleCluster cluster, string name) => (await cluster.Receiver(name).View())!;

    public static Task<Answer> AskAsync(this CircleCluster cluster, string name, ReceiverCommand command) => cluster.Receiver(name).AskAsync(command, actor: Office);

    public static async Task OpenAsync(this CircleCluster cluster, string name, Pace pace = Pace.AtOnce)
        => (await cluster.AskAsync(name, new ReceiverCommand.Open(ReceiverId.Of(name), Terms(name, pace)))).Accepted();

    public static AlertKey KeyOf(string name) => new(AlertRule.Step, PlaceId.Of("s1"), SmallDistrict.Room, name);

    public static IAlertGrain Alert(this CircleCluster cluster, string name) => cluster.Grains.GetGrain<IAlertGrain>(AlertId.Of(KeyOf(name)).Value);

    public static Task RaiseAsync(this CircleCluster cluster, string name)
        => cluster.TellAsync(name, new AlertCommand.Raise(new Finding(KeyOf(name), new AlertFacts(AlertLevel.Behind, name, 1, 2, new DateOnly(2013, 10, 31)))));

    public static async Task TellAsync(this CircleCluster cluster, string name, AlertCommand command) => (await cluster.Alert(name).AskAsync(command, actor: Actor.Timekeeper)).Accepted();

    public static IEnumerable<JsonElement> AlertsOf(Posted posted) => JsonSerializer.Deserialize<JsonElement>(posted.Body).GetProperty("alerts").EnumerateArray();

    /// <summary>Labels of the alerts that it was told of.</summary>
    public static IEnumerable<string> Heard(LoopbackWebhook server) => server.Taken.SelectMany(AlertsOf).Select(a => a.GetProperty("facts").GetProperty("label").GetString()!);
}
