using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Screens;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Screens;
using Circle.Domain.Time;
using Circle.Grains.Accounts;

namespace Circle.Cluster.Tests.Screens;

/// <summary>What a screen's actor reads, on every silo.</summary>
public sealed class RevokedScreenTests
{
    private static readonly ScreenId Id = ScreenId.Of("sc1");
    private static readonly Actor Office = new("rehearsal:programme-office");

    [Fact]
    public async Task A_screen_watches_its_place_alone_and_nothing_once_it_is_revoked()
    {
        using var folder = new SqliteFolder();
        await using var cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options(OperatingMode.Rehearsal), Silos: 2));
        await cluster.PrepareAsync();
        var screen = cluster.Grains.GetGrain<IScreenGrain>(Id.Value);

        // Before it is approved it is nobody.
        await EverywhereAsync(cluster, Permission.Watch, "s1", "no-account");
        Assert.Equal("no-account", await RefusedAsync(() => screen.Own()));

        (await screen.AskAsync(new ScreenCommand.Approve(Id, "大厅", PlaceId.Of("s1"), new Mounting(55, 4m)), actor: Office)).Accepted();
        await EverywhereAsync(cluster, Permission.Watch, "s1", null);
        await EverywhereAsync(cluster, Permission.Watch, "s1c1", null);
        await EverywhereAsync(cluster, Permission.Watch, "s2", "not-yours");
        await EverywhereAsync(cluster, Permission.Read, "s1", "not-yours");
        Assert.Equal(PlaceId.Of("s1"), (await AsScreen(() => screen.Own()))!.Place);

        // Read-only: it may not even rename itself, nor see what the office sees.
        (await AsScreen(() => screen.Tell(Asking.NewId(), new ScreenCommand.Correct("会议室", new Mounting(55, 4m))))).Refused("not-yours");
        Assert.Equal("not-yours", await RefusedAsync(() => screen.View()));
        Assert.Equal("not-yours", await RefusedAsync(() => cluster.Facility("any").View()));

        (await screen.AskAsync(new ScreenCommand.Move(PlaceId.Of("s2")), actor: Office)).Accepted();
        await EverywhereAsync(cluster, Permission.Watch, "s1", "not-yours");
        await EverywhereAsync(cluster, Permission.Watch, "s2", null);

        (await screen.AskAsync(new ScreenCommand.Revoke("已拆除"), actor: Office)).Accepted();
        await EverywhereAsync(cluster, Permission.Watch, "s2", "no-account");
        Assert.Equal("no-account", await RefusedAsync(() => screen.Own()));
        (await AsScreen(() => screen.Tell(Asking.NewId(), new ScreenCommand.Reload()))).Refused("no-account");
        Assert.Equal("已拆除", (await screen.View())!.Revoked);
        Assert.Equal(3, (await screen.History(0, 10)).Entries.Length);
    }

    /// <summary>Every silo says so, which it does within the second for which it remembers.</summary>
    /// <param name="code">Of the fault; null: it may.</param>
    private static async Task EverywhereAsync(CircleCluster cluster, Permission permission, string place, string? code)
    {
        var need = new Need(permission, new Subject(PlaceId.Of(place)));
        foreach (var member in cluster.Members)
        {
            string? said = null;
            await Eventually.TrueAsync(
                async () => (said = (await member.Get<RightsBook>().MissingAsync(Id.Actor, need))?.Faults[0].Code) == code,
                () => $"{permission} at {place} is {code}; it is {said}");
        }
    }

    private static async Task<string> RefusedAsync<T>(Func<Task<T>> read)
        => (await Assert.ThrowsAsync<NotAllowedException>(() => AsScreen(read))).Refusal.Faults[0].Code;

    private static async Task<T> AsScreen<T>(Func<Task<T>> call)
    {
        Caller.Current = Id.Actor;
        Reader.Nobody();
        return await call();
    }
}
