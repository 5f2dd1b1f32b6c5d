using System.Collections.Immutable;
using Circle.Domain.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Blobs;
using Circle.Domain.Coordinations;
using Circle.Domain.Delivery;
using Circle.Domain.Duties;
using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.PointChecks;
using Circle.Domain.Screens;
using Circle.Domain.Search;
using Circle.Domain.ServicePoints;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Standards;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Circle.Domain.Walls;

namespace Circle.Domain.Tests.Journal;

/// <summary>One instance of every event, with every property set: what the golden list is made from.</summary>
internal static class EventSamples
{
    private static readonly FacilityDetails Details = new("花园路 1 号", "0371-65000000", "9:00–17:00", ["热线", "代办"], new Position(34.79, 113.68, Datum.Gcj02));

    private static readonly FacilityDraft Draft = new(
        FacilityId.Of("park-1"), LineId.Of("park"), PlaceId.Of("s1"), "花园", Origin.Existing,
        ImmutableDictionary<MeasureId, long>.Empty.Add(MeasureId.Of("bench"), 300_000), Details, Sample.Day("2010-05-01"), "附件3");

    private static readonly Step Step = new(
        StepId.Of("2013-10-31-completed"), Sample.Day("10-31"), Stage.Completed, "第二批",
        [new Quota(QuotaKind.Each, 2, Answerer.Street)], new LeadUnit("文化局", "李四"), "§三", "每月建成 1 个。");

    private static readonly Line Line = new(
        LineId.Of("park"), 12, Ring.Health, "游园", "游园", "Park", "个", true, [PlaceId.Of("s17")],
        [new Measure(MeasureId.Of("bench"), "座椅", "米", 1_000)], [new Standard("面积", 200_000, "平方米", true, "§三")], [Step],
        [new RosterPlace(PlaceId.Of("s1"), 2)], new LeadUnit("园林局", "王五"), ["财政局"], Rhythm.Monthly, 90,
        [new SubsidyRule("r1", 500_000, "每个", "达标", "区财政", Sample.Day("09-01"), Sample.Day("12-31"), "§五")],
        [new Doubt("d1", "数目不一", "附件3")], "§三(三)");

    public static ImmutableArray<FacilityEvent> Facility =>
    [
        new FacilityEvent.Registered(Draft, [new MeasureNeed(MeasureId.Of("bench"), 300_000)], true),
        new FacilityEvent.Corrected("花园二期", Details),
        new FacilityEvent.Progressed(MeasureId.Of("bench"), Stage.Delivered, 120_000, Sample.Day("10-12"), "已到货"),
        new FacilityEvent.Completed(Sample.Day("10-20"), "已建成"),
        new FacilityEvent.Filed(Sample.Day("10-21")),
        new FacilityEvent.Retracted(Stage.Filed, "报错了"),
        new FacilityEvent.Accepted(95, Sample.Day("10-25"), "良好"),
        new FacilityEvent.Returned(["门牌缺失", "无公示"], Sample.Day("11-05"), 61, Sample.Day("10-26")),
        new FacilityEvent.Suspended("拆迁", Sample.Day("12-31")),
        new FacilityEvent.Resumed(),
        new FacilityEvent.Withdrawn("重复登记"),
        new FacilityEvent.Moved(PlaceId.Of("s2"), "划界"),
        new FacilityEvent.Imported(new FacilityBasis("花园", PlaceId.Of("s1"), Details)),
    ];

    public static ImmutableArray<CircleEvent> Circle =>
    [
        new CircleEvent.Drawn(PlaceId.Of("s1c1"), [PlaceId.Of("s1c2")], Details.Position),
        new CircleEvent.Parted(PlaceId.Of("s1c1"), [PlaceId.Of("s1c2")]),
        new CircleEvent.Assessed(
            PlaceId.Of("s1c1"), [new KindReach(PointKindId.Of("laundry"), LineId.Of("living-circle"), 3, 2, 1, ReachState.Covered, ReachState.Gap)], [PointKindId.Of("laundry")]),
    ];

