using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Delivery;

/// <summary>Each channel to a real server on this machine, and the program killed while a message is under way.</summary>
public sealed class ChannelTests : IDisposable
{
    private static readonly string Key = new('k', 32);

    private readonly TemporaryFolder _data = new();
    private readonly LoopbackWebhook _server = new() { Answer = """{"errcode":0,"errmsg":"ok"}""" };
    private readonly LoopbackMail _mail = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        _mail.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task A_test_message_reaches_every_channel_in_its_own_form()
    {
        await using var web = await HostedProgram.StartAsync(Options(isPrivateAllowed: true), Cancel);
        var api = Api.Of(web);
        Assert.Equal(["dingtalk", "mail", "sms", "webhook", "wecom"], (await api.GetAsync("/api/v1/receivers/targets")).EnumerateArray().Select(t => t.GetProperty("name").GetString()));

        foreach (var target in (string[])["webhook", "dingtalk", "wecom", "sms", "mail"]) await TestedAsync(api, await OpenAsync(api, target), failure: null);

        var webhook = Assert.Single(_server.Taken, t => t.Path == "/webhook");
        Assert.Equal(
            $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{webhook.Headers["Circle-Timestamp"]}.{webhook.Text}")))}",
            webhook.Headers["Circle-Signature"]);
        Assert.True(JsonSerializer.Deserialize<JsonElement>(webhook.Body) is var body && body.GetProperty("test").GetBoolean() && body.GetProperty("rehearsal").GetBoolean());

        var dingTalk = Assert.Single(_server.Taken, t => t.Path == "/dingtalk");
        var query = dingTalk.Query.TrimStart('?').Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{query["timestamp"]}\n{Key}"))), query["sign"]);
        Assert.Equal("given", query["access_token"]);
        var markdown = JsonSerializer.Deserialize<JsonElement>(dingTalk.Body);
        Assert.Equal(("markdown", "【演练】投递测试"), (markdown.GetProperty("msgtype").GetString(), markdown.GetProperty("markdown").GetProperty("title").GetString()));

        Assert.Contains("投递测试", JsonSerializer.Deserialize<JsonElement>(Assert.Single(_server.Taken, t => t.Path == "/wecom").Body).GetProperty("markdown").GetProperty("content").GetString());
        var sms = JsonSerializer.Deserialize<JsonElement>(Assert.Single(_server.Taken, t => t.Path == "/sms").Body);
        Assert.Equal("13800000000", sms.GetProperty("mobile").GetString());
        Assert.Contains("投递测试", sms.GetProperty("content").GetString());

        var mail = Assert.Single(_mail.Taken);
        Assert.Equal(("circle@example.test", "duty@example.test"), (mail.From, Assert.Single(mail.To)));
        Assert.DoesNotContain("duty@example.test", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", mail.Text, StringComparison.Ordinal);

        Assert.Equal(0, await web.StopAsync(Cancel));
        Assert.All((string[])[Key, "given", "13800000000", "duty@example.test"], secret => Assert.DoesNotContain(secret, $"{web.Output}{web.Errors}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_is_told_without_address_or_secret()
    {
        _mail.IsUp = false;
        _server.Answer = """{"errcode":310000,"errmsg":"sign not match"}""";
        await using var web = await HostedProgram.StartAsync(Options(isPrivateAllowed: true), Cancel);
        var api = Api.Of(web);
        await TestedAsync(api, await OpenAsync(api, "dingtalk"), "机器人答复 errcode 310000 · the robot answered errcode 310000");
        await TestedAsync(api, await OpenAsync(api, "mail"), "邮件服务器答复 451 · the mail server answered 451");
        Assert.Equal(422, (int)(await api.CommandAsync("/api/v1/receivers", Terms("no such") with { Quiet = new { from = "8", until = "07:30" } })).Status);
        var unknown = await api.CommandAsync("/api/v1/receivers", Terms("none") with { Name = "" });
        Assert.Equal(422, (int)unknown.Status);
        Assert.Equal(["required", "unknown"], unknown.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()).Order());
        Assert.Contains("dingtalk、mail、sms、webhook、wecom", unknown.Text, StringComparison.Ordinal);
    }

    /// <summary>By its default.</summary>
    [Fact]
    public async Task An_address_of_this_machine_is_not_reached_unless_the_setting_allows_it()
    {
        await using var web = await HostedProgram.StartAsync(Options(isPrivateAllowed: false), Cancel);
        var api = Api.Of(web);
        var id = await OpenAsync(api, "webhook");
        Assert.StartsWith("联系不上", await TestedAsync(api, id), StringComparison.Ordinal);
        Assert.Equal(0, _server.Tries);
    }

    [Fact]
    public async Task A_message_that_was_under_way_when_the_process_was_killed_is_sent_when_it_is_back()
    {
        _server.IsMute = true;
        string id;
        await using (var killed = await ProgramProcess.StartAsync(Options(isPrivateAllowed: true), Cancel))
        {
            id = await OpenAsync(Api.Of(killed), "webhook");
            Assert.Equal(HttpStatusCode.OK, (await Api.Of(killed).CommandAsync($"/api/v1/receivers/{id}/test", new { })).Status);
            await Eventually.IsTrueAsync("it is under way", () => Task.FromResult(_server.Tries == 1), cancel: Cancel);
            await killed.KillAsync();
        }

        _server.IsMute = false;
        await using var web = await ProgramProcess.StartAsync(Options(isPrivateAllowed: true), Cancel);
        await Eventually.IsTrueAsync("it is sent", () => Task.FromResult(_server.Taken.Count == 1), cancel: Cancel);
        Assert.Equal($"{id}-1", _server.Taken[0].Headers["Circle-Message"]);
        await Eventually.IsTrueAsync("the queue is empty", async () => (await Api.Of(web).GetAsync("/api/v1/deliveries")).GetProperty("receivers").GetArrayLength() == 0, cancel: Cancel);
        Assert.Equal(HttpStatusCode.NotFound, (await Api.Of(web).CommandAsync($"/api/v1/deliveries/{id}/resend", new { number = 7 })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Api.Of(web).CommandAsync($"/api/v1/deliveries/{id}/give-up", new { number = 1 })).Status);
    }

    /// <summary>Its clock stands a minute before the first morning on which anything is late; what failed an inspection before is no news to who is added now.</summary>
    [Fact]
    public async Task Alerts_that_were_raised_when_the_process_was_killed_are_told_when_it_is_back()
    {
        var opened = new DateTimeOffset(2013, 10, 1, 8, 59, 0, TimeSpan.FromHours(8));
        var options = Options(isPrivateAllowed: true) with { WatchedFrom = $"{opened:yyyy-MM-ddTHH:mm:sszzz}", Paused = true };
        _server.IsMute = true;
        await using (var killed = await ProgramProcess.StartAsync(options, Cancel))
        {
            var api = Api.Of(killed);
            await api.StandStillAsync();
            await OpenAsync(api, "webhook");
            Assert.Equal(HttpStatusCode.NoContent, (await api.PostAsync("/api/v1/rehearsal/resume", "", key: null)).Status);
            await Eventually.IsTrueAsync("the first is under way", async () => _server.Tries > 0 && (await RaisedAsync(api, opened)).Count > 0, cancel: Cancel);
            await killed.KillAsync();
        }

        _server.IsMute = false;
        await using var web = await ProgramProcess.StartAsync(options, Cancel);
        await Eventually.IsTrueAsync(
            "what was raised is told",
            async () =>
            {
                var raised = await RaisedAsync(Api.Of(web), opened);
                var told = _server.Taken.SelectMany(t => JsonSerializer.Deserialize<JsonElement>(t.Body).GetProperty("alerts").EnumerateArray()).Select(a => a.GetProperty("alert").GetString()!).ToHashSet();
                return raised.Count > 1 && raised.All(told.Contains);
            },
            TimeSpan.FromMinutes(2),
            Cancel);
    }

    private static async Task<List<string>> RaisedAsync(Api api, DateTimeOffset after)
        =>
        [
            .. (await api.GetAsync("/api/v1/alerts?limit=200")).GetProperty("alerts").EnumerateArray()
                .Select(a => a.GetProperty("alert")).Where(a => a.GetProperty("raisedAt").GetDateTimeOffset() > after).Select(a => a.GetProperty("id").GetString()!),
        ];

    private static TermsBody Terms(string target) => new("值班", target, "atOnce", "jinshui", "notice", "community");

    private static async Task<string> OpenAsync(Api api, string target)
    {
        var key = Guid.CreateVersion7();
        var reply = await api.CommandAsync("/api/v1/receivers", Terms(target), key);
        Assert.True(reply.Status == HttpStatusCode.Created, reply.ToString());
        return key.ToString("n");
    }

    private static async Task TestedAsync(Api api, string id, string? failure) => Assert.Equal(failure, await TestedAsync(api, id));

    private static async Task<string?> TestedAsync(Api api, string id)
    {
        Assert.Equal(HttpStatusCode.OK, (await api.CommandAsync($"/api/v1/receivers/{id}/test", new { })).Status);
        JsonElement tested = default;
        await Eventually.IsTrueAsync(
            "the test is over",
            async () => (await api.GetAsync($"/api/v1/receivers/{id}")).TryGetProperty("tested", out tested) && tested.ValueKind == JsonValueKind.Object,
            cancel: Cancel);
        return tested.TryGetProperty("failure", out var failure) ? failure.GetString() : null;
    }

    private ProgramOptions Options(bool isPrivateAllowed)
    {
        var more = new Dictionary<string, string>
        {
            ["Circle:Delivery:PrivateNetwork"] = $"{isPrivateAllowed}",
            ["Circle:Delivery:Mail:Host"] = "127.0.0.1",
            ["Circle:Delivery:Mail:Port"] = $"{_mail.Port}",
            ["Circle:Delivery:Mail:Tls"] = "false",
            ["Circle:Delivery:Mail:From"] = "circle@example.test",
        };
        Target(0, ("Name", "webhook"), ("Channel", "Webhook"), ("Url", $"{_server.Address}webhook"), ("Secret", Key));
        Target(1, ("Name", "dingtalk"), ("Channel", "DingTalk"), ("Url", $"{_server.Address}dingtalk?access_token=given"), ("Secret", Key));
        Target(2, ("Name", "wecom"), ("Channel", "WeCom"), ("Url", $"{_server.Address}wecom?key=given"));
        Target(3, ("Name", "sms"), ("Channel", "Sms"), ("Url", $"{_server.Address}sms"), ("To", "13800000000"), ("Body", """{"mobile":"{to}","content":"{text}"}"""));
        Target(4, ("Name", "mail"), ("Channel", "Mail"), ("To", "duty@example.test"));
        return new ProgramOptions { DataDirectory = _data.FullPath, More = more }.Quiet();

        void Target(int number, params IEnumerable<(string Name, string Value)> settings)
        {
            foreach (var (name, value) in settings) more[$"Circle:Delivery:Targets:{number}:{name}"] = value;
        }
    }

    private sealed record TermsBody(string Name, string Target, string Pace, string Place, string Level, string From, object? Quiet = null);
}
