using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Delivery;
using Circle.Grains.Delivery;
using Circle.TestServers;
using Microsoft.Extensions.DependencyInjection;
using Eventually = Circle.Cluster.Tests.Hosting.Eventually;

namespace Circle.Cluster.Tests.Delivery;

/// <summary>Channels that reach several people by one target, against real servers on this machine: whoever does not take a message is nobody else's loss.</summary>
public sealed class ManyRecipientsTests : IAsyncLifetime
{
    private static readonly TargetSettings Mailboxes = new() { Name = "mail", Channel = Channel.Mail, To = "one@example.test, two@example.test, three@example.test" };

    private readonly SqliteFolder folder = new();
    private readonly LoopbackWebhook gateway = new();
    private readonly LoopbackWebhook mute = new() { IsMute = true };
    private readonly LoopbackMail mail = new();
    private CircleCluster cluster = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options(), More: silo => silo.Services.AddSingleton(new DeliverySettings
    {
        PrivateNetwork = true,
        Timeout = TimeSpan.FromSeconds(4),
        MostAtOnce = 16,
        Targets =
        [
            new TargetSettings { Name = "mute", Channel = Channel.Webhook, Url = mute.Address.ToString(), Secret = Listening.Key },
            new TargetSettings { Name = "other", Channel = Channel.Webhook, Url = gateway.Address.ToString(), Secret = Listening.Key },
        ],
        Mail = new MailSettings { Host = "127.0.0.1", Port = mail.Port, Tls = false, From = "circle@example.test" },
    })));

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        gateway.Dispose();
        mute.Dispose();
        mail.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_number_that_is_refused_keeps_no_other_from_hearing_and_nobody_hears_twice()
    {
        gateway.StatusOf = text => text.Contains("13800000002", StringComparison.Ordinal) ? 400 : 200;
        for (var tries = 1; tries <= 3; tries++)
            Assert.Equal("3 个号码中 1 个未收 · 1 of 3 numbers not taken: 对方答复 400 · answered 400", await SendAsync(Numbers, Message(tries)));
        Assert.Equal(["13800000001", "13800000003"], Reached());
        Assert.Equal(5, gateway.Tries);

        gateway.StatusOf = null;
        Assert.Null(await SendAsync(Numbers, Message(4)));
        Assert.Equal(["13800000001", "13800000003", "13800000002"], Reached());
    }

    [Fact]
    public async Task A_number_that_is_not_answered_has_a_time_of_its_own()
    {
        gateway.StatusOf = text => text.Contains("13800000001", StringComparison.Ordinal) ? 0 : 200;
        Assert.Equal("3 个号码中 1 个未收 · 1 of 3 numbers not taken: 对方没有按时答复 · no answer in time", await SendAsync(Numbers, Message(1)));
        Assert.Equal(["13800000002", "13800000003"], Reached());
    }

    [Fact]
    public async Task A_mailbox_that_there_is_not_keeps_no_other_from_its_mail()
    {
        mail.Refused = new Dictionary<string, int> { ["two@example.test"] = 550 };
        Assert.Null(await SendAsync(Mailboxes, Message(1)));
        Assert.Equal(["one@example.test", "three@example.test"], Assert.Single(mail.Taken).To);

        var told = await SendAsync(Mailboxes, Message(1) with { Number = 2, IsTest = true });
        Assert.Equal("3 个收件人中 1 个被邮件服务器拒收（550）· 1 of 3 recipients refused by the mail server (550)", told);
    }

    [Fact]
    public async Task A_mailbox_that_is_full_is_tried_again_alone()
    {
        mail.Refused = new Dictionary<string, int> { ["two@example.test"] = 452 };
        Assert.Contains("3 个收件人中 1 个被邮件服务器拒收（452）", await SendAsync(Mailboxes, Message(1)), StringComparison.Ordinal);
        Assert.Contains("3 个收件人中 1 个被邮件服务器拒收（452）", await SendAsync(Mailboxes, Message(2)), StringComparison.Ordinal);
        Assert.Equal(["one@example.test", "three@example.test"], Assert.Single(mail.Taken).To);

        mail.Refused = new Dictionary<string, int>();
        Assert.Null(await SendAsync(Mailboxes, Message(3)));
        Assert.Equal(["two@example.test"], mail.Taken[1].To);
    }

    [Fact]
    public async Task A_mail_that_nobody_takes_has_failed()
    {
        mail.Refused = Mailboxes.Recipients.ToDictionary(r => r, _ => 550);
        Assert.Contains("3 个收件人中 3 个被邮件服务器拒收（550）", await SendAsync(Mailboxes, Message(1)), StringComparison.Ordinal);
        Assert.Empty(mail.Taken);
    }

    /// <summary>However many send to a server that accepts and never answers: they take two places of sixteen, and others' messages leave meanwhile.</summary>
    [Fact]
    public async Task A_target_that_hangs_keeps_no_other_target_from_hearing()
    {
        var sender = cluster.First.Services.GetRequiredService<Sender>();
        var hung = Enumerable.Range(1, 32).Select(i => sender.SendAsync("mute", Message(i))).ToList();
        await Eventually.TrueAsync(() => mute.Tries == 2, "two are on their way");

        Assert.Null(await sender.SendAsync("other", Message(1)));
        Assert.Single(gateway.Taken);
        Assert.DoesNotContain(hung, t => t.IsCompleted);
        mute.Dispose();
        await Task.WhenAll(hung);
    }

    private TargetSettings Numbers => new()
    {
        Name = "sms",
        Channel = Channel.Sms,
        Url = gateway.Address.ToString(),
        To = "13800000001,13800000002,13800000003",
        Body = """{"to":"{to}","text":"{text}"}""",
    };

    private static DeliveryMessage Message(int tries) => new(ReceiverId.Of("r"), 1, tries, SmallDistrict.Morning, false, false, [], 3, null);

    private Task<string?> SendAsync(TargetSettings target, DeliveryMessage message)
        => cluster.First.Services.GetServices<IChannel>().Single(c => c.Kind == target.Channel).SendAsync(target, message, Cancel);

    private IEnumerable<string> Reached() => gateway.Taken.Select(t => JsonSerializer.Deserialize<JsonElement>(t.Body).GetProperty("to").GetString()!);
}