    public static ImmutableArray<PlaceEvent> Place =>
    [
        new PlaceEvent.Imported(new PlaceDraft(PlaceId.Of("s1c1"), PlaceKind.Community, "文雅社区", PlaceId.Of("s1"), ["文雅"], ["与戊院相近"], "附件1")),
    ];

    private static readonly Grant Grant = new(Role.LeadUnit, PlaceId.Of("s1"), Line.Id, FacilityId.Of("team-1"), Sample.Day("09-26"), Sample.Day("12-31"));

    public static ImmutableArray<AccountEvent> Account =>
    [
        new AccountEvent.Opened(AccountId.Of("a1"), [Grant]),
        new AccountEvent.Entitled([Grant]),
        new AccountEvent.Disabled("离岗"),
        new AccountEvent.Enabled(),
    ];

    private static readonly Duty Duty = new(3, Line.Id, DutyKind.StandIn, AccountId.Of("a1"), Sample.Day("10-08"), Sample.Day("10-20"));

    public static ImmutableArray<DutyEvent> DutyRoster =>
    [
        new DutyEvent.Assigned(Duty with { Kind = DutyKind.Lead }),
        new DutyEvent.StandInNamed(Duty),
        new DutyEvent.Ended(3, Sample.Day("10-15")),
        new DutyEvent.HandOverProposed(new HandOver(2, [Duty with { Kind = DutyKind.Lead }], AccountId.Of("a2"), Sample.Day("10-12"), "钥匙在值班室，第二批还差两处")),
        new DutyEvent.HandedOver(2, AnsweredBy.Receiver, [Duty with { Number = 4, Kind = DutyKind.Lead, Holder = AccountId.Of("a2"), From = Sample.Day("10-12") }]),
        new DutyEvent.HandOverDeclined(2, AnsweredBy.Appointer, "另有安排"),
    ];

    public static ImmutableArray<CanaryEvent> Canary => [new CanaryEvent.Sang(1_384_000_000_000, PlaceId.Of("s1c1"))];

    private static readonly DirectoryRules Directory = new(
        [new PointKind(PointKindId.Of("laundry"), "洗衣点", "Laundry", Line.Id, true)], [PointKindId.Of("laundry")], 90, 180, 800, 500, 30, [new SpacingRule(PointKindId.Of("laundry"), 500)]);

    private static readonly UrgencyLimits Limits = new(
        TimeLimit.Real(60), TimeLimit.Real(15), TimeLimit.Workdays(1), TimeLimit.Real(30), TimeLimit.Real(120), TimeLimit.Workdays(1), TimeLimit.Workdays(5), TimeLimit.Workdays(2));

    private static readonly HotlineRules Rules = new(
        [new TicketCategory(TicketCategoryId.Of("charges"), "收费", "Charges", TicketPace.Ordinary)], [new KindPace(TicketKind.Report, TicketPace.Complex)], Limits, Limits, Limits, 3, 2, 15, 30, 15, 7, 5, 3)
    {
        Phrases = [new HotlinePhrase("当面核实", "请到现场核实。", PhraseUse.Note)],
    };

    private static readonly VolunteeringRules Volunteers = new(
        [Line.Id],
        [new ActivityKind(ActivityKindId.Of("patrol"), "巡逻", "Patrol", [Line.Id], true, new ActivityForm("巡防工作登记", [new FormField("found", "发现情况", FormFieldType.Choice, true, ["无异常", "纠纷"])]))],
        [new Craft(CraftId.Of("medic"), "青年医护", "Medic", 2) { Lines = [Line.Id] }], 16, 60, 3, 14, new Allowance(300_000, 8_300, Sample.Day("09-01")));

