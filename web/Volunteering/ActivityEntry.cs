using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Circle.Web.Journal;
using Circle.Web.Subjects;

namespace Circle.Web.Volunteering;

/// <summary>The body of a record. What was signed is made anew from what arrived: a signature of anything else is none.</summary>
internal sealed class ActivityEntry(CommandBody body, CommandId key, VolunteeringRules rules) : WordsForm(body, key)
{
    public ActivityLog Read()
    {
        var (opinionText, formText) = (Body.Text("opinion"), Body.Text("form"));
        var kind = Body.Id<ActivityKindId>("kind");
        var log = new ActivityLog(
            Body.Id<ActivityId>("id"),
            Body.Id<FacilityId>("team"),
            kind,
            Body.Id<PlaceId>("place"),
            RequiredMoment("start"),
            RequiredMoment("end"),
            [.. Body.Parts("people", ActivityLog.MostPeople).Select(ReadPerson)],
            Clamped("helped"),
            [.. Body.Parts("attachments", ActivityLog.MostAttachments).Select(ReadAttachment)],
            Body.OptionalChoice<Satisfaction>("rating"),
            opinionText is { Length: > 0 } opinion ? Keep("opinion", opinion, ActivityTexts.MaxOpinion) : null,
            null,
            formText is { Length: > 0 } form ? KeepForm(kind, form) : null,
            Clamped("clockMinutes"),
            Body.OptionalId<ActivityId>("corrects"));
        return Body.Part("signature") is { } signature ? log with { Signature = ReadSignature(signature, log, opinionText, formText) } : log;
    }

    private DateTimeOffset RequiredMoment(string field)
    {
        if (Body.OptionalMoment(field) is { } at) return at;
        if (!Body.Faults.Has(field)) Body.Faults.Add(field, "required", "不能为空", "is required");
        return DateTimeOffset.UnixEpoch;
    }

    private int Clamped(string field) => (int)Math.Clamp(Body.OptionalWhole(field) ?? 0, int.MinValue, int.MaxValue);

    private static Participation ReadPerson(CommandBody part)
    {
        var person = new Participation(part.Id<VolunteerId>("who"), part.Whole("minutes"));
        part.Close();
        return person;
    }

    private static AttachmentClaim ReadAttachment(CommandBody part)
    {
        var claim = new AttachmentClaim(part.Id<BlobId>("sha"), part.Choice<AttachmentUse>("use"));
        part.Close();
        return claim;
    }

    private WordsId KeepForm(ActivityKindId kind, string text)
    {
        if (rules.Find(kind)?.Form is { } form) FormAnswers.Check(Body.Faults, "form", form, text);
        return Keep("form", text, FormAnswers.MaxText);
    }

    private ResidentSignature ReadSignature(CommandBody part, ActivityLog log, string? opinion, string? form)
    {
        var (strokes, hash) = (part.Required("strokes"), part.Required("recordHash"));
        part.Close();
        if (strokes.Length > 0) SignatureStrokes.Check(Body.Faults, "signature/strokes", strokes);
        if (hash != SignedRecord.HashOf(log, opinion is { Length: > 0 } ? opinion : null, form is { Length: > 0 } ? form : null) && !Body.Faults.Any)
            Body.Faults.Add("signature/recordHash", "not-of-record", "记录在签名之后改动过，请居民重签", "the record was changed after it was signed: let it be signed again");
        return new ResidentSignature(Keep("signature/strokes", strokes, SignatureStrokes.MaxText), hash);
    }
}
