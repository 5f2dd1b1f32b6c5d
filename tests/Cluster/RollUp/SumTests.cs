using Circle.Cluster.Tests.Field;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Cluster.Tests.RollUp;

/// <summary>Community → street → district: what is shown is what the journal says.</summary>
public sealed class SumTests(SharedDistrict shared) : SumTestsBase(shared)
{
    public static TheoryData<int> Seeds => [1, Random.Shared.Next()];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_random_work_at_many_places_every_region_is_the_sum_of_its_rows_and_of_the_journal(int seed)
    {
        var drift = District.Meters.Read("circle.rollup.drift");
        var deeds = new RandomDeeds(seed, $"sum{seed}", 80);
        var crew = new Crew(District.Cluster);
        await crew.RunAsync(deeds.Registrations(), 64);
        await District.FactsOfAsync(SmallDistrict.District);
        await crew.RunAsync(Enumerable.Range(0, 1_500).Select(_ => deeds.Next()).ToList(), 64);

        Assert.True(crew.Heard.Count(h => h.Answer is Answer.Accepted) > 500, $"seed {seed}: {crew.Heard.Count(h => h.Answer is Answer.Accepted)} accepted");
        await District.CheckAsync();
        Assert.Equal(drift, District.Meters.Read("circle.rollup.drift"));
    }

    [Fact]
    public async Task A_region_that_goes_in_the_middle_of_work_comes_back_right_and_its_parent_hears_the_whole()
    {
        var deeds = new RandomDeeds(5, "gone", 40);
        var crew = new Crew(District.Cluster);
        await District.FactsOfAsync(SmallDistrict.District);
        await crew.RunAsync(deeds.Registrations(), 32);
        var work = crew.RunAsync(Enumerable.Range(0, 1_000).Select(_ => deeds.Next()).ToList(), 32);
        for (var i = 0; i < 10; i++)
        {
            foreach (var region in (string[])["s1", "s2c1", "s3"]) await District.Cluster.DeactivateAsync(District.Cluster.Region(PlaceId.Of(region)));
            await District.CompareAsync(SmallDistrict.District);
        }

        await work;
        await District.CompareAsync(SmallDistrict.District);
        foreach (var street in (string[])["s1", "s2", "s3"]) await District.CompareAsync(PlaceId.Of(street));
        await District.CheckAsync();
    }

    [Fact]
    public async Task A_street_that_comes_back_never_shows_the_district_less_than_there_is()
    {
        await District.RegisterAsync("dip-1", "s2c2");
        await District.RegisterAsync("dip-2", "s2c3");
        await District.CheckAsync();
        var (whole, other) = (await RegisteredAtAsync("d"), await RegisteredAtAsync("s1"));

        // It wakes, and its communities are out of reach: what it holds is less than the district knows of it.
        District.Mischief.Instead = Mischief.Silence(place => place.Value.StartsWith("s2c", StringComparison.Ordinal));
        await District.Cluster.DeactivateAsync(District.Cluster.Region(PlaceId.Of("s2")));
        await District.CompareAsync(SmallDistrict.District);
        await District.CompareAsync(PlaceId.Of("s2"));
        await District.RegisterAsync("dip-3", "s1c1");
        await Eventually.TrueAsync(async () => await RegisteredAtAsync("s1") == other + 1, () => "what happened elsewhere has arrived");
        await District.CompareAsync(SmallDistrict.District);
        Assert.Equal(whole + 1, await RegisteredAtAsync("d"));

        District.Mischief.Instead = null;
        await District.CompareAsync(PlaceId.Of("s2"));
        await District.CheckAsync();
        Assert.Equal(whole + 1, await RegisteredAtAsync("d"));
    }

    [Fact]
    public async Task A_moved_facility_counts_once_where_it_went()
    {
        var facility = await District.RegisterAsync("moved", "s1c1");
        await District.CheckAsync();
        var (from, to, all) = (await RegisteredAtAsync("s1"), await RegisteredAtAsync("s3"), await RegisteredAtAsync("d"));
        (await facility.AskAsync(new FacilityCommand.Move(PlaceId.Of("s3c4"), "merged"))).Accepted();
        await District.CheckAsync();
        Assert.Equal((from - 1, to + 1, all), (await RegisteredAtAsync("s1"), await RegisteredAtAsync("s3"), await RegisteredAtAsync("d")));
    }

    /// <summary>The mailboxes of two silos keep no order between them.</summary>
    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(1, 3, 2)]
    [InlineData(2, 1, 3)]
    [InlineData(2, 3, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(3, 2, 1)]
    public async Task A_moved_facility_counts_once_in_every_order_of_arrival(params int[] order)
    {
        // Revision 1 and 2 hang on s1c2, 3 on s2c4; both regions hear of all, as a mailbox would tell them.
        var (from, to) = (PlaceId.Of("s1c2"), PlaceId.Of("s2c4"));
        var id = StreamId.Of("facility", $"order-{string.Join("", order)}");
        var cells = Tally.Of([new(Registered, 1)]);
        var (before, after) = (await RegisteredAtAsync(from.Value), await RegisteredAtAsync(to.Value));
        try
        {
            foreach (var revision in order)
            {
                var row = new PlaceRow(id, revision < 3 ? from : to, revision, cells);
                await District.Cluster.Region(from).Take([row]);
                if (revision == 3) await District.Cluster.Region(to).Take([row]);
            }

            Assert.Equal((before, after + 1), (await RegisteredAtAsync(from.Value), await RegisteredAtAsync(to.Value)));
        }
        finally
        {
            // These rows are in no database: what was invented here goes with the next comparison.
            await District.CompareAsync(from);
            await District.CompareAsync(to);
        }
    }
}