    public static ImmutableArray<PlanEvent> Plan =>
    [
        new PlanEvent.Adopted(3, new PlanDocument("金政〔2013〕86号", "实施意见", Sample.Day("09-20"), [Line], [new Doubt("d2", "合计不符", "§三")], Directory, AlertRules.Usual, SupervisionRules.Usual, Rules, Volunteers)),
        new PlanEvent.Proposed(2, new PlanDocument("金政〔2013〕86号", "实施意见", Sample.Day("09-20"), [Line], [new Doubt("d2", "合计不符", "§三")], Directory, AlertRules.Usual, SupervisionRules.Usual, Rules, Volunteers), "上传：lines/12-park.json"),
        new PlanEvent.ProposalDismissed(2, "日期抄错"),
        new PlanEvent.Allocated(Line.Id, Step.Id, 2, [new StreetShare(PlaceId.Of("s1"), 9)], "会议纪要"),
        new PlanEvent.TargetsWritten(4, Line.Id, [new Target(PlaceId.Of("s1"), Line.Id, Step.Id, Stage.Completed, Sample.Day("10-31"), 2)]),
        new PlanEvent.BaselineConfirmed(Line.Id, new Baseline(Sample.Day("09-20"), "普查", new Actor("district:office"), Sample.Day("09-26"))),
    ];

    public static ImmutableArray<ScreenEvent> Screen =>
    [
        new ScreenEvent.Approved(ScreenId.Of("sc1"), "一楼大厅", PlaceId.Of("s1"), new Mounting(55, 4.5m)),
        new ScreenEvent.Corrected("二楼会议室", new Mounting(98, 4m)),
        new ScreenEvent.Moved(PlaceId.Of("s2")),
        new ScreenEvent.Reloaded(),
        new ScreenEvent.Revoked("已拆除"),
    ];

    private static readonly PointListing Listing = new(
        "东昌洗衣店", ["东昌干洗"], "戊院路 12 号", "东门对面", [new PointPhone("037163812345", PhoneType.Landline)],
        [new PointService("干洗", 1_500, "件", true)], "Mo-Fr 09:00-18:00", true, false, new Position(34.79, 113.68, Datum.Gcj02));

    public static ImmutableArray<ServicePointEvent> Point =>
    [
        new ServicePointEvent.Found(new PointDraft(ServicePointId.Of("p1"), PointKindId.Of("laundry"), PlaceId.Of("s1c1"), Listing, FacilityId.Of("park-1"), "摸底表"), Line.Id, true),
        new ServicePointEvent.Filed(Sample.Day("10-09")),
        new ServicePointEvent.Returned("缺营业执照"),
        new ServicePointEvent.Registered("金商备 1", Sample.Day("10-10")),
        new ServicePointEvent.Agreed("协 1", Sample.Day("10-11"), Sample.Day("12-31")),
        new ServicePointEvent.AgreementEnded(Sample.Day("2014-01-01")),
        new ServicePointEvent.AgreementRenewed("协 2", Sample.Day("2014-01-06"), Sample.Day("2014-12-31")),
        new ServicePointEvent.SignHung("牌 1", Sample.Day("10-12")),
        new ServicePointEvent.Supervised(Sample.Day("10-13")),
        new ServicePointEvent.Disqualified("1018-0007", "多收费，经查实", Sample.Day("10-18")),
        new ServicePointEvent.SignTakenDown(Sample.Day("10-19")),
        new ServicePointEvent.Corrected(Listing),
        new ServicePointEvent.Noted(new PointRecord(SubjectId.Of("subject-1"), Sample.Day("10-10"), [new Licence("营业执照", "4101", Sample.Day("12-31"))], 3, "备注")),
        new ServicePointEvent.Moved(PlaceId.Of("s2"), "划界"),
        new ServicePointEvent.Paused("装修", Sample.Day("11-01")),
        new ServicePointEvent.Resumed(),
        new ServicePointEvent.Closed("搬走", Sample.Day("11-02")),
        new ServicePointEvent.Verified(FieldGroup.Contact, VerifiedBy.Visit, Sample.Day("10-18")),
        new ServicePointEvent.Imported(Listing, new PointBasis(Listing, PlaceId.Of("s1c1"))),
        new ServicePointEvent.PhotoShown(new Photo(BlobId.OfContent("photo"u8), 1_600, 1_200, 345_678, Photo.Jpeg)),
        new ServicePointEvent.PhotoRemoved(),
        new ServicePointEvent.Mismatched([CheckedField.Phone, CheckedField.Hours], VerifiedBy.Phone, Sample.Day("10-19"), "换了号码"),
        new ServicePointEvent.ReviewOpened("1018-0007", TicketId.Of("t1")),
        new ServicePointEvent.ReviewEnded("已退还多收的费用"),
    ];

