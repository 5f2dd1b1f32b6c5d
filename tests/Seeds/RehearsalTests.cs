using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Seeds.Tests;

public class RehearsalTests
{
    [Fact]
    public void Invented_rows_come_only_from_files_that_are_marked()
    {
        Assert.DoesNotContain(Shipped.Live.PlaceParts.Select(p => p.File).Concat(Shipped.Live.FacilityParts.Select(p => p.File)), f => f.Rehearsal);
        var invented = Shipped.Rehearsal.FacilityParts.Where(p => p.File.Rehearsal).SelectMany(p => p.Rows).ToArray();
        Assert.All(invented, f => Assert.StartsWith("演练虚构", f.Source, StringComparison.Ordinal));
        Assert.Equal(Shipped.Rehearsal.Facilities.Length, Shipped.Live.Facilities.Length + invented.Length);
    }

    [Fact]
    public void Every_street_has_communities_pharmacies_and_existing_facilities()
    {
        var streetOf = Shipped.Rehearsal.Places.Of(PlaceKind.Community).ToDictionary(p => p.Id, p => p.Parent!.Value);
        var streets = Shipped.Rehearsal.Places.Of(PlaceKind.Street).Select(p => p.Id).ToHashSet();
        Assert.Superset(streets, streetOf.Values.ToHashSet());
        Assert.Superset(streets, Shipped.Rehearsal.Facilities.On("pharmacy").Select(f => streetOf[f.Place]).ToHashSet());
        Assert.Superset(streets, Shipped.Rehearsal.Facilities.On("fitness").Where(f => f.Origin == Origin.Existing).Select(f => streetOf[f.Place]).ToHashSet());
    }

    [Fact]
    public void There_are_436_pharmacies_whose_plates_are_still_to_be_made()
    {
        var pharmacies = Shipped.Rehearsal.Facilities.On("pharmacy").ToArray();
        Assert.Equal(436, pharmacies.Length);
        Assert.All(pharmacies, p => Assert.Equal(Origin.Planned, p.Origin));
    }

    [Fact]
    public void Simulated_people_confirm_all_but_two_baselines()
    {
        var open = Shipped.Rehearsal.Plan.Lines.Select(l => l.Id).Except(Shipped.Rehearsal.Baselines.Select(b => b.Line));
        Assert.Equal([new LineId("kindergarten"), new LineId("training")], open);
        Assert.All(Shipped.Rehearsal.Baselines, b => Assert.StartsWith("rehearsal:", b.ConfirmedBy.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Some_communities_still_lack_a_clinic_and_some_lack_fitness_places()
    {
        var communities = Shipped.Rehearsal.Places.Of(PlaceKind.Community).Select(p => p.Id).ToArray();
        var clinics = Shipped.Rehearsal.Facilities.On("medical").Select(f => f.Place).ToHashSet();
        var places = Shipped.Rehearsal.Facilities.On("fitness").ToLookup(f => f.Place);
        Assert.InRange(communities.Count(c => !clinics.Contains(c)), 5, 20);
        Assert.InRange(communities.Count(c => places[c].Count() < 3), 10, 30);
    }

    [Fact]
    public void A_rehearsal_folder_is_no_plan_and_a_plan_folder_no_rehearsal()
    {
        var asPlan = SeedLoader.Load(Shipped.RehearsalFolder);
        Assert.Contains(asPlan.Errors, e => e.File == "jinshui-rehearsal/rehearsal.json");
        Assert.Contains(asPlan.Errors, e => e.File == "jinshui-rehearsal/plan.json");
        var asRehearsal = SeedLoader.Load(Shipped.PlanFolder, Shipped.PlanFolder);
        Assert.Contains(asRehearsal.Errors, e => e.File == "jinshui/rehearsal.json");
    }
}
