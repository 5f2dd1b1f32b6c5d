using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Orleans;

namespace Circle.Domain.ServiceRecords;

/// <summary>志愿服务记录证明</summary>
[GenerateSerializer, Immutable, Alias("ServiceRecordId"), JsonConverter(typeof(TextIdConverter<ServiceRecordId>))]
public readonly record struct ServiceRecordId([property: Id(0)] string Value) : ITextId<ServiceRecordId>
{
    public static ServiceRecordId Of(string value) => new(value);

    public override string ToString() => Value;
}

public enum ServiceRecordStage
{
    /// <summary>待出具</summary>
    Asked,

    /// <summary>已出具</summary>
    Issued,

    /// <summary>不予出具</summary>
    Declined,

    /// <summary>已撤销</summary>
    Revoked,
}

/// <summary>What was asked; it never changes.</summary>
/// <param name="Site">Where the team stood.</param>
[GenerateSerializer, Immutable, Alias("ServiceRecordMatter")]
public sealed record ServiceRecordMatter(
    [property: Id(0)] ServiceRecordId Id, [property: Id(1)] VolunteerId Who, [property: Id(2)] FacilityId Team, [property: Id(3)] TeamSite Site, [property: Id(4)] DateOnly From, [property: Id(5)] DateOnly Until);

/// <summary>What was issued; it never changes. The entries themselves are read from the activities, and the hash tells whether they are what they were.</summary>
/// <param name="Number">编号, of the day and of chance.</param>
/// <param name="Code">See <see cref="VerificationCode"/>.</param>
/// <param name="Unit">出具单位: the place that runs the team, by its name then.</param>
/// <param name="Minutes">Of all entries; none counts twice.</param>
/// <param name="Hash">See <see cref="ListedEntries.HashOf"/>.</param>
[GenerateSerializer, Immutable, Alias("IssuedRecord")]
public sealed record IssuedRecord(
    [property: Id(0)] string Number, [property: Id(1)] string Code, [property: Id(2)] string Unit, [property: Id(3)] int Activities, [property: Id(4)] long Minutes, [property: Id(5)] string Hash);

public abstract record ServiceRecordEvent
{
    [EventType("record.asked")]
    public sealed record Asked(ServiceRecordMatter Matter) : ServiceRecordEvent;

    [EventType("record.issued")]
    public sealed record Issued(IssuedRecord Record) : ServiceRecordEvent;

    [EventType("record.declined")]
    public sealed record Declined(string Reason) : ServiceRecordEvent;

    [EventType("record.revoked")]
    public sealed record Revoked(string Reason) : ServiceRecordEvent;
}

/// <summary>志愿服务记录证明 as it stands.</summary>
/// <param name="Issued">Null: it is not.</param>
/// <param name="Issue">Who issued it, and when.</param>
/// <param name="End">Who declined or revoked it.</param>
/// <param name="Reason">Why it was declined or revoked.</param>
[GenerateSerializer, Immutable, Alias("ServiceRecordView")]
public sealed record ServiceRecordView(
    [property: Id(0)] ServiceRecordMatter Matter,
    [property: Id(1)] ServiceRecordStage Stage,
    [property: Id(2)] ActivityDeed Ask,
    [property: Id(3)] IssuedRecord? Issued,
    [property: Id(4)] ActivityDeed? Issue,
    [property: Id(5)] ActivityDeed? End,
    [property: Id(6)] string? Reason)
{
    public static string WordOf(ServiceRecordStage stage) => JsonNamingPolicy.CamelCase.ConvertName(stage.ToString());
}

/// <param name="View">Null: never asked for.</param>
public sealed record ServiceRecordState(ServiceRecordView? View);

/// <summary>
/// 志愿服务记录证明 of one volunteer's work in one team over a period: asked for by the volunteer, issued by whoever answers for the team, and verified by anybody
/// who has its code. Names stand in no event: they are put in when it is read, and whoever was erased has none.
/// </summary>
public sealed class ServiceRecord : IAggregate<ServiceRecordState, ServiceRecordCommand, ServiceRecordEvent>
{
    /// <summary>Activities of one record; of more the period is divided.</summary>
    public const int MostEntries = 1_000;

    /// <summary>Of its period: three years.</summary>
    public const int MostDays = 3 * 366;

    /// <summary>Of one person, asked for and not answered.</summary>
    public const int MostWaiting = 3;

