using System.Net;
using Circle.TestServers;

namespace Circle.Processes.Tests.Screens;

/// <summary>The six characters that a screen shows, for how long and how many.</summary>
internal static class Codes
{
    /// <summary>Settings of a program whose codes are soon over.</summary>
    public static readonly Dictionary<string, string> Short = new() { ["Circle:ScreenCodes"] = "00:00:10" };

    /// <summary>One that nobody approves.</summary>
    public static async Task EndAsync(RunningProgram web)
    {
        using var glass = new Glass(web.Address);
        await glass.BeginAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await glass.ClaimAsync()).Status);

        await Eventually.IsTrueAsync("the code is over", async () => (await glass.ClaimAsync()).Status == HttpStatusCode.NotFound, cancel: Api.Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Glass.ApproveAsync(Api.Of(web), glass.Code, "wenhualu")).Status);
    }

    public static async Task AreLimitedAsync(RunningProgram web)
    {
        using var glass = new Glass(web.Address);
        var begun = 0;
        Reply last;
        while ((last = await glass.BeginAsync()).Status == HttpStatusCode.OK) Assert.True(++begun <= 40, "more codes than one address may have");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, last.Status);
        Assert.True(begun > 10, $"{begun}");
    }
}
