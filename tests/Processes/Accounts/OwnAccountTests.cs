using System.Net;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

public sealed class OwnAccountTests(AccountsWeb accounts) : IClassFixture<AccountsWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_the_old_password()
    {
        const string next = "morning over the yellow river";
        using var own = await Somebody.SignedInAsync(accounts.Web, "leadership");
        using var stolen = await Somebody.SignedInAsync(accounts.Web, "leadership");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await own.PostAsync("account/password", new { password = "not the one", newPassword = next })).Status);
        var common = await own.PostAsync("account/password", new { password = Somebody.Password, newPassword = "password1" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "newPassword"), (common.Status, common.Json.GetProperty("errors")[0].GetProperty("field").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, (await own.PostAsync("account/password", new { password = Somebody.Password, newPassword = next })).Status);

        await Eventually.IsTrueAsync("the other session is over", async () => await stolen.WhoAsync() is null, cancel: Cancel);
        Assert.Equal("demonstration-leadership", await own.WhoAsync());
        using var later = new Somebody(accounts.Web, "127.0.0.51");
        Assert.Equal(HttpStatusCode.Unauthorized, (await later.SignInAsync("leadership")).Status);
        Assert.Equal(HttpStatusCode.OK, (await later.SignInAsync("leadership", next)).Status);
    }

    [Fact]
    public async Task A_new_password_ends_a_copy_of_its_own_cookie_and_links_that_were_sent_before()
    {
        const string next = "evening over the yellow river";
        using var own = await Somebody.SignedInAsync(accounts.Web, "lead-unit");
        using var thief = own.Copy(accounts.Web);
        Assert.Equal("demonstration-lead-unit", await thief.WhoAsync());
        var link = (await Api.Of(accounts.Web).CommandAsync("/api/v1/people/demonstration-lead-unit/invitation", new { })).Link();

        Assert.Equal(HttpStatusCode.NoContent, (await own.PostAsync("account/password", new { password = Somebody.Password, newPassword = next })).Status);

        await Eventually.IsTrueAsync("the copy is worth nothing", async () => await thief.WhoAsync() is null, cancel: Cancel);
        Assert.Equal("demonstration-lead-unit", await own.WhoAsync());
        using var other = Someone.At(accounts.Web);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.UseAsync(link, "noon over the yellow river")).Status);
    }

    [Fact]
    public async Task Sessions_are_listed_and_one_or_all_others_are_ended()
    {
        using var own = await Somebody.SignedInAsync(accounts.Web, "supervisor");
        using var second = await Somebody.SignedInAsync(accounts.Web, "supervisor");
        using var third = await Somebody.SignedInAsync(accounts.Web, "supervisor");
        using var stranger = await Somebody.SignedInAsync(accounts.Web, "street");
        var items = (await own.Api.GetAsync("/api/v1/account/sessions")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(3, items.Count);
        Assert.Single(items, i => i.GetProperty("isThis").GetBoolean());
        Assert.All(items, i => Assert.Equal("127.0.0.1", i.GetProperty("address").GetString()));
        var other = items.First(i => !i.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString();

        // Nobody ends another's.
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync($"account/sessions/{other}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await own.DeleteAsync($"account/sessions/{other}")).Status);
        await Eventually.IsTrueAsync("one of them is over", async () => await second.WhoAsync() is null || await third.WhoAsync() is null, cancel: Cancel);
        Assert.Equal(HttpStatusCode.NoContent, (await own.DeleteAsync("account/sessions")).Status);

        await Eventually.IsTrueAsync("both are", async () => await second.WhoAsync() is null && await third.WhoAsync() is null, cancel: Cancel);
        Assert.Equal("demonstration-supervisor", await own.WhoAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await second.Api.SendAsync(HttpMethod.Get, "/api/v1/account")).Status);
    }

    [Fact]
    public async Task Whoever_signs_in_anew_in_the_same_browser_goes_on_in_a_new_session()
    {
        using var somebody = await Somebody.SignedInAsync(accounts.Web, "street");
        Assert.Equal("demonstration-street", await somebody.WhoAsync());

        Assert.Equal(HttpStatusCode.OK, (await somebody.SignInAsync("host")).Status);

        Assert.Equal("demonstration-host", await somebody.WhoAsync());
    }

    [Fact]
    public async Task It_says_in_words_what_one_may_do_and_where()
    {
        using var somebody = await Somebody.SignedInAsync(accounts.Web, "street");

        var grant = Assert.Single((await somebody.AccountAsync()).GetProperty("grants").EnumerateArray());

        Assert.Equal("street", grant.GetProperty("role").GetString());
        Assert.EndsWith("街道", grant.GetProperty("place").GetString());
    }

    [Fact]
    public async Task Nobody_sees_or_changes_anything_without_being_signed_in()
    {
        using var nobody = new Somebody(accounts.Web, "127.0.0.52");
        foreach (var path in (string[])["account", "account/sessions", "account/external/challenge"])
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await nobody.Api.SendAsync(HttpMethod.Get, $"/api/v1/{path}")).Status));
        foreach (var path in (string[])["confirmation", "password", "authenticator", "authenticator/confirmation", "authenticator/removal", "recovery-codes", "passkeys", "passkeys/options", "external"])
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await nobody.PostAsync($"account/{path}", new { })).Status));
        foreach (var path in (string[])["sessions", "sessions/any", "passkeys/any", "external"])
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await nobody.DeleteAsync($"account/{path}")).Status));
    }
}
