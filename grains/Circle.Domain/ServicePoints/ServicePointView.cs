using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>What readers see of a service point; stored in its place row by the commit that changed it.</summary>
/// <param name="StateSince">Business day.</param>
/// <param name="Until">Last day of a pause; null: unknown, or none.</param>
/// <param name="Sign">标牌号 of the sign that hangs; null: none does.</param>
/// <param name="Verified">At most one of each group.</param>
/// <param name="Office">For offices alone: whoever answers the public leaves it out.</param>
[GenerateSerializer, Immutable, Alias("ServicePointView")]
public sealed record ServicePointView(
    [property: Id(0)] ServicePointId Id,
    [property: Id(1)] PointKindId Kind,
    [property: Id(2)] LineId Line,
    [property: Id(3)] PlaceId Place,
    [property: Id(4)] FacilityId? Facility,
    [property: Id(5)] PointListing Listing,
    [property: Id(6)] PointState State,
    [property: Id(7)] DateOnly StateSince,
    [property: Id(8)] DateOnly? Until,
    [property: Id(9)] string? Sign,
    [property: Id(10)] ImmutableArray<Verification> Verified,
    [property: Id(11)] PointOffice? Office)
{
    /// <summary>版本: of the journal when listing or place changed last; what a file that was exported then is compared with.</summary>
    [Id(12)]
    public long ListedAt { get; init; }

    /// <summary>Whether it stands as the last file had it; null: no file ever named it.</summary>
    [Id(13)]
    public bool? IsAsImported { get; init; }

    /// <summary>Null: none is shown.</summary>
    [Id(14)]
    public Photo? Photo { get; init; }

    /// <summary>Business day since which the photo is shown.</summary>
    [Id(15)]
    public DateOnly? PhotoSince { get; init; }

    /// <summary>Since a group was verified; never default: a row that is older than this word has none.</summary>
    [Id(16)]
    public ImmutableArray<Correction> Corrected { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Null: nobody has found anything wrong, or it was corrected or verified since.</summary>
    [Id(17)]
    public PointMismatch? Mismatch { get; init; }

    /// <summary>Counts for the 生活服务圈 of its community: open, and where its kind is registered, under agreement.</summary>
    [JsonIgnore]
    public bool IsInService => State == PointState.Open && Office is { } office && (!office.IsRegistered || (office.Registration >= Registration.Agreed && office.AgreementEnded is null));

    public static ServicePointView Of(ServicePointState state)
    {
        var draft = state.Draft!;
        return new ServicePointView(
            draft.Id,
            draft.Kind,
            state.Line!.Value,
            draft.Place,
            draft.Facility,
            draft.Listing,
            state.State,
            state.StateSince!.Value,
            state.Until,
            state.SignDown is null ? state.Steps.FirstOrDefault(s => s.Step == Registration.SignHung)?.Number : null,
            state.Verified,
            new PointOffice(state.IsRegistered, state.Registration, state.Steps, state.Returned, state.StateReason, state.SignDown, state.Record, draft.Source)
            {
                NotedAt = state.NotedAt,
                AgreementEnded = state.AgreementEnded,
                FoundOn = state.FoundOn,
                Reviews = state.Reviews,
            })
        {
            ListedAt = state.ListedAt,
            IsAsImported = state.Imported is { } file ? file == new PointBasis(draft.Listing, draft.Place) : null,
            Photo = state.Photo,
            PhotoSince = state.PhotoSince,
            Corrected = state.Corrected,
            Mismatch = state.Mismatch,
        };
    }

    /// <summary>Of no line: what hangs on one is a facility, and is looked for by it. A point is looked for by its kind.</summary>
    internal static RowHead HeadOf(ServicePointState state)
        => new(state.Draft!.Place, null, null, state.Draft.Kind.Value, state.Draft.Listing.Name, JsonSerializer.Serialize(Of(state), JournalJson.Options), LatestOf(state));

    private static Happening? LatestOf(ServicePointState state)
        => state.Last is { } last ? new(ServicePoint.StreamOf(state.Draft!.Id), last.Type, last.At, state.Line?.Value, state.Draft.Listing.Name, null) : null;
}

/// <param name="IsRegistered">Whether its kind is one that the bureau registers.</param>
/// <param name="Returned">Why the bureau sent it back; null: it has not, or it was filed anew.</param>
/// <param name="Reason">Why it is paused, closed or disqualified.</param>
/// <param name="Source">The list or file that named it, or empty.</param>
[GenerateSerializer, Immutable, Alias("PointOffice")]
public sealed record PointOffice(
    [property: Id(0)] bool IsRegistered,
    [property: Id(1)] Registration Registration,
    [property: Id(2)] ImmutableArray<RegistrationStep> Steps,
    [property: Id(3)] string? Returned,
    [property: Id(4)] string? Reason,
    [property: Id(5)] DateOnly? SignDown,
    [property: Id(6)] PointRecord Record,
    [property: Id(7)] string Source)
{
    /// <summary>Of the journal when <see cref="Record"/> changed last; 0: never.</summary>
    [Id(8)]
    public long NotedAt { get; init; }

    /// <summary>Since when its agreement is over and not renewed; null: it is not.</summary>
    [Id(9)]
    public DateOnly? AgreementEnded { get; init; }

    /// <summary>摸底: business day on which it was entered; null in a row that is older than this word.</summary>
    [Id(10)]
    public DateOnly? FoundOn { get; init; }

    /// <summary>取消资格核查 that is open, the oldest complaint first; never default: a row that is older than this word has none.</summary>
    [Id(11)]
    public ImmutableArray<PointReview> Reviews { get; init => field = value.IsDefault ? [] : value; } = [];
}