    public static ImmutableArray<ImportEvent> Import =>
    [
        new ImportEvent.Finished(
            new ImportRecord(
                ImportId.Of("20131010020000-i1"), ImportFormId.Of("facilities-park"), "设施 · 游园", "Facilities: Park", Line.Id, "游园.xlsx", "0a1b", Sample.Day("09-20"), "园林局普查",
                new ImportCounts(9, 3, 1, 1, 1, 1, 1, 1)),
            PlaceId.Of("d")),
    ];

    private static readonly Finding Finding = new(
        new AlertKey(AlertRule.Step, PlaceId.Of("s1"), Line.Id, "2013-10-31-completed"), new AlertFacts(AlertLevel.Behind, "第二批", 1, 2, Sample.Day("10-31"), Stage.Completed, Sample.Day("11-20")), true);

    private static readonly LadderStep Next = new(Rung.LeadUnit, new DateTimeOffset(2013, 11, 7, 1, 0, 0, TimeSpan.Zero));

    public static ImmutableArray<AlertEvent> Alert =>
    [
        new AlertEvent.Raised(Finding, Rung.Street, Next),
        new AlertEvent.Changed(Finding, Next),
        new AlertEvent.Acknowledged(AccountId.Of("a1"), Sample.Day("11-20"), SlipReason.Rooms, "等待腾房", "租用二楼", Next.At),
        new AlertEvent.Planned("租用二楼", Next.At),
        new AlertEvent.Lapsed(true, Rung.LeadUnit, Next),
        new AlertEvent.Escalated(Rung.District, Next),
        new AlertEvent.Silenced(Sample.Day("11-15"), "道路施工"),
        new AlertEvent.Unsilenced(Next),
        new AlertEvent.Met(Next.At),
        new AlertEvent.Relapsed(Finding, Next),
        new AlertEvent.Resolved(),
        new AlertEvent.Closed("方案调整"),
        new AlertEvent.Dropped(),
        new AlertEvent.Released(),
        new AlertEvent.Told(7),
    ];

    public static ImmutableArray<WatchEvent> Watch =>
    [
        new WatchEvent.Evaluated(PlaceId.Of("s1"), Sample.Day("11-06"), Next.At, [new WatchedForecast(Line.Id, Step.Id, Sample.Day("11-06"), 2, 1, true)]),
    ];

    public static ImmutableArray<ReceiverEvent> Receiver =>
    [
        new ReceiverEvent.Opened(ReceiverId.Of("r1"), Terms),
        new ReceiverEvent.Corrected(Terms with { Name = "街道值班室" }, Next.At),
        new ReceiverEvent.Closed("改用邮件"),
        new ReceiverEvent.Heard([new HeardAlert(AlertId.Of("step-1"), 4, [NewsKind.Raised, NewsKind.Escalated], Next.At, true)], 2, Next.At),
        new ReceiverEvent.HeardTickets(
            [new HeardTicket(TicketId.Of("t1"), 4, "20131112-0815", new TicketNumber(Sample.Day("11-12"), 62), TicketStage.Underway, Next.At, new AnsweringUnit(PlaceId.Of("d"), Line.Id))], 2, Next.At),
        new ReceiverEvent.Departed(3, [AlertId.Of("step-1")], 2, true, Next.At, 1),
        new ReceiverEvent.Delivered(3),
        new ReceiverEvent.Failed(3, "answered 503", Next.At),
        new ReceiverEvent.Died(3, "answered 503", Next.At),
        new ReceiverEvent.Resent(3, Next.At),
        new ReceiverEvent.Hurried(3),
        new ReceiverEvent.Postponed(Next.At),
    ];

