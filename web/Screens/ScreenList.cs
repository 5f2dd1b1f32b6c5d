using Circle.Contracts.Places;
using Circle.Contracts.Screens;
using Circle.Domain.Places;
using Circle.Domain.Screens;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Screens;

/// <param name="Revoked">Why; null: it is not.</param>
/// <param name="IsPaired">Whether the device has fetched its token.</param>
/// <param name="Seen">Of its newest report, as the following; null: none came.</param>
/// <param name="IsOnline">Whether that is young enough.</param>
/// <param name="Frames">Drawn since its page was loaded.</param>
/// <param name="Age">Of its picture, in milliseconds; null: it has none.</param>
/// <param name="IsCurrent">Whether its page is the one that is served now; null: not known.</param>
internal sealed record ScreenItem(
    ScreenId Id,
    string Name,
    PlaceId Place,
    string PlaceName,
    int Inches,
    decimal Metres,
    string? Revoked,
    bool IsPaired,
    DateTimeOffset? Seen,
    bool IsOnline,
    long Frames,
    long? Age,
    string? Version,
    bool? IsCurrent);

/// <summary>Every screen for the office: what it is, by its journal, and how it is, by its own reports.</summary>
internal sealed class ScreenList(IDbContextFactory<Credentials> credentials, IGrainFactory grains, PageVersion page, TimeProvider real)
{
    private const int MostRevoked = 100;
    private const int AskedAtOnce = 100;

    /// <summary>A report comes every 3 s and is written every 10 s.</summary>
    private static readonly TimeSpan OnlineFor = TimeSpan.FromSeconds(30);

    /// <summary>By place and name; after them those that were revoked of late, newest first.</summary>
    public async Task<IReadOnlyList<ScreenItem>> ReadAsync()
    {
        var devices = await DevicesAsync();
        var names = (await grains.GetGrain<IPlaceQueries>(0).List(null)).ToDictionary(p => p.Id, p => p.Name);
        var items = new List<ScreenItem>();
        foreach (var some in devices.Chunk(AskedAtOnce))
        {
            var views = await Task.WhenAll(some.Select(d => grains.GetGrain<IScreenGrain>(d.ScreenId).View()));
            items.AddRange(some.Zip(views).Where(s => s.Second is not null).Select(s => ItemOf(s.First, s.Second!, names.GetValueOrDefault(s.Second!.Place) ?? s.Second.Place.Value)));
        }

        return [.. items.Where(i => i.Revoked is null).OrderBy(i => i.PlaceName, StringComparer.Ordinal).ThenBy(i => i.Name, StringComparer.Ordinal), .. items.Where(i => i.Revoked is not null)];
    }

    /// <summary>From now on it is kept for a time only.</summary>
    public async Task RevokeAsync(ScreenId screen)
    {
        var now = real.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = await credentials.CreateDbContextAsync();
        await db.ScreenDevices.Where(d => d.ScreenId == screen.Value && d.Revoked == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.Revoked, now));
    }

    private async Task<IReadOnlyList<ScreenDevice>> DevicesAsync()
    {
        await using var db = await credentials.CreateDbContextAsync();
        var all = db.ScreenDevices.AsNoTracking();
        return
        [
            .. await all.Where(d => d.Revoked == null).OrderBy(d => d.ScreenId).Take(Pairing.MostScreens).ToListAsync(),
            .. await all.Where(d => d.Revoked != null).OrderByDescending(d => d.Revoked).Take(MostRevoked).ToListAsync(),
        ];
    }

    private ScreenItem ItemOf(ScreenDevice device, ScreenView view, string place)
    {
        var seen = device.Seen is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null;
        return new ScreenItem(
            view.Id,
            view.Name,
            view.Place,
            place,
            view.Mounting.Inches,
            view.Mounting.Metres,
            view.Revoked,
            device.Token is not null,
            seen,
            view.Revoked is null && seen >= real.GetUtcNow() - OnlineFor,
            device.Frames,
            device.Age,
            device.Version,
            device.Version is null || page.Current is null ? null : device.Version == page.Current);
    }
}
