using System.Net;
using Circle.TestServers;
using Npgsql;

namespace Circle.Processes.Tests.Accounts;

public sealed class SecondFactorTests(AccountsWeb accounts) : IClassFixture<AccountsWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_is_asked_for_and_taken_once_and_so_is_a_recovery_code()
    {
        using var owner = await Somebody.SignedInAsync(accounts.Web, "auditor");
        var authenticator = await Authenticator.SetUpAsync(owner.Http, Cancel);
        Assert.Equal(10, authenticator.RecoveryCodes.Distinct().Count());
        using var other = new Somebody(accounts.Web, "127.0.0.11");

        var asked = await other.SignInAsync("auditor");
        Assert.Equal((HttpStatusCode.Unauthorized, "needs-code"), (asked.Status, Somebody.Code(asked)));
        Assert.Null(await other.WhoAsync());
        Assert.Equal("wrong", Somebody.Code(await other.SignInAsync("auditor", code: authenticator.Wrong())));

        foreach (var nothing in (string[])["", " "]) Assert.Equal(HttpStatusCode.Unauthorized, (await other.SignInAsync("auditor", code: nothing)).Status);

        // The one that set it up is used up.
        Assert.Equal("wrong", Somebody.Code(await other.SignInAsync("auditor", code: authenticator.Last())));
        Assert.Equal(HttpStatusCode.OK, (await other.SignInAsync("auditor", code: authenticator.Next())).Status);
        Assert.Equal("wrong", Somebody.Code(await other.SignInAsync("auditor", code: authenticator.Last())));
        Assert.Equal("wrong", Somebody.Code(await other.SignInAsync("auditor", code: authenticator.Older())));

        using var third = new Somebody(accounts.Web, "127.0.0.12");
        var recovery = authenticator.RecoveryCodes[3].ToLowerInvariant();
        Assert.Equal(HttpStatusCode.OK, (await third.SignInAsync("auditor", code: recovery)).Status);
        Assert.Equal("wrong", Somebody.Code(await third.SignInAsync("auditor", code: recovery)));
        Assert.Equal(9, (await owner.AccountAsync()).GetProperty("recoveryCodes").GetInt32());
    }

    [Fact]
    public async Task Of_two_that_bring_the_same_code_at_once_one_gets_in()
    {
        using var owner = await Somebody.SignedInAsync(accounts.Web, "community");
        var authenticator = await Authenticator.SetUpAsync(owner.Http, Cancel);
        var code = authenticator.Next();

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var somebody = new Somebody(accounts.Web, $"127.0.0.{20 + i}");
            return (await somebody.SignInAsync("community", code: code)).Status;
        }));

        Assert.Single(replies, s => s == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_lost_it_gets_in_again_once_the_office_has_forgotten_it()
    {
        using var owner = await Somebody.SignedInAsync(accounts.Web, "lead-unit");
        await Authenticator.SetUpAsync(owner.Http, Cancel);
        using var office = await Somebody.SignedInAsync(accounts.Web, "programme");
        using var stranger = await Somebody.SignedInAsync(accounts.Web, "team-leader");
        const string path = "/api/v1/people/demonstration-lead-unit/second-factors";

        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Api.SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await office.Api.SendAsync(HttpMethod.Delete, "/api/v1/people/demonstration-programme/second-factors")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await office.Api.SendAsync(HttpMethod.Delete, path)).Status);

        await Eventually.IsTrueAsync("its sessions ended", async () => await owner.WhoAsync() is null, cancel: Cancel);
        using var again = new Somebody(accounts.Web, "127.0.0.15");
        Assert.Equal(HttpStatusCode.OK, (await again.SignInAsync("lead-unit")).Status);
    }

    [Fact]
    public async Task It_is_removed_by_the_password_alone_and_new_recovery_codes_end_the_old()
    {
        using var owner = await Somebody.SignedInAsync(accounts.Web, "inspector");
        var authenticator = await Authenticator.SetUpAsync(owner.Http, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.PostAsync("account/authenticator", new { })).Status);
        var renewed = await owner.PostAsync("account/recovery-codes", new { });
        Assert.Equal(HttpStatusCode.OK, renewed.Status);
        Assert.DoesNotContain(authenticator.RecoveryCodes[0], renewed.Text);
        using var other = new Somebody(accounts.Web, "127.0.0.13");
        Assert.Equal("wrong", Somebody.Code(await other.SignInAsync("inspector", code: authenticator.RecoveryCodes[0])));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsync("account/authenticator/removal", new { password = "not the one" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.PostAsync("account/authenticator/removal", new { password = Somebody.Password })).Status);

        Assert.Equal("demonstration-inspector", await owner.WhoAsync());
        Assert.Equal(HttpStatusCode.OK, (await other.SignInAsync("inspector")).Status);
    }

    [Fact]
    public async Task A_key_counts_once_a_code_of_it_was_entered_and_lies_encrypted()
    {
        using var owner = await Somebody.SignedInAsync(accounts.Web, "volunteer");
        var begun = await owner.PostAsync("account/authenticator", new { });
        var key = begun.Json.GetProperty("key").GetString()!;
        Assert.StartsWith($"otpauth://totp/Circle:volunteer?secret={key}&", begun.Json.GetProperty("uri").GetString());
        Assert.StartsWith("M4 4h7v1H4z", begun.Json.GetProperty("code").GetProperty("path").GetString());

        var wrong = await owner.PostAsync("account/authenticator/confirmation", new { code = new Authenticator(key).Wrong() });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        using var other = await Somebody.SignedInAsync(accounts.Web, "volunteer");
        var stored = await RowsAsync("""select "Value" from credentials.person_token where "UserId" = 'demonstration-volunteer'""");
        Assert.DoesNotContain(key, Assert.Single(stored));
    }

    [Fact]
    public async Task An_old_sign_in_changes_no_factor_before_the_password_was_said_again()
    {
        using var owner = await Somebody.SignedInAsync(accounts.Web, "lead-unit");
        await RowsAsync("""update credentials.session set "Confirmed" = "Confirmed" - 601000 where "PersonId" = 'demonstration-lead-unit'""");

        foreach (var path in (string[])["authenticator", "authenticator/confirmation", "recovery-codes", "passkeys/options", "passkeys", "external"])
        {
            var reply = await owner.PostAsync($"account/{path}", new { });
            Assert.Equal((path, HttpStatusCode.Forbidden, "confirm"), (path, reply.Status, Somebody.Code(reply)));
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsync("account/confirmation", new { password = "not the one" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.PostAsync("account/authenticator", new { })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.PostAsync("account/confirmation", new { password = Somebody.Password })).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.PostAsync("account/authenticator", new { })).Status);
    }

    private async Task<List<string>> RowsAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(accounts.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel)) rows.Add(reader.GetString(0));
        return rows;
    }
}