    private static ReceiverTerms Terms => new("街道值班群", "duty-group", Pace.Daytime, PlaceId.Of("s1"), LineId.Of("park"), AlertLevel.Behind, Rung.Street, new QuietHours(new TimeOnly(20, 0), new TimeOnly(7, 30)), ReceiverTopic.CityTickets);
    public static ImmutableArray<NumberEvent> Number => [new NumberEvent.Allotted(new SupervisionNumber(2013, 12), SupervisionId.Of("o1"))];

    public static ImmutableArray<SupervisionEvent> Supervision =>
    [
        new SupervisionEvent.Issued(
            new SupervisionOrder(
                SupervisionId.Of("o1"), new SupervisionNumber(2013, 12), new SupervisionMatter(PlaceId.Of("s1"), Line.Id, Step.Id, AlertId.Of(Finding.Key), "游园欠 2 个"),
                new AnsweringUnit(PlaceId.Of("d"), Line.Id), AccountId.Of("a1"), Sample.Day("11-30"), "限期建成"),
            Next),
        new SupervisionEvent.SignedFor(Next),
        new SupervisionEvent.Replied("已开工", [new ReplyFile(BlobId.OfContent("photo"u8), "现场.jpg", ReplyFile.Jpeg, 345_678)], Next),
        new SupervisionEvent.Passed("属实", Next),
        new SupervisionEvent.SentBack("照片看不清", Next),
        new SupervisionEvent.Escalated(Rung.District, Next),
        new SupervisionEvent.Closed("已办结"),
        new SupervisionEvent.Withdrawn("重复"),
    ];

    public static ImmutableArray<CoordinationEvent> Coordination =>
    [
        new CoordinationEvent.Raised(new CoordinationMatter(CoordinationId.Of("m1"), PlaceId.Of("s1"), Line.Id, "用地未批"), Next),
        new CoordinationEvent.Taken(Next),
        new CoordinationEvent.Answered("本周批复", Next),
        new CoordinationEvent.Returned("仍未批", Next),
        new CoordinationEvent.Escalated(Rung.District, Next),
        new CoordinationEvent.Settled("已批"),
    ];

    public static ImmutableArray<PointCheckEvent> Check =>
    [
        new PointCheckEvent.Drawn(
            PointCheckId.Of("s1-2013q4"), PlaceId.Of("s1"), new Quarter(2013, 4), 61, "0a1b", [new SampledPoint(ServicePointId.Of("p1"), Line.Id, 7, [AccountId.Of("a1").Actor])]),
        new PointCheckEvent.Answered(ServicePointId.Of("p1"), Verdict.Wrong, [CheckedField.Phone, CheckedField.Hours], "换了号码"),
    ];

    private static readonly Checklist Checklist = new(
        2, [new ChecklistItem(ItemId.Of("area"), ItemKind.Number, "建筑面积", 100, true, 100_000, "平方米", "三（五）1")], 90, new SurveyRule(10, 5, 80, [Criterion.Current]));

    private static readonly Photo Shown = new(BlobId.OfContent("photo"u8), 1_600, 1_200, 345_678, Photo.Jpeg);

    public static ImmutableArray<StandardEvent> Standard => [new StandardEvent.Written(Line.Id, Checklist)];

