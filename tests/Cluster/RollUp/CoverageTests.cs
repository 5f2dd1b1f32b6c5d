using System.Collections.Immutable;
using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Places;
using Circle.Contracts.Walls;
using Circle.Domain.Facilities;
using Circle.Domain.Places;

namespace Circle.Cluster.Tests.RollUp;

/// <summary>Sixteen of seventeen streets: the picture says which one it does not hear, keeps its row, and mends by itself.</summary>
public sealed class CoverageTests : IAsyncLifetime
{
    private const int Streets = 17;
    private const string Silent = "s7";
    private const string Other = "s8";

    private static readonly ImmutableArray<PlaceDraft> Places =
    [
        SmallDistrict.Place(SmallDistrict.District.Value, PlaceKind.District, null),
        .. Enumerable.Range(1, Streets).Select(n => SmallDistrict.Place($"s{n}", PlaceKind.Street, SmallDistrict.District.Value)),
    ];

    private readonly SqliteFolder _folder = new();
    private WatchedDistrict _district = null!;

    private IRegionGrain Region => _district.Cluster.Region(SmallDistrict.District);

    public async ValueTask InitializeAsync()
    {
        _district = await WatchedDistrict.StartAsync(_folder.Options());
        await _district.Cluster.PrepareAsync(places: Places);
        await _district.ConfirmAsync(SmallDistrict.Room);
    }

    public async ValueTask DisposeAsync()
    {
        await _district.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_street_that_stops_reporting_is_named_and_stays_at_its_last_figures_until_it_is_heard_again()
    {
        await CompleteAsync("before-1", Silent);
        await CompleteAsync("before-2", Other);
        await UntilAsync(f => f.Coverage is { Reporting: Streets, Of: Streets, Missing: [] } && (Owed(f, Silent), Owed(f, Other)) == (1, 1), "all are heard");

        _district.Mischief.Instead = Mischief.Silence(place => place.Value == Silent);
        await CompleteAsync("meanwhile-1", Silent);
        await CompleteAsync("meanwhile-2", Other);

        var gap = await UntilAsync(f => f.Coverage.Reporting < Streets && Owed(f, Other) == 0, "one is missed and the others go on");
        Assert.Equal((Streets - 1, Streets, $"place {Silent}"), (gap.Coverage.Reporting, gap.Coverage.Of, Assert.Single(gap.Coverage.Missing)));
        Assert.Equal(1, Owed(gap, Silent));
        Assert.Equal(Streets, gap.Cells.Keys.Count(k => k.StartsWith("place/", StringComparison.Ordinal)));

        // Its own wall knows: what is missing is the way to the district alone.
        Assert.Equal(0, JsonDocument.Parse((await _district.Cluster.Region(PlaceId.Of(Silent)).Next(null)).Cells["headline"]!).RootElement.GetProperty("owed").GetInt64());

        _district.Mischief.Instead = null;

        var whole = await UntilAsync(f => f.Coverage.Reporting == Streets, "it is heard again, and nobody did anything for it");
        Assert.Empty(whole.Coverage.Missing);
        await UntilAsync(f => Owed(f, Silent) == 0, "its figures are here");
    }

    private static long Owed(Frame frame, string street) => JsonDocument.Parse(frame.Cells[$"place/{street}"]!).RootElement.GetProperty("owed").GetInt64();

    /// <summary>Lets the watch's rounds pass until the whole picture is as it should be.</summary>
    private async Task<Frame> UntilAsync(Func<Frame, bool> holds, string what)
    {
        var frame = await Region.Next(null);
        await Eventually.TrueAsync(
            async () =>
            {
                _district.Watch();
                _district.Time.Jump(TimeSpan.FromMilliseconds(200));
                frame = await Region.Next(null);
                return holds(frame);
            },
            () => $"{what}: {frame.Coverage.Reporting}/{frame.Coverage.Of}, {string.Join(", ", frame.Coverage.Missing)} missing");
        return frame;
    }

    /// <summary>One of the two rooms that the street owes since October.</summary>
    private async Task CompleteAsync(string name, string street)
    {
        var facility = await _district.RegisterAsync(name, street);
        (await facility.AskAsync(new FacilityCommand.ReportCompletion(SmallDistrict.Today, null))).Accepted();
    }
}
