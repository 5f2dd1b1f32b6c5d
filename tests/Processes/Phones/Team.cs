using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.TestServers;

namespace Circle.Processes.Tests.Phones;

/// <summary>A volunteer team that no other test has, and whoever leads it.</summary>
internal sealed class Team : IDisposable
{
    private const string Password = "long evening at the river";

    private readonly Someone _leader;

    private Team(string id, Someone leader) => (Id, _leader) = (id, leader);

    public string Id { get; }

    /// <summary>The leader's.</summary>
    public Api Api => _leader.Api;

    public static async Task<Team> OfAsync(RunningProgram web)
    {
        var id = Office.Name("team");
        var (leader, _) = await Api.Of(web).WelcomeAsync(web, Office.Name("leader"), Password, Office.Of("teamLeader", team: id));
        return new Team(id, leader);
    }

    public string Path(string rest = "") => $"/api/v1/phones/teams/{Id}{rest}";

    public Task<Reply> InviteAsync(object draft, Api? by = null) => (by ?? Api).PostAsync(Path("/invitations"), JsonSerializer.Serialize(draft), key: null);

    /// <summary>Somebody new.</summary>
    public async Task<JsonElement> InvitedAsync(string name = "张小河", string? until = null) => Shown(await InviteAsync(new { name, until }));

    /// <summary>Another phone of a member.</summary>
    public async Task<JsonElement> InvitedAgainAsync(string account, string others) => Shown(await InviteAsync(new { account, others }));

    /// <summary>Somebody new, with a phone.</summary>
    public async Task<(Handset Phone, string Account)> JoinedAsync(RunningProgram web, string name = "张小河")
    {
        var phone = Handset.At(web);
        await phone.EnrolledAsync((await InvitedAsync(name)).Text("link")!);
        return (phone, (await phone.WhoAsync())!);
    }

    public Task<JsonElement> ViewAsync() => Api.GetAsync(Path());

    public async Task<List<JsonElement>> MembersAsync() => [.. (await ViewAsync()).GetProperty("members").EnumerateArray()];

    public async Task<List<JsonElement>> PhonesAsync() => [.. (await MembersAsync()).SelectMany(m => m.GetProperty("phones").EnumerateArray())];

    public async Task<List<JsonElement>> InvitationsAsync() => [.. (await ViewAsync()).GetProperty("invitations").EnumerateArray()];

    public Task<Reply> RevokeAsync(string phone, Api? by = null) => (by ?? Api).SendAsync(HttpMethod.Delete, Path($"/phones/{phone}"));

    public Task<Reply> ExtendAsync(string phone, string until, Api? by = null) => (by ?? Api).PostAsync(Path($"/phones/{phone}/extension"), JsonSerializer.Serialize(new { until }), key: null);

    public Task<Reply> CancelAsync(string invitation, Api? by = null) => (by ?? Api).SendAsync(HttpMethod.Delete, Path($"/invitations/{invitation}"));

    public Task<Reply> RemoveAsync(string account, Api? by = null, Guid? key = null) => (by ?? Api).CommandAsync(Path($"/members/{account}/removal"), new { }, key);

    public void Dispose() => _leader.Dispose();

    private static JsonElement Shown(Reply reply)
    {
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        return reply.Json;
    }
}
