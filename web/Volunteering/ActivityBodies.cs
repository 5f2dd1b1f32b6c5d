using System.Collections.Immutable;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;

namespace Circle.Web.Volunteering;

/// <summary>活动登记; see <see cref="ActivityLog"/>.</summary>
/// <param name="Opinion">居民的话, at most <see cref="ActivityTexts.MaxOpinion"/> characters.</param>
/// <param name="Form">What the kind's form asks: the text of a JSON object by the ids of its fields, in their order.</param>
/// <param name="ClockMinutes">By how much the phone's clock was wrong; null: it was right.</param>
internal sealed record ActivityBody(
    ActivityId Id, FacilityId Team, ActivityKindId Kind, PlaceId Place, DateTimeOffset Start, DateTimeOffset End, ImmutableArray<ParticipationBody> People, int? Helped,
    ImmutableArray<AttachmentBody>? Attachments, Satisfaction? Rating, string? Opinion, SignatureBody? Signature, string? Form, int? ClockMinutes, ActivityId? Corrects);

internal sealed record ParticipationBody(VolunteerId Who, int Minutes);

/// <param name="Sha">SHA-256 of the file that will be sent.</param>
internal sealed record AttachmentBody(BlobId Sha, AttachmentUse Use);

/// <param name="Strokes">See <see cref="SignatureStrokes"/>.</param>
/// <param name="RecordHash">See <see cref="SignedRecord"/>.</param>
internal sealed record SignatureBody(string Strokes, string RecordHash);

/// <param name="Sha">As the record announced it.</param>
/// <param name="Photo">What its upload answered.</param>
internal sealed record ArrivalBody(BlobId Sha, Photo Photo);

/// <param name="DespiteOverlap">Why it is right that somebody is down for two at once; null: nobody is.</param>
internal sealed record ApprovalBody(string? DespiteOverlap);

internal sealed record ActivityReasonBody(string Reason);

/// <param name="Who">Of a volunteer with an account; null: of one without, who has <paramref name="Name"/>.</param>
/// <param name="Since">First day in the team; null: today.</param>
internal sealed record JoiningBody(VolunteerId? Who, string? Name, CraftId? Craft, DateOnly? Since);

internal sealed record CraftBody(CraftId? Craft);

/// <summary>Lengths of what is written into records of activities.</summary>
internal static class ActivityTexts
{
    public const int MaxOpinion = 500;
}