    public static ImmutableArray<AcceptanceEvent> Acceptance =>
    [
        new AcceptanceEvent.Reported(FacilityId.Of("park-1"), Line.Id, PlaceId.Of("s1c1"), "花园", 2, "已建成", [Shown]),
        new AcceptanceEvent.TakenBack("照片拍错"),
        new AcceptanceEvent.Checked("属实"),
        new AcceptanceEvent.SentBack("没有门牌"),
        new AcceptanceEvent.Planned(Sample.Day("11-12"), [AccountId.Of("a1").Actor], Checklist),
        new AcceptanceEvent.CalledOff("报竣已撤回"),
        new AcceptanceEvent.Drawn(640, "0a1b", [17, 203]),
        new AcceptanceEvent.Answered(17, [new CriterionAnswer(Criterion.Complete, 5), new CriterionAnswer(Criterion.Current, 1)]),
        new AcceptanceEvent.Recorded(new ItemFinding(ItemId.Of("area"), 96, true, 126_000, "含共用部分", "缺门牌", [Shown])),
        new AcceptanceEvent.Located(new SitePosition(new Position(34.79, 113.68, Datum.Wgs84), 12)),
        new AcceptanceEvent.Passed(92, Sample.Day("11-12"), "补齐门牌"),
        new AcceptanceEvent.Failed(["缺门牌"], Sample.Day("11-30"), 86, Sample.Day("11-12")),
        new AcceptanceEvent.Settled(),
        new AcceptanceEvent.Unsettled("not-completed", "尚未报竣"),
    ];

    private static readonly WordsId Words = WordsId.Of("0a1b");

    private static readonly TicketAbout About = new(new StreamId("point:p1"), PlaceId.Of("s1c1"), Line.Id, new StreamId("point:p1"));

    private static readonly TicketLimits TicketLimits = Rules.LimitsOf(TicketKind.Complaint, Urgency.LifeSafety, Rules.Categories[0]);

    private static readonly TicketDues Dues = new(Next.At, Next.At.AddHours(1), Next.At.AddHours(2), Next.At.AddHours(3), Next.At.AddHours(4));

    private static readonly TicketIntake Intake = new(
        TicketId.Of("t1"), TicketKind.Complaint, TicketCategoryId.Of("charges"), Urgency.LifeSafety, TicketSource.City, About.Row, Words, WordsId.Of("1b2c"), SubjectId.Of("subject-1"), "call-1",
        new CityReference("20131112-0815", Next.At) { Called = Next.At })
    { Recording = WordsId.Of("2c3d") };

    public static ImmutableArray<TicketEvent> Ticket =>
    [
        new TicketEvent.Received(Intake, new TicketNumber(Sample.Day("11-12"), 62), About, TicketLimits, Dues),
        new TicketEvent.Dispatched(new AnsweringUnit(PlaceId.Of("d"), Line.Id), Words, Dues),
        new TicketEvent.SignedFor(Dues),
        new TicketEvent.Contacted(Dues),
        new TicketEvent.Answered(Words, TicketFinding.Substantiated, [new ReplyFile(BlobId.OfContent("photo"u8), "现场.jpg", ReplyFile.Jpeg, 345_678)], Dues),
        new TicketEvent.Asked(TicketAsk.Suspend, Words, 3, Sample.Day("11-20")),
        new TicketEvent.Declined(Words),
        new TicketEvent.Returned(Dues),
        new TicketEvent.Extended(3, Dues),
        new TicketEvent.Suspended(Sample.Day("11-20")),
        new TicketEvent.Resumed(Dues),
        new TicketEvent.Reclassified(TicketCategoryId.Of("charges"), Urgency.Urgent, TicketLimits, Dues),
        new TicketEvent.Moved(About),
        new TicketEvent.Urged(),
        new TicketEvent.Supervised(Words),
        new TicketEvent.CalledBack(true, true, Satisfaction.Satisfied, Words),
        new TicketEvent.Reopened(Dues),
        new TicketEvent.Linked(TicketId.Of("t2")),
        new TicketEvent.Adopted(TicketId.Of("t3")),
        new TicketEvent.Followed(Words, TicketFinding.Unfounded, Dues),
        new TicketEvent.Taken(),
        new TicketEvent.LetGo(),
        new TicketEvent.RanOut(TicketClock.Contact),
        new TicketEvent.Closed(TicketEnd.Withdrawn, Words),
        new TicketEvent.Reacted(TicketReaction.Review, 7),
    ];

