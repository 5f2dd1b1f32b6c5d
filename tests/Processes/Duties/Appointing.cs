using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.TestServers;

namespace Circle.Processes.Tests.Duties;

/// <summary>What is done with duties, over HTTP, and people whom no other test has.</summary>
internal static class Appointing
{
    public const string Password = "long evening at the river";

    public static Task<Reply> AssignAsync(this Api api, string place, string? line, string holder, string from, string? until = null, Guid? key = null)
        => api.CommandAsync($"/api/v1/duties/{place}/assignment", Given(("line", line), ("holder", holder), ("from", from), ("until", until)), key);

    public static Task<Reply> StandInAsync(this Api api, string place, string? line, string holder, string from, string until)
        => api.CommandAsync($"/api/v1/duties/{place}/stand-in", Given(("line", line), ("holder", holder), ("from", from), ("until", until)));

    public static Task<Reply> EndAsync(this Api api, string place, int number, string on) => api.CommandAsync($"/api/v1/duties/{place}/end", new { number, on });

    public static Task<Reply> HandOverAsync(this Api api, string place, int duty, string to, string on, string note = "台账未交")
        => api.CommandAsync($"/api/v1/duties/{place}/hand-over", new { duties = new[] { duty }, to, on, note });

    public static Task<Reply> AcceptAsync(this Api api, string place, int handOver, string? by = null)
        => api.CommandAsync($"/api/v1/duties/{place}/hand-over/acceptance", by is null ? new { handOver } : new { handOver, by });

    public static Task<Reply> DismissAsync(this Api api, string place, int handOver, string reason, string by)
        => api.CommandAsync($"/api/v1/duties/{place}/hand-over/dismissal", new { handOver, by, reason });

    /// <summary>A place's own roster.</summary>
    public static async Task<JsonElement> RosterAsync(this Api api, string place, string query = "")
        => (await api.GetAsync($"/api/v1/duties?place={place}{query}")).GetProperty("rosters")[0];

    /// <summary>Null: nobody has it, now or later.</summary>
    public static JsonElement? Post(this JsonElement roster, string? line)
        => roster.GetProperty("posts").EnumerateArray().Where(p => p.Text("line") == line).Select(p => (JsonElement?)p).SingleOrDefault();

    public static string? Lead(this JsonElement roster, string? line)
        => roster.Post(line) is { } post && post.TryGetProperty("lead", out var lead) ? lead.GetProperty("holder").Text("account") : null;

    public static int LeadNumber(this JsonElement roster, string? line) => roster.Post(line)!.Value.GetProperty("lead").GetProperty("number").GetInt32();

    /// <summary>Somebody with one role in one place.</summary>
    public static Task<(Someone Person, string Id)> WelcomeAsync(this RunningProgram web, string role, string place)
        => Api.Of(web).WelcomeAsync(web, Office.Name(role), Password, Office.Of(role, place: place));

    public static async Task<string> TodayAsync(this Api api)
        => (await api.GetAsync("/api/v1/rehearsal")).GetProperty("now").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static string After(string day, int days)
        => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static void IsOk(this Reply reply) => Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());

    public static void IsRefused(this Reply reply, HttpStatusCode status, string code)
    {
        Assert.True(reply.Status == status, reply.ToString());
        Assert.Contains(code, reply.Json.GetProperty("errors").EnumerateArray().Select(e => e.Text("code")));
    }

    private static Dictionary<string, string> Given(params (string Name, string? Value)[] fields)
        => fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value!);
}