    public const int MaxReason = 200;

    /// <summary>Of the row by which a code finds its record.</summary>
    public const string CodeStage = "code";

    /// <summary>Of the part of the number that is of chance.</summary>
    public const int SerialLength = 8;

    public static readonly Refusal NoSuch = Refusal.Unknown("id", "没有这份证明", "no such record");

    public static string Kind => "record";

    public static int FoldVersion => 1;

    public static ServiceRecordState Empty { get; } = new((ServiceRecordView?)null);

    public static StreamId StreamOf(ServiceRecordId id) => StreamId.Of(Kind, id.Value);

    /// <summary>One asks for oneself by being in the team, and for others by leading it.</summary>
    public static Need? Needs(ServiceRecordState state, ServiceRecordCommand command) => command switch
    {
        ServiceRecordCommand.Ask { Who: null } c => new Need(Permission.Log, new Subject(Team: c.Team)),
        ServiceRecordCommand.Ask c => new Need(Permission.Invite, new Subject(Team: c.Team)),
        _ => state.View is null ? new Need(Permission.Review) : new Need(Permission.Review, SubjectOf(state)) { Hidden = NoSuch },
    };

    public static Subject SubjectOf(ServiceRecordState state)
        => state.View is { Matter: var matter } ? new Subject(matter.Site.Place, matter.Site.Line, matter.Team) : Subject.District;