    private static readonly Photo ActivityPhoto = new(BlobId.OfContent("drawn"u8), 800, 600, 90_000, Photo.Jpeg);

    public static ImmutableArray<ActivityEvent> Activity =>
    [
        new ActivityEvent.Entered(
            new ActivityLog(
                ActivityId.Of("0192f0c0aaaa7bbb8ccc000000000001"), FacilityId.Of("youth-1"), ActivityKindId.Of("patrol"), PlaceId.Of("s1c1"), Next.At, Next.At.AddHours(2),
                [new Participation(VolunteerId.Of("chen"), 90)], 12, [new AttachmentClaim(BlobId.OfContent("file"u8), AttachmentUse.Page)], Satisfaction.Satisfied, Words,
                new ResidentSignature(WordsId.Of("3d4e"), BlobId.OfContent("record"u8).Value), WordsId.Of("5f6a"), -1_440, ActivityId.Of("0192f0c0aaaa7bbb8ccc000000000000")),
            new TeamSite(PlaceId.Of("s1"), Line.Id, "青年志愿者一队")),
        new ActivityEvent.Attached(BlobId.OfContent("file"u8), ActivityPhoto),
        new ActivityEvent.Approved("义诊后直接去巡逻"),
        new ActivityEvent.Returned("请居民重签"),
        new ActivityEvent.Withdrawn("记错了"),
        new ActivityEvent.Superseded(ActivityId.Of("0192f0c0aaaa7bbb8ccc000000000002")),
        new ActivityEvent.TookPlace(),
        new ActivityEvent.Voided("这条记录已被另一条更正取代"),
    ];

    public static ImmutableArray<RosterEvent> Roster =>
    [
        new RosterEvent.Joined(VolunteerId.Of("chen"), CraftId.Of("medic"), Sample.Day("11-12")),
        new RosterEvent.Changed(VolunteerId.Of("chen"), CraftId.Of("medic")),
        new RosterEvent.Left(VolunteerId.Of("chen"), Sample.Day("11-20")),
    ];

    public static ImmutableArray<ServiceRecordEvent> ServiceRecord =>
    [
        new ServiceRecordEvent.Asked(new ServiceRecordMatter(
            ServiceRecordId.Of("r1"), VolunteerId.Of("chen"), FacilityId.Of("youth-1"), new TeamSite(PlaceId.Of("s1"), Line.Id, "青年志愿者一队"), Sample.Day("01-01"), Sample.Day("11-12"))),
        new ServiceRecordEvent.Issued(new IssuedRecord("ZY20131112-7K3M9QXY", "ABCDEFGHJKLMNPQRSTUV", "北林路街道", 12, 1_530, BlobId.OfContent("entries"u8).Value)),
        new ServiceRecordEvent.Declined("期间有误，请重新申请"),
        new ServiceRecordEvent.Revoked("活动时间有误"),
    ];

    public static ImmutableArray<TicketBookEvent> TicketBook => [new TicketBookEvent.Reserved(50)];

    public static ImmutableArray<UnmetEvent> Unmet => [new UnmetEvent.Counted([new UnmetEntry("宠物火化", PlaceId.Of("s1"), 3, Sample.Day("10-18"), Sample.Day("10-20"))])];

    /// <summary>In the order of their names.</summary>
    public static IEnumerable<object> All => ((IEnumerable<object>)[.. Facility, .. Place, .. Plan, .. Canary, .. Account, .. DutyRoster, .. Screen, .. Point, .. Circle, .. Unmet, .. Import, .. Check, .. Alert, .. Watch, .. Receiver, .. Standard, .. Acceptance, .. Number, .. Supervision, .. Coordination, .. Ticket, .. TicketBook, .. Activity, .. Roster, .. ServiceRecord]).OrderBy(e => Aggregates.NameOf(e.GetType())!.Name, StringComparer.Ordinal);
}
