using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

public sealed class ExternalSignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_identity_elsewhere_signs_in_the_person_who_linked_it_and_nobody_else()
    {
        await using var issuer = new FakeIssuer();
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, More = issuer.Settings }.Quiet(), Cancel);

        using var owner = await Somebody.SignedInAsync(web, "volunteer");
        Assert.Equal("区政务身份认证", (await owner.Api.GetAsync("/api/v1/session/external")).GetProperty("displayName").GetString());
        await AnUnknownOneIsToldWhomToAskAsync(web);
        await OnlyWhoeverBeganToLinkEndsItAsync(owner, web);
        await ALinkedOneIsInAsync(web);
        await ACodeIsAskedForWhereOneIsSetUpAsync(owner, web);

        // A second person links no identity that is another's, and an unlinked one is unknown again.
        using var second = await Somebody.SignedInAsync(web, "street");
        await GoAsync(second, "account/external/challenge");
        Assert.Equal("taken", Somebody.Code(await second.PostAsync("account/external", new { })));
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync("account/external")).Status);
        await AnUnknownOneIsToldWhomToAskAsync(web);

        issuer.Subject = null;
        using var unwilling = new Somebody(web);
        Assert.EndsWith("/sign-in?external=failed", await GoAsync(unwilling, "session/external/challenge"));
        Assert.Empty(issuer.Faults);
    }

    [Fact]
    public async Task One_that_does_not_answer_leads_back_to_the_page_of_signing_in()
    {
        var nobody = LoopbackPort.Free();
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(
            new ProgramOptions
            {
                DataDirectory = data.FullPath,
                More = new Dictionary<string, string>
                {
                    ["Circle:OpenIdConnect:Authority"] = $"http://127.0.0.1:{nobody}",
                    ["Circle:OpenIdConnect:ClientId"] = "circle",
                    ["Circle:OpenIdConnect:ClientSecret"] = "any",
                },
            }.Quiet(),
            Cancel);
        using var somebody = new Somebody(web);

        Assert.EndsWith("/sign-in?external=failed", await GoAsync(somebody, "session/external/challenge"));
    }

    [Theory]
    [InlineData("https://another.example", false)]
    [InlineData(null, true)]
    public async Task A_description_that_is_another_s_or_lies_elsewhere_is_not_believed(string? pretends, bool hasMoved)
    {
        await using var issuer = new FakeIssuer { Pretends = pretends, HasMoved = hasMoved };
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, More = issuer.Settings }.Quiet(), Cancel);
        using var somebody = new Somebody(web);

        Assert.EndsWith("/sign-in?external=failed", await GoAsync(somebody, "session/external/challenge"));
        Assert.Equal("unasked", Somebody.Code(await somebody.PostAsync("session/external", new { })));
    }

    private static async Task AnUnknownOneIsToldWhomToAskAsync(RunningProgram web)
    {
        using var stranger = new Somebody(web);
        Assert.Equal("unasked", Somebody.Code(await stranger.PostAsync("session/external", new { })));
        Assert.EndsWith("/sign-in?external=done&to=%2Fplan", await GoAsync(stranger, "session/external/challenge?to=/plan"));

        var reply = await stranger.PostAsync("session/external", new { });

        Assert.Equal((HttpStatusCode.Forbidden, "unlinked"), (reply.Status, Somebody.Code(reply)));
        Assert.Contains("区长效办", reply.Json.GetProperty("detail").GetString());
        Assert.Null(await stranger.WhoAsync());
    }

    private static async Task OnlyWhoeverBeganToLinkEndsItAsync(Somebody owner, RunningProgram web)
    {
        // Begun to sign in, it links nothing.
        await GoAsync(owner, "session/external/challenge");
        Assert.Equal("unasked", Somebody.Code(await owner.PostAsync("account/external", new { })));

        // Begun by one person, it links nobody else who signs in at the same browser.
        using var shared = await Somebody.SignedInAsync(web, "community");
        await GoAsync(shared, "account/external/challenge");
        Assert.Equal(HttpStatusCode.OK, (await shared.SignInAsync("auditor")).Status);
        Assert.Equal("unasked", Somebody.Code(await shared.PostAsync("account/external", new { })));

        Assert.EndsWith("/account?external=done", await GoAsync(owner, "account/external/challenge"));
        Assert.Equal(HttpStatusCode.NoContent, (await owner.PostAsync("account/external", new { })).Status);
        Assert.True((await owner.AccountAsync()).GetProperty("external").GetProperty("isLinked").GetBoolean());
    }

    private static async Task ALinkedOneIsInAsync(RunningProgram web)
    {
        using var somebody = new Somebody(web);
        await GoAsync(somebody, "session/external/challenge");
        Assert.Equal(HttpStatusCode.OK, (await somebody.PostAsync("session/external", new { })).Status);
        Assert.Equal("demonstration-volunteer", await somebody.WhoAsync());

        // What came back is used up.
        Assert.Equal("unasked", Somebody.Code(await somebody.PostAsync("session/external", new { })));
    }

    private static async Task ACodeIsAskedForWhereOneIsSetUpAsync(Somebody owner, RunningProgram web)
    {
        var authenticator = await Authenticator.SetUpAsync(owner.Http, Cancel);
        using var somebody = new Somebody(web);
        await GoAsync(somebody, "session/external/challenge");
        Assert.Equal("needs-code", Somebody.Code(await somebody.PostAsync("session/external", new { })));
        Assert.Null(await somebody.WhoAsync());
        Assert.Equal("wrong", Somebody.Code(await somebody.PostAsync("session/external", new { code = authenticator.Wrong() })));
        Assert.Equal(HttpStatusCode.OK, (await somebody.PostAsync("session/external", new { code = authenticator.Next() })).Status);
        Assert.Equal("demonstration-volunteer", await somebody.WhoAsync());
    }

    /// <summary>Through all redirects.</summary>
    /// <returns>The page at which the browser ends.</returns>
    private static async Task<string> GoAsync(Somebody somebody, string path)
    {
        using var answer = await somebody.Http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), Cancel);
        return answer.RequestMessage!.RequestUri!.PathAndQuery;
    }
}
