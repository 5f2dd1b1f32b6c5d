using System.Globalization;
using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Audit;

/// <summary>Digests as files, the command that verifies, and what a whole run leaves in its output.</summary>
public sealed class DigestTests
{
    private const string Phone = "13912345678";
    private const string Secret = "geheim-8841-und-mehr";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_has_one_digest_the_command_verifies_by_it_and_no_output_holds_a_secret()
    {
        using var data = new TemporaryFolder();
        var folder = Path.Combine(data.FullPath, "digests");
        var options = new ProgramOptions { DataDirectory = data.FullPath }.Quiet();
        var output = "";
        await using (var web = await HostedProgram.StartAsync(options, Cancel))
        {
            await Api.Of(web).StandStillAsync();
            await UseSecretsAsync(web);
            await DigestedAsync(web, folder);
            Assert.Equal((0, true), await VerifyAsync(data, "everything holds"));
            Assert.Equal(0, await web.StopAsync(Cancel));
            output += web.Output + web.Errors;
        }

        var files = Directory.GetFiles(folder, "digest-*.json");
        var file = files.Order(StringComparer.Ordinal).First();
        await using (var web = await HostedProgram.StartAsync(options with { SignedInAs = "auditor" }, Cancel))
        {
            var api = Api.Of(web);
            await Eventually.HoldsAsync(async () => Assert.Equal((HttpStatusCode.Accepted, ""), await AskAsync(api)), cancel: Cancel);
            await Eventually.IsTrueAsync("another is there", () => Task.FromResult(Directory.GetFiles(folder, "digest-*.json").Length == files.Length + 1), cancel: Cancel);
            var state = await api.GetAsync("/api/v1/audit/state");
            Assert.Equal(files.Length + 1, state.GetProperty("digest").GetProperty("number").GetInt64());
            Assert.True(state.GetProperty("verification").GetProperty("isSound").GetBoolean());
            Assert.InRange(Directory.GetFiles(folder, "digest-2???-??-??-*.json").Length, 0, 1);
            output += web.Output;
        }

        Assert.Equal((0, true), await VerifyAsync(data, "everything holds", "--digest", file));

        var changed = Path.Combine(data.FullPath, "changed.json");
        await File.WriteAllTextAsync(changed, (await File.ReadAllTextAsync(file, Cancel)).Replace("\"number\":1", "\"number\":2", StringComparison.Ordinal), Cancel);
        Assert.Equal((1, true), await VerifyAsync(data, "is no digest, or was changed", "--digest", changed));
        Assert.Equal((2, true), await VerifyAsync(data, "not verified", "--digest", Path.Combine(data.FullPath, "none.json")));
        Assert.Equal(2, (await VerifyProgram.RunAsync(Path.Combine(data.FullPath, "none"))).Code);

        Assert.NotEmpty(output);
        foreach (var told in (string[])[Phone, Secret, RunningProgram.DemonstrationPassword, "王小明"]) Assert.DoesNotContain(told, output, StringComparison.Ordinal);
    }

    /// <summary>The day's, or before ten past midnight one that is asked for.</summary>
    private static async Task DigestedAsync(RunningProgram web, string folder)
    {
        var local = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        if (local.TimeOfDay < TimeSpan.FromMinutes(10))
        {
            using var http = new HttpClient { BaseAddress = web.Address };
            var auditor = new Api(http);
            await auditor.PostAsync("/api/v1/session", JsonSerializer.Serialize(new { name = "auditor", password = RunningProgram.DemonstrationPassword }), key: null);
            Assert.Equal((HttpStatusCode.Accepted, ""), await AskAsync(auditor));
        }

        await Eventually.IsTrueAsync("a digest is there", () => Task.FromResult(Directory.Exists(folder) && Directory.GetFiles(folder, "digest-*.json").Length > 0), cancel: Cancel);
        if (local.TimeOfDay < TimeSpan.FromMinutes(10)) return;
        Assert.Matches(string.Create(CultureInfo.InvariantCulture, $"^digest-{local:yyyy-MM-dd}-[0-9a-f]{{8}}[.]json$"), Path.GetFileName(Assert.Single(Directory.GetFiles(folder, "digest-*.json"))));
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(Api api)
    {
        var reply = await api.PostAsync("/api/v1/audit/digests", "", key: null);
        return (reply.Status, reply.Text);
    }

    /// <summary>Everything a person may type that no log may hold, well and in vain.</summary>
    private static async Task UseSecretsAsync(RunningProgram web)
    {
        var api = Api.Of(web);
        using var stranger = new HttpClient { BaseAddress = web.Address };
        foreach (var name in (string[])["auditor", Phone, Secret]) await new Api(stranger).PostAsync("/api/v1/session", JsonSerializer.Serialize(new { name, password = Secret }), key: null);
        await new Api(stranger).PostAsync("/api/v1/first-administrator", JsonSerializer.Serialize(new { token = Secret, name = Phone, displayName = "王小明", password = Secret }), key: null);
        await api.SendAsync(HttpMethod.Get, $"/api/v1/facilities?text={Phone}");
        await api.SendAsync(HttpMethod.Get, $"/api/v1/facilities/{Phone}");
        await api.SendAsync(HttpMethod.Get, $"/api/v1/no-such/{Secret}?x={Phone}");
        var facility = (await api.FacilitiesAsync())[0].GetProperty("id").GetString();
        await api.CommandAsync($"/api/v1/facilities/{facility}/correction", new { details = new { phone = Phone, address = $"王小明 {Secret}" } });
        await api.CommandAsync($"/api/v1/facilities/{facility}/withdrawal", new { reason = $"王小明 {Phone} {Secret}" });
        await api.CommandAsync($"/api/v1/facilities/{facility}/withdrawal", new { reason = $"王小明 {Phone} {Secret} {new string('长', 40_000)}" });
        await api.PostAsync($"/api/v1/facilities/{facility}/withdrawal", $$"""{"reason":"{{Phone}} {{Secret}}""", Guid.CreateVersion7());
    }

    private static async Task<(int Code, bool Says)> VerifyAsync(TemporaryFolder data, string said, params string[] arguments)
    {
        var (code, output) = await VerifyProgram.RunAsync(data.FullPath, arguments);
        return (code, output.Contains(said, StringComparison.Ordinal) ? true : throw new InvalidOperationException(output));
    }
}
