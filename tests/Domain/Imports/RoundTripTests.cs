using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using CsCheck;
using static Circle.Domain.Tests.Imports.ImportSample;

namespace Circle.Domain.Tests.Imports;

/// <summary>What is written into cells is read back as it was, whatever it holds.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void A_service_point_is_read_as_it_was_written()
        => AnyPoint.Sample(draft => Assert.Equal(((ImportDraft.Point)draft).Draft, ((ImportDraft.Point)Read(Points, draft)).Draft));

    [Fact]
    public void A_facility_is_read_as_it_was_written()
        => AnyFacility.Sample(draft =>
        {
            var read = ((ImportDraft.Facility)Read(Parks, draft)).Draft;
            var wrote = ((ImportDraft.Facility)draft).Draft;
            Assert.Equal((wrote.Place, wrote.Name, wrote.Origin, wrote.Since), (read.Place, read.Name, read.Origin, read.Since));
            Assert.Equal(wrote.Quantities.Order(), read.Quantities.Order());
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(wrote.Details, JournalJson.Options), System.Text.Json.JsonSerializer.Serialize(read.Details, JournalJson.Options));
        });

    [Fact]
    public void A_roster_is_read_as_it_was_written_with_what_was_merged()
        => Assert.All(Tree.All.Where(p => p.Parent is not null), place =>
        {
            var draft = new ImportDraft.Community(new PlaceDraft(place.Id, place.Kind, place.Name, place.Parent, ["别；名", "二|名"], [], ""));
            var read = ((ImportDraft.Community)Read(Communities, draft)).Draft;
            Assert.Equal((place.Kind, place.Name, place.Parent), (read.Kind, read.Name, read.Parent));
            Assert.Equal(draft.Draft.Aliases, read.Aliases);
        });

    [Fact]
    public void Lists_hold_whatever_their_items_hold()
        => Text(10).Array[1, 4].Array[0, 5].Sample(items =>
        {
            var read = CellList.Read(CellList.Write(items.Select(i => System.Collections.Immutable.ImmutableArray.Create(i))));
            Assert.Equal(items.Select(i => string.Join('\n', i)), read.Select(i => string.Join('\n', i)));
        });

    [Theory]
    [InlineData("0371-63812345", "037163812345", PhoneType.Landline)]
    [InlineData("400-123-4567", "4001234567", PhoneType.Service)]
    [InlineData("13812345678|经营用手机", "13812345678", PhoneType.BusinessMobile)]
    [InlineData("13812345678｜business mobile", "13812345678", PhoneType.BusinessMobile)]
    public void A_phone_is_read_as_people_write_it(string cell, string number, PhoneType type)
    {
        var faults = new FaultList();
        var phone = Assert.Single(((ImportDraft.Point)Drafts(Points).Read(CellsWith(ImportForms.Phones, cell), faults)).Draft.Listing.Phones);

        Assert.False(faults.Has(ImportForms.Phones));
        Assert.Equal((number, type), (phone.Number.Replace("-", "", StringComparison.Ordinal), phone.Type));
    }

    [Fact]
    public void A_mobile_without_a_word_may_be_somebodys_own_and_is_not_guessed()
    {
        var faults = new FaultList();
        _ = Drafts(Points).Read(CellsWith(ImportForms.Phones, "13812345678"), faults);

        Assert.True(faults.Has(ImportForms.Phones));
    }

    [Fact]
    public void Every_fault_of_a_row_is_named_at_once_by_its_column()
    {
        var faults = new FaultList();
        var cells = CellsWith(ImportForms.Street, "没有这条路").SetItem(Points.IndexOf(ImportForms.Hours), "每天").SetItem(Points.IndexOf(ImportForms.StepFree), "也许")
            .SetItem(Points.IndexOf(ImportForms.Phones), "12").SetItem(Points.IndexOf(ImportForms.Position), "34");
        _ = Drafts(Points).Read(cells, faults);

        Assert.Equal(
            new[] { ImportForms.Name, ImportForms.Street, ImportForms.Hours, ImportForms.StepFree, ImportForms.Phones, ImportForms.Position }.Order(),
            faults.ToRefusal().Faults.Select(f => f.Field).Distinct().Order());
    }

    private static System.Collections.Immutable.ImmutableArray<string> CellsWith(string key, string cell)
        => [.. Points.Columns.Select(c => c.Key == key ? cell : "")];

    private static ImportDraft Read(ImportForm form, ImportDraft draft)
    {
        var faults = new FaultList();
        var cells = draft.Cells(form, new PlaceNames(Tree));
        var read = Drafts(form).Read(cells, faults);
        Assert.False(faults.Any, string.Join("; ", faults.Any ? faults.ToRefusal().Faults.Select(f => $"{f.Field}: {f.En}") : []) + " in " + string.Join(" ¦ ", cells));
        Assert.Equal(cells, read.Cells(form, new PlaceNames(Tree)));
        return read;
    }
}
