using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Imports;

/// <summary>A district's first day: the seeds, the list of its pharmacies, and somebody who answers for it.</summary>
public sealed class BaselineImportTests
{
    private const string Line = "pharmacy";

    private static readonly string[] Red = ["missed", "behind"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_live_district_imports_its_pharmacies_and_its_wall_shows_the_line_at_once_and_no_other_in_red()
    {
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live" }, Cancel);
        await web.OpenFirstAdministratorAsync(Cancel);
        var api = Api.Of(web);
        var path = $"/api/v1/imports/{Guid.CreateVersion7()}";

        var reply = await api.UploadAsync($"{path}/file?form=facilities-{Line}", Guid.CreateVersion7(), ("药店.csv", await PharmaciesAsync(api)));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        Assert.Equal(436, reply.Json.GetProperty("states").GetProperty("new").GetInt32());
        var began = await api.PostAsync($"{path}/application", """{"asOf":"2013-09-25","source":"食药监名录"}""", null);
        Assert.Equal(HttpStatusCode.Accepted, began.Status);
        JsonElement done = default;
        await Eventually.IsTrueAsync("436 pharmacies are in", async () => (done = await api.GetAsync(path)).Text("phase") == "finished", cancel: Cancel);
        Assert.Equal(436, done.GetProperty("counts").GetProperty("added").GetInt32());

        await using var screen = await Screen.OpenAsync(web.Address, cookies: web.Cookies);
        await using var frames = screen.WatchAsync("jinshui").GetAsyncEnumerator(Cancel);
        await UntilAsync(frames, f => f.Full && StatusOf(f) == "baselineUnconfirmed");
        Assert.Equal(HttpStatusCode.OK, (await api.CommandAsync($"/api/v1/lines/{Line}/baseline", new { asOf = "2013-09-25", source = "食药监名录" })).Status);
        var confirmed = Stopwatch.GetTimestamp();
        await UntilAsync(frames, f => StatusOf(f) is { } status && status != "baselineUnconfirmed");

        // A second is what is asked of a machine that is not busy with other tests.
        Assert.True(Stopwatch.GetElapsedTime(confirmed) < TimeSpan.FromSeconds(5), $"{Stopwatch.GetElapsedTime(confirmed)}");
        await using var whole = await Screen.OpenAsync(web.Address, cookies: web.Cookies);
        await OnlyWhatIsConfirmedIsRedAsync(whole);
    }

    /// <summary>It is long past the document's dates: the line that somebody confirmed may be red, and nothing else.</summary>
    private static async Task OnlyWhatIsConfirmedIsRedAsync(Screen screen)
    {
        var frame = await screen.FirstAsync();
        var lines = frame!.Cells.Keys.Where(k => k.StartsWith("line/", StringComparison.Ordinal)).ToList();
        Assert.Equal(24, lines.Count);
        Assert.All(lines.Where(k => k != $"line/{Line}"), k => Assert.DoesNotContain(frame.Cell(k)!.Value.Text("status"), Red));
    }

    private static string? StatusOf(Frame frame) => frame.Cells.ContainsKey($"line/{Line}") ? frame.Cell($"line/{Line}")?.Text("status") : null;

    private static async Task UntilAsync(IAsyncEnumerator<Frame> frames, Func<Frame, bool> isIt)
    {
        while (await frames.MoveNextAsync())
            if (isIt(frames.Current)) return;
        throw new TimeoutException("the stream ended");
    }

    /// <summary>The made-up list of the rehearsal, as an office would write it.</summary>
    private static async Task<byte[]> PharmaciesAsync(Api api)
    {
        var places = (await api.GetAsync("/api/v1/places")).GetProperty("items").EnumerateArray().ToDictionary(p => p.Text("id")!);
        var text = new StringBuilder("街道,社区,名称,性质\n");
        foreach (var row in (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "seeds", "jinshui-rehearsal", "facilities-pharmacies.csv"), Cancel)).Skip(1).Select(l => l.Split(',')))
        {
            // Communities that the rehearsal made up are none of a live district: theirs stand in the street.
            var place = places.TryGetValue(row[2], out var known) ? known : places[row[2].Split('-')[0]];
            var street = place.Text("kind") == "community" ? StreetOf(places, place) : place;
            text.Append(street.Text("name")).Append(',').Append(place.Text("kind") == "community" ? place.Text("name") : "").Append(',').Append(row[3]).Append(",计划\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static JsonElement StreetOf(Dictionary<string, JsonElement> places, JsonElement place)
    {
        while (place.Text("kind") == "community") place = places[place.Text("parent")!];
        return place;
    }
}
