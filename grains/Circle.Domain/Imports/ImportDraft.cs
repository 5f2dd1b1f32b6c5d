using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.Imports;

/// <summary>What a row stands for, of whichever subject.</summary>
public abstract record ImportDraft
{
    public abstract string Id { get; }

    public abstract PlaceId Place { get; }

    public abstract string Name { get; }

    /// <summary>Cells of its form's columns; id and version are left empty.</summary>
    public abstract ImmutableArray<string> Cells(ImportForm form, PlaceNames names);

    public abstract ImportDraft With(string id);

    /// <summary>With what a file does not say of the one that is there.</summary>
    public abstract ImportDraft Upon(ImportDraft existing);

    /// <summary>What is at one place under one name is one thing.</summary>
    public virtual string Match(PlaceNames names) => $"{Place}|{PlaceNames.Plain(Name)}";

    /// <summary>The same for everybody who enters the same: two people make no doubles.</summary>
    /// <param name="before">How many of this name there have been and are over.</param>
    public string Derived(ImportForm form, PlaceNames names, int before)
        => "i-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{form.Id}\n{Match(names)}\n{before}")).AsSpan(0, 16));

    /// <summary>The first of its derived ids that is nobody's.</summary>
    public string Free(ImportForm form, PlaceNames names, int before, Predicate<string> isTaken)
    {
        var id = Derived(form, names, before);
        while (isTaken(id)) id = Derived(form, names, ++before);
        return id;
    }

    protected static ImmutableArray<string> Cells(ImportForm form, Func<string, string?> cell) => [.. form.Columns.Select(c => cell(c.Key) ?? "")];

    public sealed record Point(PointDraft Draft) : ImportDraft
    {
        public override string Id => Draft.Id.Value;

        public override PlaceId Place => Draft.Place;

        public override string Name => Draft.Listing.Name;

        public override ImportDraft With(string id) => new Point(Draft with { Id = ServicePointId.Of(id) });

        public override ImportDraft Upon(ImportDraft existing) => new Point(Draft with { Id = ServicePointId.Of(existing.Id), Facility = ((Point)existing).Draft.Facility });

        public override ImmutableArray<string> Cells(ImportForm form, PlaceNames names)
        {
            var ((street, community), listing) = (names.Of(Draft.Place), Draft.Listing);
            return Cells(form, key => key switch
            {
                ImportForms.Street => street,
                ImportForms.Community => community,
                ImportForms.Name => listing.Name,
                ImportForms.Aliases => CellText.Of(listing.Aliases),
                ImportForms.Address => listing.Address,
                ImportForms.Landmark => listing.Landmark,
                ImportForms.Phones => CellText.Of(listing.Phones),
                ImportForms.Services => CellText.Of(listing.Services),
                ImportForms.Hours => listing.Hours,
                ImportForms.HomeVisits => CellText.Of(listing.HomeVisits),
                ImportForms.StepFree => CellText.Of(listing.StepFree),
                ImportForms.Position => CellText.Of(listing.Position),
                _ => "",
            });
        }
    }

    public sealed record Facility(FacilityDraft Draft) : ImportDraft
    {
        public override string Id => Draft.Id.Value;

        public override PlaceId Place => Draft.Place;

        public override string Name => Draft.Name;

        public override ImportDraft With(string id) => new Facility(Draft with { Id = FacilityId.Of(id) });

        public override ImportDraft Upon(ImportDraft existing)
        {
            var before = ((Facility)existing).Draft;
            return new Facility(Draft with { Id = before.Id, Origin = before.Origin, Since = before.Since, Quantities = before.Quantities });
        }

        public override ImmutableArray<string> Cells(ImportForm form, PlaceNames names)
        {
            var ((street, community), details) = (names.Of(Draft.Place), Draft.Details);
            return Cells(form, key => key switch
            {
                ImportForms.Street => street,
                ImportForms.Community => community,
                ImportForms.Name => Draft.Name,
                ImportForms.Origin => (Draft.Origin == Origin.Existing ? CellWords.Existing : CellWords.Planned).Chinese,
                ImportForms.Since => CellText.Of(Draft.Since),
                ImportForms.Address => details.Address,
                ImportForms.Phone => details.Phone,
                ImportForms.Hours => details.Hours,
                ImportForms.Services => CellText.Of(details.Services),
                ImportForms.Position => CellText.Of(details.Position),
                _ when key.StartsWith(ImportForms.Quantity, StringComparison.Ordinal)
                    => Draft.Quantities.TryGetValue(Plans.MeasureId.Of(key[ImportForms.Quantity.Length..]), out var quantity) ? CellText.OfThousandths(quantity) : "",
                _ => "",
            });
        }
    }

    public sealed record Community(PlaceDraft Draft) : ImportDraft
    {
        public override string Id => Draft.Id.Value;

        /// <summary>What it stands under.</summary>
        public override PlaceId Place => Draft.Parent!.Value;

        public override string Name => Draft.Name;

        public override ImportDraft With(string id) => new Community(Draft with { Id = PlaceId.Of(id) });

        public override ImportDraft Upon(ImportDraft existing) => new Community(Draft with { Id = PlaceId.Of(existing.Id), Doubts = ((Community)existing).Draft.Doubts });

        /// <summary>One that was merged is still the one of its street.</summary>
        public override string Match(PlaceNames names) => $"{Draft.Kind}|{names.StreetOf(Place)}|{PlaceNames.Folded(Name)}";

        public override ImmutableArray<string> Cells(ImportForm form, PlaceNames names)
        {
            var isCommunity = Draft.Kind == PlaceKind.Community;
            var above = names.Places.Find(Place);
            return Cells(form, key => key switch
            {
                ImportForms.Street => isCommunity ? names.Of(names.StreetOf(Place)).Street : Draft.Name,
                ImportForms.Community => isCommunity ? Draft.Name : "",
                ImportForms.Merged => isCommunity && above?.Kind == PlaceKind.Community ? names.Of(Place).Community : "",
                ImportForms.Aliases => CellText.Of(Draft.Aliases),
                _ => "",
            });
        }
    }
}

