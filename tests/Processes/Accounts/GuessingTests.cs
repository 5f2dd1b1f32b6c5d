using System.Net;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>Whoever guesses keeps out themselves.</summary>
public sealed class GuessingTests(AccountsWeb accounts) : IClassFixture<AccountsWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_guesser_is_locked_out_at_their_address_the_victim_gets_in_elsewhere_and_by_a_known_browser_anywhere()
    {
        // The victim's browser is known, and used at the guesser's address too.
        using var known = new Somebody(accounts.Web, "127.0.0.42");
        Assert.Equal(HttpStatusCode.OK, (await known.SignInAsync("operator")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await known.DeleteAsync("session")).Status);
        using var guesser = new Somebody(accounts.Web, "127.0.0.42");
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("operator", $"wrong {i}")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("operator")).Status);

        Assert.Equal(HttpStatusCode.OK, (await known.SignInAsync("operator")).Status);
        using var elsewhere = new Somebody(accounts.Web, "127.0.0.43");
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.SignInAsync("operator")).Status);

        // And it ends, however often they try meanwhile.
        await Eventually.IsTrueAsync("the wait is over", async () => (await guesser.SignInAsync("operator")).Status == HttpStatusCode.OK, cancel: Cancel);
    }

    [Fact]
    public async Task A_known_browser_is_locked_out_by_its_own_tries_and_another_is_not()
    {
        using var one = new Somebody(accounts.Web, "127.0.0.44");
        using var two = new Somebody(accounts.Web, "127.0.0.44");
        foreach (var somebody in (Somebody[])[one, two]) Assert.Equal(HttpStatusCode.OK, (await somebody.SignInAsync("team-leader")).Status);

        // What is asked inside counts as what is asked at the door.
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await one.PostAsync("account/confirmation", new { password = $"wrong {i}" })).Status);
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await one.SignInAsync("team-leader", $"wrong {i}")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await one.SignInAsync("team-leader")).Status);
        Assert.Equal(HttpStatusCode.OK, (await two.SignInAsync("team-leader")).Status);
        using var stranger = new Somebody(accounts.Web, "127.0.0.44");
        Assert.Equal(HttpStatusCode.OK, (await stranger.SignInAsync("team-leader")).Status);
    }

    [Fact]
    public async Task A_browser_that_says_it_is_known_and_is_not_is_a_stranger()
    {
        using var guesser = new Somebody(accounts.Web, "127.0.0.45");
        guesser.Http.DefaultRequestHeaders.Add("Cookie", "circle.device=made-up");
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("programme", $"wrong {i}")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("programme")).Status);
    }

    [Fact]
    public async Task Too_many_tries_of_one_address_are_told_to_wait()
    {
        using var somebody = new Somebody(accounts.Web, "127.0.0.46");
        var replies = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => RawAsync(somebody, new { })));

        var refused = replies.Where(r => r.Status == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, r => Assert.Equal(("application/problem+json", true), (r.MediaType, r.RetryAfter > 0)));
        Assert.All(replies.Except(refused), r => Assert.Equal(HttpStatusCode.UnprocessableEntity, r.Status));
        using var neighbour = new Somebody(accounts.Web, "127.0.0.47");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await RawAsync(neighbour, new { })).Status);
    }

    [Fact]
    public async Task More_passwords_than_can_be_hashed_are_put_off_and_everything_else_goes_on()
    {
        var crowd = Enumerable.Range(1, 4).Select(i => new Somebody(accounts.Web, $"127.0.1.{i}")).ToList();
        try
        {
            var guesses = Task.WhenAll(crowd.SelectMany(c => Enumerable.Range(0, 50).Select(i => RawAsync(c, new { name = $"nobody-{i}", password = "not the one" }))));
            Assert.Equal(HttpStatusCode.OK, (await Api.Of(accounts.Web).SendAsync(HttpMethod.Get, "/api/v1/places/jinshui/tally")).Status);
            var replies = await guesses;

            var busy = replies.Where(r => r.Status == HttpStatusCode.ServiceUnavailable).ToList();
            Assert.NotEmpty(busy);
            Assert.All(busy, r => Assert.True(r.RetryAfter > 0));
            Assert.All(replies.Except(busy), r => Assert.Equal(HttpStatusCode.Unauthorized, r.Status));
        }
        finally
        {
            crowd.ForEach(c => c.Dispose());
        }
    }

    private static async Task<(HttpStatusCode Status, string? MediaType, double RetryAfter)> RawAsync(Somebody somebody, object body)
    {
        using var content = new StringContent(System.Text.Json.JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
        using var answer = await somebody.Http.PostAsync(new Uri("/api/v1/session", UriKind.Relative), content, Cancel);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0);
    }
}
