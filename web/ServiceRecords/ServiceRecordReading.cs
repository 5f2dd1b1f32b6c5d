using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.ServiceRecords;
using Circle.Contracts.Volunteering;
using Circle.Domain.Audit;
using Circle.Domain.Facilities;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Web.Volunteering;

namespace Circle.Web.ServiceRecords;

/// <param name="Name">Of the volunteer; null: it was erased.</param>
internal sealed record ServiceRecordItem(ServiceRecordView Record, string? Name);

internal sealed record ServiceRecordItems(IReadOnlyList<ServiceRecordItem> Items, ActivityCursor? Next);

/// <summary>A record as it is printed.</summary>
/// <param name="Code">In its groups; null: it is not issued.</param>
/// <param name="Lines">What it lists by today, oldest first.</param>
/// <param name="IsAsIssued">They are what they were when it was issued; null: it is not.</param>
/// <param name="MayAnswer">The caller may issue, decline or revoke it.</param>
internal sealed record ServiceRecordShown(
    ServiceRecordView Record, string? Name, string? Code, ImmutableArray<ServiceRecordLine> Lines, bool? IsAsIssued, bool MayAnswer);

/// <param name="Month">Its first day.</param>
internal sealed record ServiceMonth(DateOnly Month, int Activities, long Minutes);

/// <summary>What one person did, in whatever team.</summary>
/// <param name="Months">The newest first; those without any are left out.</param>
/// <param name="IsCut">There is more than is summed: what is oldest is left out.</param>
internal sealed record OwnService(DateTimeOffset Now, ImmutableArray<ServiceMonth> Months, long Minutes, bool IsCut, ImmutableArray<ServiceRecordView> Records);

public enum RecordStanding
{
    /// <summary>有效</summary>
    Valid,

    /// <summary>已撤销</summary>
    Revoked,

    /// <summary>查不到: of a code that is wrong, and of one that is none.</summary>
    Unknown,
}

/// <summary>What anybody is told who has the code. Of an unknown one all else is null.</summary>
/// <param name="Name">张＊＊; null: the person was erased.</param>
/// <param name="IsAsIssued">False: what it lists was corrected since.</param>
/// <param name="EndedOn">When it was revoked.</param>
internal sealed record VerificationShown(
    RecordStanding State, string? Number, string? Name, string? Team, string? Unit, DateOnly? From, DateOnly? Until, int? Activities, long? Minutes, DateOnly? IssuedOn, DateOnly? EndedOn, bool? IsAsIssued)
{
    public static readonly VerificationShown Unknown = new(RecordStanding.Unknown, null, null, null, null, null, null, null, null, null, null, null);
}

/// <summary>Puts names in.</summary>
internal sealed class ServiceRecordReading(IGrainFactory grains, VolunteerNames names)
{
    /// <summary>Of one person, newest first; what is older is not summed.</summary>
    private const int MostSummed = 2_000;

    public static readonly IReadOnlyList<string> Heads = ["日期", "开始", "结束", "服务项目", "服务地点", "服务对象（人）", "服务时间（小时）", "服务质量评价", "审核"];

    public async Task<ServiceRecordItems> ListAsync(ServiceRecordPage page)
    {
        var called = await names.OfAsync(page.Records.Select(r => r.Matter.Who));
        return new ServiceRecordItems([.. page.Records.Select(r => new ServiceRecordItem(r, called.GetValueOrDefault(r.Matter.Who)))], page.Next);
    }

    public async Task<ServiceRecordShown> ShowAsync(ServiceRecordView view, bool mayAnswer)
    {
        var lines = await grains.GetGrain<IServiceRecordGrain>(view.Matter.Id.Value).Lines();
        var called = await names.OfAsync([view.Matter.Who]);
        return new ServiceRecordShown(
            view, called.GetValueOrDefault(view.Matter.Who), view.Issued is { Code: var code } ? VerificationCode.Grouped(code) : null, lines.Lines, lines.IsAsIssued, mayAnswer);
    }

    /// <param name="now">Business time.</param>
    public async Task<OwnService> OwnAsync(FacilityId team, VolunteerId who, DateTimeOffset now)
    {
        var records = grains.GetGrain<IServiceRecordQueries>(0).OfPerson(new PersonRecords(team, who));
        var (entries, isCut) = await OwnEntries.ReadAsync(grains, team, who, null, MostSummed);
        var months = entries.GroupBy(e => District.MonthOf(District.DateOf(e.Began)))
            .OrderByDescending(m => m.Key).Select(m => new ServiceMonth(m.Key, m.Count(), ServiceHours.MinutesOf(m))).ToImmutableArray();
        return new OwnService(now, months, ServiceHours.MinutesOf(entries), isCut, await records);
    }

    /// <summary>A wrong code and one that is none look the same.</summary>
    public async Task<VerificationShown> VerifyAsync(string typed)
    {
        if (VerificationCode.Read(typed) is not { } code || await grains.GetGrain<IServiceRecordQueries>(0).Verify(code) is not { View: { Issued: { } issued } view } found) return VerificationShown.Unknown;
        var name = (await names.OfAsync([view.Matter.Who])).GetValueOrDefault(view.Matter.Who);
        var isRevoked = view.Stage == ServiceRecordStage.Revoked;
        return new VerificationShown(
            isRevoked ? RecordStanding.Revoked : RecordStanding.Valid, issued.Number, name is null ? null : Mask.Name(name), view.Matter.Site.Name, issued.Unit, view.Matter.From, view.Matter.Until,
            issued.Activities, issued.Minutes, DayOf(view.Issue), isRevoked ? DayOf(view.End) : null, found.IsAsIssued);
    }

    public static IReadOnlyList<string> Row(ServiceRecordLine line) =>
    [
        District.DateOf(line.Began).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Time(line.Began), Time(line.Ended), line.Project, line.Place,
        line.Helped.ToString(CultureInfo.InvariantCulture), (line.Minutes / 60m).ToString("0.##", CultureInfo.InvariantCulture), WordOf(line.Rating), line.IsReviewed ? "已审核" : "待审核",
    ];

    private static string Time(DateTimeOffset at) => District.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static DateOnly? DayOf(ActivityDeed? deed) => deed is null ? null : District.DateOf(deed.At);

    private static string WordOf(Satisfaction? rating) => rating switch
    {
        Satisfaction.VerySatisfied => "非常满意",
        Satisfaction.Satisfied => "满意",
        Satisfaction.Fair => "一般",
        Satisfaction.Dissatisfied => "不满意",
        Satisfaction.VeryDissatisfied => "非常不满意",
        _ => "",
    };
}
