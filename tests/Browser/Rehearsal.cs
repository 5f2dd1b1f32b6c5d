using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Circle.TestServers;

namespace Circle.Browser.Tests;

/// <summary>What tests ask of a rehearsal and do in it past its pages.</summary>
internal static class Rehearsal
{
    /// <summary>Six weeks of commands: half a minute of two cores, if nobody else works on them.</summary>
    private static readonly TimeSpan CatchingUp = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task RunsAsync(this ProgramProcess web) => Eventually.IsTrueAsync(
        "the rehearsal runs", async () => (await web.GetAsync("rehearsal")).GetProperty("phase").GetString() == "running", CatchingUp, Cancel);

    public static Task<JsonElement> GetAsync(this ProgramProcess web, string path) => web.Http.GetFromJsonAsync<JsonElement>($"/api/v1/{path}", Cancel);

    public static async Task PostAsync(this ProgramProcess web, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = JsonContent.Create(body ?? new { }) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await web.Http.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
    }

    /// <summary>Reports one more pharmacy as completed on the rehearsal's day.</summary>
    public static async Task CompleteOneAsync(this ProgramProcess web)
    {
        var planned = await web.GetAsync("facilities?line=pharmacy&stage=planned&limit=1");
        var id = planned.GetProperty("items")[0].GetProperty("id").GetString();
        await web.PostAsync($"facilities/{id}/completion", new { on = await web.TodayAsync() });
    }

    public static async Task<string> TodayAsync(this ProgramProcess web)
        => (await web.NowAsync()).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static async Task<DateTimeOffset> NowAsync(this ProgramProcess web) => (await web.GetAsync("rehearsal")).GetProperty("now").GetDateTimeOffset();

    /// <summary>It goes on at 600 times the speed of time, and every page with it, until the answer is disposed.</summary>
    public static async Task<IAsyncDisposable> GoesOnAsync(this ProgramProcess web)
    {
        await web.PostAsync("rehearsal/speed", new { speed = 600 });
        await web.PostAsync("rehearsal/resume");
        return new Standstill(web);
    }

    private sealed class Standstill(ProgramProcess web) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await web.PostAsync("rehearsal/pause");
    }
}
