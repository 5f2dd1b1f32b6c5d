using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Orleans;

namespace Circle.Domain.Volunteering;

/// <summary>活动记录. Made on the phone, so that it is one however often it is sent: <see cref="Length"/> lower hexadecimal digits.</summary>
[GenerateSerializer, Immutable, Alias("ActivityId"), JsonConverter(typeof(TextIdConverter<ActivityId>))]
public readonly record struct ActivityId([property: Id(0)] string Value) : ITextId<ActivityId>
{
    public const int Length = 32;

    public static ActivityId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>志愿者: an account's id, or, of whoever has no phone, that of the subject who holds the name. An account that is made later has the same.</summary>
[GenerateSerializer, Immutable, Alias("VolunteerId"), JsonConverter(typeof(TextIdConverter<VolunteerId>))]
public readonly record struct VolunteerId([property: Id(0)] string Value) : ITextId<VolunteerId>
{
    public static VolunteerId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>参加</summary>
/// <param name="Minutes">1 to the length of the activity.</param>
[GenerateSerializer, Immutable, Alias("Participation")]
public sealed record Participation([property: Id(0)] VolunteerId Who, [property: Id(1)] int Minutes);

/// <summary>What a picture shows.</summary>
public enum AttachmentUse
{
    /// <summary>现场照片</summary>
    Photo,

    /// <summary>群众意见簿: the page of the paper book with the opinion and the signature.</summary>
    Page,
}

/// <summary>A picture that the phone has and will send: the log is received before it.</summary>
/// <param name="Sha">SHA-256 of the file as the phone has it.</param>
[GenerateSerializer, Immutable, Alias("AttachmentClaim")]
public sealed record AttachmentClaim([property: Id(0)] BlobId Sha, [property: Id(1)] AttachmentUse Use);

/// <summary>居民签名, drawn on the phone.</summary>
/// <param name="Strokes">The lines of it, see <see cref="SignatureStrokes"/>.</param>
/// <param name="RecordHash">SHA-256 of exactly what was signed, see <see cref="SignedRecord"/>.</param>
[GenerateSerializer, Immutable, Alias("ResidentSignature")]
public sealed record ResidentSignature([property: Id(0)] WordsId Strokes, [property: Id(1)] string RecordHash);

/// <summary>
/// 活动登记: who was where, when and for what, and what the residents said of it; it never changes. What people said and signed is named, and stands apart.
/// </summary>
/// <param name="Place">Community or street where it was.</param>
/// <param name="Start">By the phone's clock, as <paramref name="End"/> is.</param>
/// <param name="People">1 to <see cref="MostPeople"/>, each once.</param>
/// <param name="Helped">服务对象人数: 0 to <see cref="MostHelped"/>.</param>
/// <param name="Attachments">At most <see cref="MostAttachments"/>, each once.</param>
/// <param name="Rating">居民评价; null: nobody gave one.</param>
/// <param name="Opinion">居民的话; null: none.</param>
/// <param name="Form">What the kind's form asks, as JSON of its fields; null: it has none.</param>
/// <param name="ClockMinutes">By how much the phone's clock was wrong: added to both times. 0 but for a phone that is set wrong.</param>
/// <param name="Corrects">更正 of an earlier one; null: it is its own.</param>
[GenerateSerializer, Immutable, Alias("ActivityLog")]
public sealed record ActivityLog(
    [property: Id(0)] ActivityId Id,
    [property: Id(1)] FacilityId Team,
    [property: Id(2)] ActivityKindId Kind,
    [property: Id(3)] PlaceId Place,
    [property: Id(4)] DateTimeOffset Start,
    [property: Id(5)] DateTimeOffset End,
    [property: Id(6)] ImmutableArray<Participation> People,
    [property: Id(7)] int Helped,
    [property: Id(8)] ImmutableArray<AttachmentClaim> Attachments,
    [property: Id(9)] Satisfaction? Rating,
    [property: Id(10)] WordsId? Opinion,
    [property: Id(11)] ResidentSignature? Signature,
    [property: Id(12)] WordsId? Form,
    [property: Id(13)] int ClockMinutes,
    [property: Id(14)] ActivityId? Corrects)
{
    public const int MostPeople = 60;
    public const int MostHelped = 5_000;
    public const int MostAttachments = 12;

    /// <summary>Either way: two days.</summary>
    public const int MostClockMinutes = 2 * 24 * 60;

    /// <summary>A phone may be a little ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>When it really began.</summary>
    [JsonIgnore]
    public DateTimeOffset Began => Start.AddMinutes(ClockMinutes);

    [JsonIgnore]
    public DateTimeOffset Ended => End.AddMinutes(ClockMinutes);

    internal void Check(FaultList faults, Circumstances at, VolunteeringRules rules, ActivityKind? kind)
    {
        if (Id.Value.Length != ActivityId.Length || !Id.Value.All(char.IsAsciiHexDigitLower))
            faults.Add("id", "wrong-shape", $"应为 {ActivityId.Length} 位小写十六进制", $"must be {ActivityId.Length} lower hexadecimal digits");
        if (kind is null) faults.Add("kind", "unknown", "没有这种活动", "no such kind of activity");
        if (at.Places.Find(Place) is not { Kind: PlaceKind.Community or PlaceKind.Street }) faults.Add("place", "unknown", "请选择活动所在的社区或街道", "choose the community or street where it was");
        CheckTimes(faults, at, rules);
        CheckPeople(faults);
        faults.Range("helped", Helped, 0, MostHelped);
        CheckAttachments(faults);
        if (kind is not null) CheckResident(faults, kind);
        if (Signature is { } signature && !new BlobId(signature.RecordHash).IsHash) faults.Add("signature/recordHash", "wrong-shape", "签名没有与记录绑定，请重签", "the signature is not bound to what was signed: sign again");
        if (Corrects == Id) faults.Add("corrects", "not-allowed", "不能更正自己", "a record does not correct itself");
    }

    private void CheckTimes(FaultList faults, Circumstances at, VolunteeringRules rules)
    {
        faults.Range("clockMinutes", ClockMinutes, -MostClockMinutes, MostClockMinutes);
        if (faults.Has("clockMinutes")) return;
        if (End <= Start) faults.Add("end", "out-of-range", "结束时间应晚于开始时间", "must be after the start");
        else if (End - Start > TimeSpan.FromHours(rules.MostHours)) faults.Add("end", "out-of-range", $"一次活动最长 {rules.MostHours} 小时，请分开登记", $"an activity has at most {rules.MostHours} hours: log it in parts");
        if (Ended > at.Now + Ahead) faults.Add("end", FaultList.AfterNow, "活动还没有结束，请结束后再登记", "it is not over yet: log it afterwards");
        if (Began < at.Now.AddDays(-rules.MostDaysLate)) faults.Add("start", "too-early", $"最多补登 {rules.MostDaysLate} 天前的活动，更早的请由街道说明", $"at most {rules.MostDaysLate} days may be logged late");
    }

    private void CheckPeople(FaultList faults)
    {
        if (People.Length is 0 or > MostPeople) faults.Add("people", "out-of-range", $"请选择参加的人，1 至 {MostPeople} 名", $"choose who took part, 1 to {MostPeople}");
        var seen = new HashSet<VolunteerId>();
        for (var i = 0; i < Math.Min(People.Length, MostPeople); i++)
        {
            if (!seen.Add(People[i].Who)) faults.Add($"people/{i}/who", "repeated", "同一人只登记一次", "each of them once");
            if (People[i].Minutes < 1 || (End > Start && People[i].Minutes > (End - Start).TotalMinutes))
                faults.Add($"people/{i}/minutes", "out-of-range", "工时应在 1 分钟到活动时长之间", "must lie between a minute and the length of the activity");
        }
    }

    private void CheckAttachments(FaultList faults)
    {
        if (Attachments.Length > MostAttachments) faults.Add("attachments", "too-many", $"最多 {MostAttachments} 张照片", $"at most {MostAttachments} pictures");
        var seen = new HashSet<BlobId>();
        for (var i = 0; i < Math.Min(Attachments.Length, MostAttachments); i++)
        {
            if (!Attachments[i].Sha.IsHash) faults.Add($"attachments/{i}/sha", "wrong-shape", "应为照片文件的 SHA-256", "must be the SHA-256 of the file");
            else if (!seen.Add(Attachments[i].Sha)) faults.Add($"attachments/{i}/sha", "repeated", "同一张照片只登记一次", "each picture once");
        }
    }

    /// <summary>有群众评价及签名: where somebody was helped, they say how content they are and sign, on the phone or on paper.</summary>
    private void CheckResident(FaultList faults, ActivityKind kind)
    {
        if (kind.Form is null && Form is not null) faults.Add("form", "not-allowed", "这种活动没有登记表", "this kind has no form");
        if (kind.Form is not null && Form is null) faults.Add("form", "required", "请填写登记表", "fill in the form");
        if (!kind.NeedsResident) return;
        if (Rating is null) faults.Add("rating", "required", "请居民点选评价", "let a resident rate it");
        if (Signature is null && Attachments.All(a => a.Use != AttachmentUse.Page))
            faults.Add("signature", "required", "请居民签名，或拍下群众意见簿的一页", "let a resident sign, or photograph the page of the paper book");
    }
}

/// <summary>Where a team stands, as its own grain says.</summary>
/// <param name="Place">That runs it.</param>
[GenerateSerializer, Immutable, Alias("TeamSite")]
public sealed record TeamSite([property: Id(0)] PlaceId Place, [property: Id(1)] LineId Line, [property: Id(2)] string Name);