/// <summary>What is there already.</summary>
/// <param name="ListedAt">版本</param>
/// <param name="IsAsImported">Whether it stands as the last file had it; null: no file ever named it, or its row is older than this word.</param>
/// <param name="IsOver">Closed, disqualified or withdrawn: of its name there may be another.</param>
/// <param name="Cells">As a form writes it.</param>
public sealed record Existing(ImportDraft Draft, long ListedAt, bool? IsAsImported, bool IsOver, ImmutableArray<string> Cells)
{
    public static Existing Of(ServicePointView view, ImportForm form, PlaceNames names)
        => Of(new ImportDraft.Point(new PointDraft(view.Id, view.Kind, view.Place, view.Listing, view.Facility, view.Office?.Source ?? "")), view.ListedAt, view.IsAsImported, view.State is PointState.Closed or PointState.Disqualified, form, names);

    public static Existing Of(FacilityView view, ImportForm form, PlaceNames names)
    {
        var quantities = view.Measures.Where(m => m.Measure != Facilities.Facility.Whole).ToImmutableDictionary(m => m.Measure, m => m.Need);
        var draft = new FacilityDraft(view.Id, view.Line, view.Place, view.Name, view.Origin, quantities, view.Details, view.Since, view.Source);
        return Of(new ImportDraft.Facility(draft), view.ListedAt, view.IsAsImported, view.Standing == Facilities.Standing.Withdrawn, form, names);
    }

    /// <summary>Nothing but files has ever changed a place: where a file gives no version, it is compared with what stands.</summary>
    public static Existing Of(PlaceView view, ImportForm form, PlaceNames names)
        => Of(new ImportDraft.Community(new PlaceDraft(view.Id, view.Kind, view.Name, view.Parent, view.Aliases, view.Doubts, view.Source)), view.ListedAt, true, false, form, names);

    private static Existing Of(ImportDraft draft, long listedAt, bool? isAsImported, bool isOver, ImportForm form, PlaceNames names)
        => new(draft, listedAt, isAsImported, isOver, draft.Cells(form, names));
}