    public static Decision<ServiceRecordEvent> Decide(ServiceRecordState state, ServiceRecordCommand command, Circumstances circumstances) => (command, state.View) switch
    {
        (ServiceRecordCommand.Ask c, null) => Ask(c, circumstances),
        (ServiceRecordCommand.Ask, _) => Refusal.NotNow("asked", "已经申请过了", "it was asked for already"),
        (_, null) => NoSuch,
        (ServiceRecordCommand.Issue c, { } view) => Issue(view, c, circumstances),
        (ServiceRecordCommand.Decline c, { } view) => ReasonOf(c.Reason) is { } invalid ? invalid
            : view.Stage == ServiceRecordStage.Asked ? Accept(new ServiceRecordEvent.Declined(c.Reason.Trim())) : Over(view),
        (ServiceRecordCommand.Revoke c, { } view) => ReasonOf(c.Reason) is { } invalid ? invalid
            : view.Stage == ServiceRecordStage.Issued ? Accept(new ServiceRecordEvent.Revoked(c.Reason.Trim())) : Over(view),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static ServiceRecordState Fold(ServiceRecordState state, Recorded<ServiceRecordEvent> recorded)
    {
        var (view, done) = (state.View!, new ActivityDeed(recorded.Actor, recorded.RecordedAt));
        return new(recorded.Event switch
        {
            ServiceRecordEvent.Asked e => new ServiceRecordView(e.Matter, ServiceRecordStage.Asked, done, null, null, null, null),
            ServiceRecordEvent.Issued e => view with { Stage = ServiceRecordStage.Issued, Issued = e.Record, Issue = done },
            ServiceRecordEvent.Declined e => view with { Stage = ServiceRecordStage.Declined, End = done, Reason = e.Reason },
            ServiceRecordEvent.Revoked e => view with { Stage = ServiceRecordStage.Revoked, End = done, Reason = e.Reason },
            _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
        });
    }

    public static ImmutableArray<RowImage> Contribute(ServiceRecordState state) => [];

    /// <summary>By its team and its person; and, once it is issued, by what is made of its code.</summary>
    public static ImmutableArray<ListRow> Lists(ServiceRecordState state)
    {
        if (state.View is not { Matter: var matter } view) return [];
        var (stream, json) = (StreamOf(matter.Id), JsonSerializer.Serialize(view, JournalJson.Options));
        var due = view.Stage == ServiceRecordStage.Asked ? view.Ask.At : (DateTimeOffset?)null;
        var own = new ListRow(stream, matter.Site.Place, matter.Site.Line.Value, ServiceRecordView.WordOf(view.Stage), due, Facility.StreamOf(matter.Team), matter.Who.Value, view.Ask.At, json);
        return view.Issued is { Code: var code }
            ? [own, new ListRow(ListRow.PartOf(stream, CodeStage), null, null, CodeStage, null, null, VerificationCode.HashOf(code), view.Ask.At, json)]
            : [own];
    }

    public static ImmutableArray<AgendaItem> Agenda(ServiceRecordState state) => [];

    private static Decision<ServiceRecordEvent> Accept(ServiceRecordEvent happened) => Decision<ServiceRecordEvent>.Accept(happened);

    private static Decision<ServiceRecordEvent> Ask(ServiceRecordCommand.Ask command, Circumstances at)
    {
        var (faults, rules) = (new FaultList(), at.Plan?.Document.Volunteering ?? VolunteeringRules.Usual);
        if (command.Site is not { } site || !rules.Lines.Contains(site.Line)) faults.Add("team", "unknown", "没有这支队伍", "no such team");
        faults.Day("until", command.Until, at.Today.AddDays(-MostDays), at.Today);
        if (command.From > command.Until) faults.Add("from", "out-of-range", "起始日期应不晚于截止日期", "must not be after the last day");
        else if (command.Until.DayNumber - command.From.DayNumber >= MostDays) faults.Add("from", "too-early", $"一份证明最长 {MostDays} 天，请分段申请", $"a record has at most {MostDays} days: ask for it in parts");
        if ((command.Who?.Value ?? AccountId.Of(at.Actor)?.Value) is not { } who)
        {
            faults.Add("who", "required", "请选择志愿者", "say for whom");
            return faults.ToRefusal();
        }

        if (faults.Any) return faults.ToRefusal();
        if (command.Waiting >= MostWaiting) return Refusal.NotNow("waiting", $"已有 {MostWaiting} 份申请在等队长或街道办理，办完再申请", $"{MostWaiting} wait to be issued: ask again when they are");
        return Accept(new ServiceRecordEvent.Asked(new ServiceRecordMatter(command.Id, VolunteerId.Of(who), command.Team, command.Site!, command.From, command.Until)));
    }

    /// <summary>Nobody vouches for themself.</summary>
    private static Decision<ServiceRecordEvent> Issue(ServiceRecordView view, ServiceRecordCommand.Issue command, Circumstances at)
    {
        if (view.Stage != ServiceRecordStage.Asked) return Over(view);
        if (AccountId.Of(at.Actor)?.Value == view.Matter.Who.Value) return Refusal.NotNow("own", "自己的证明由街道或队里另一位审核人出具", "one's own is issued by the street, or another reviewer of the team");
        var entries = command.Entries;
        if (entries.IsEmpty) return Refusal.NotNow("empty", "这段时间没有可列入的活动：登记要收齐照片且没有被退回", "there is nothing to list: records need their pictures, and not to be returned");
        if (entries.Length > MostEntries)
        {
            var last = District.DateOf(entries[MostEntries].Entry.Began).AddDays(-1);
            return Refusal.NotNow("too-many", $"一份证明最多列 {MostEntries} 次活动，请不予出具，并请本人先申请截至 {last:yyyy-MM-dd} 的一份", $"a record lists at most {MostEntries}: decline it, and let one be asked for that ends on {last:yyyy-MM-dd}");
        }

        if (command.Code is not { } code || command.Serial is not { } serial) return Refusal.NotNow("no-code", "请再试一次", "try again");
        var unit = at.Places.Find(view.Matter.Site.Place)?.Name ?? view.Matter.Site.Name;
        return Accept(new ServiceRecordEvent.Issued(new IssuedRecord(
            string.Create(CultureInfo.InvariantCulture, $"ZY{at.Today:yyyyMMdd}-{serial}"), code, unit, entries.Length, entries.Sum(e => e.Minutes), ListedEntries.HashOf(entries))));
    }

    private static Refusal Over(ServiceRecordView view) => Refusal.NotNow("stage", $"这份证明现在是“{WordOf(view.Stage)}”，请刷新后再看", $"the record is {ServiceRecordView.WordOf(view.Stage)}: look at it anew");

    private static string WordOf(ServiceRecordStage stage) => stage switch
    {
        ServiceRecordStage.Asked => "待出具",
        ServiceRecordStage.Issued => "已出具",
        ServiceRecordStage.Declined => "不予出具",
        ServiceRecordStage.Revoked => "已撤销",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    private static Refusal? ReasonOf(string text)
    {
        var faults = new FaultList();
        Subjects.PersonalNumber.Prose(faults, "reason", text, 1, MaxReason);
        return faults.Any ? faults.ToRefusal() : null;
    }
}
