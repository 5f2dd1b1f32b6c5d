using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using CsCheck;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Plans;

public sealed class PlanChangesTests
{
    private static readonly PlaceTree Places = Tree(3, 2, 1);

    /// <summary>A line that has something in every list.</summary>
    private static readonly Line Full = new(
        LineId.Of("park"), 2, Ring.Health, "游园", "游园", "Park", "个", true, [PlaceId.Of("s3")],
        [new Measure(MeasureId.Of("bench"), "座椅", "米", 1_000)], [new Standard("面积", 200_000, "平方米", true, "§三")],
        [
            Step("10-31", Stage.Completed, Each(1, Answerer.Street), Roster(Answerer.Street)),
            Step("11-30", Stage.Completed, Each(2, Answerer.Street), Roster(Answerer.Street)),
        ],
        [new RosterPlace(PlaceId.Of("s1c1"), 2)], new LeadUnit("园林局", "王五"), ["财政局", "城管局"], Rhythm.Monthly, 90,
        [new SubsidyRule("r1", 500_000, "每个", "达标", "区财政", Day("09-01"), Day("12-31"), "§五")],
        [new Doubt("d1", "数目不一", "附件3")], "§三(三)");

    private static readonly PlanDocument Plan = new("1号", "方案", Day("09-20"), [SecurityLine() with { Excluded = [] }, Full], [new Doubt("d2", "合计不符", "§三")]);

    private static readonly DirectoryRules Rules = new(
        [new PointKind(PointKindId.Of("laundry"), "洗衣点", "Laundry", Full.Id, true), new PointKind(PointKindId.Of("bath"), "浴室", "Baths", Full.Id, true)],
        [PointKindId.Of("laundry")], 90, 180, 800, 500, 30, [new SpacingRule(PointKindId.Of("laundry"), 500)]);

    /// <summary>Field → an edit of that field alone. Every property of a line and of what is in it stands here.</summary>
    private static readonly ImmutableArray<(string Field, Func<Line, Line> Edit)> Edits =
    [
        ("order", l => l with { Order = l.Order + 50 }),
        ("ring", l => l with { Ring = Ring.Living }),
        ("name", l => l with { Name = "改名" }),
        ("shortName", l => l with { ShortName = "改" }),
        ("englishName", l => l with { EnglishName = "Renamed" }),
        ("unit", l => l with { Unit = "处" }),
        ("countsExisting", l => l with { CountsExisting = !l.CountsExisting }),
        ("excluded", l => l with { Excluded = l.Excluded.Add(PlaceId.Of("s2")) }),
        ("measures", l => l with { Measures = l.Measures.Add(new(MeasureId.Of("lamp"), "灯", "盏", null)) }),
        ("measures/perFacility", l => l with { Measures = All(l.Measures, m => m with { PerFacility = 7 }) }),
        ("measures/name", l => l with { Measures = All(l.Measures, m => m with { Name = "长椅" }) }),
        ("measures/unit", l => l with { Measures = All(l.Measures, m => m with { Unit = "把" }) }),
        ("standards", l => l with { Standards = l.Standards.Add(new("有灯", null, null, true, "§三")) }),
        ("standards/bound", l => l with { Standards = All(l.Standards, s => s with { Bound = 1 }) }),
        ("standards/unit", l => l with { Standards = All(l.Standards, s => s with { Unit = "亩" }) }),
        ("standards/required", l => l with { Standards = All(l.Standards, s => s with { Required = !s.Required }) }),
        ("standards/source", l => l with { Standards = All(l.Standards, s => s with { Source = "§四" }) }),
        ("steps", l => l with { Steps = l.Steps.Add(Step("12-31", Stage.Accepted, Each(1, Answerer.Street))) }),
        ("steps/due", l => l with { Steps = All(l.Steps, s => s with { Due = s.Due.AddDays(-7) }) }),
        ("steps/stage", l => l with { Steps = All(l.Steps, s => s with { Stage = Stage.Filed }) }),
        ("steps/label", l => l with { Steps = All(l.Steps, s => s with { Label = s.Label + "批" }) }),
        ("steps/lead/name", l => l with { Steps = All(l.Steps, s => s with { Lead = new("文化局", null) }) }),
        ("steps/source", l => l with { Steps = All(l.Steps, s => s with { Source = "§九" }) }),
        ("steps/sentence", l => l with { Steps = All(l.Steps, s => s with { Sentence = "每街 3 个。" }) }),
        ("steps/quotas", l => l with { Steps = All(l.Steps, s => s with { Quotas = s.Quotas.Add(Number(4)) }) }),
        ("steps/quotas", l => l with { Steps = All(l.Steps, s => s with { Quotas = [s.Quotas[0] with { Number = 5 }, .. s.Quotas[1..]] }) }),
        ("roster", l => l with { Roster = l.Roster.Add(new(PlaceId.Of("s2c1"), 1)) }),
        ("roster/number", l => l with { Roster = All(l.Roster, r => r with { Number = 3 }) }),
        ("lead/name", l => l with { Lead = l.Lead with { Name = "住建局" } }),
        ("lead/person", l => l with { Lead = l.Lead with { Person = "赵六" } }),
        ("supporting", l => l with { Supporting = l.Supporting.Reverse().ToImmutableArray() }),
        ("supporting", l => l with { Supporting = l.Supporting.Add("公安局") }),
        ("rhythm", l => l with { Rhythm = Rhythm.Weekly }),
        ("passMark", l => l with { PassMark = null }),
        ("subsidies", l => l with { Subsidies = [] }),
        ("subsidies/amountFen", l => l with { Subsidies = All(l.Subsidies, s => s with { AmountFen = 1 }) }),
        ("subsidies/per", l => l with { Subsidies = All(l.Subsidies, s => s with { Per = "每处" }) }),
        ("subsidies/condition", l => l with { Subsidies = All(l.Subsidies, s => s with { Condition = "验收" }) }),
        ("subsidies/payers", l => l with { Subsidies = All(l.Subsidies, s => s with { Payers = "市财政" }) }),
        ("subsidies/from", l => l with { Subsidies = All(l.Subsidies, s => s with { From = null }) }),
        ("subsidies/until", l => l with { Subsidies = All(l.Subsidies, s => s with { Until = null }) }),
        ("subsidies/source", l => l with { Subsidies = All(l.Subsidies, s => s with { Source = "§六" }) }),
        ("doubts", l => l with { Doubts = l.Doubts.Add(new("d9", "待定", "§三")) }),
        ("doubts/text", l => l with { Doubts = All(l.Doubts, d => d with { Text = "已定" }) }),
        ("doubts/source", l => l with { Doubts = All(l.Doubts, d => d with { Source = "§三" }) }),
        ("source", l => l with { Source = "§二" }),
    ];

    public static TheoryData<int, string> Fields()
    {
        var data = new TheoryData<int, string>();
        foreach (var (edit, index) in Edits.Select((e, i) => (e, i))) data.Add(index, edit.Field);
        return data;
    }

    [Fact]
    public void A_document_does_not_differ_from_itself() => Assert.True(PlanChanges.Between(Plan, Plan with { Lines = [.. Plan.Lines] }, Places).IsEmpty);

    [Theory, MemberData(nameof(Fields))]
    public void An_edit_of_one_field_shows_as_that_field_in_that_line_alone(int edit, string field)
    {
        var differences = PlanChanges.Between(Plan, Edited(Plan, Full.Id, edit), Places);

        Assert.Empty(differences.Document);
        var line = Assert.Single(differences.Lines);
        Assert.Equal((Full.Id, ChangeKind.Changed), (line.Line, line.Kind));
        Assert.Equal([field], line.Changes.Select(c => c.Field).Distinct());
    }

    /// <summary>A new property of the plan that nobody compares would be taken unseen.</summary>
    [Fact]
    public void Every_property_of_a_line_has_an_edit_here()
    {
        var edited = Edits.Select(e => e.Field).ToHashSet();
        Assert.All(typeof(Domain.Plans.Line).GetProperties().Where(p => p.Name != "Id"), p =>
            Assert.Contains(edited, f => f.Split('/')[0] == JsonNamingPolicy.CamelCase.ConvertName(p.Name)));
    }

    [Fact]
    public void The_head_of_the_document_is_told_apart_from_its_lines()
    {
        var differences = PlanChanges.Between(Plan, Plan with { Number = "2号", Title = "新方案", IssuedOn = Day("10-01"), Doubts = [] }, Places);

        Assert.Equal(
            [("number", "1号", "2号"), ("title", "方案", "新方案"), ("issuedOn", "2013-09-20", "2013-10-01"), ("doubts", "合计不符", null)],
            differences.Document.Select(c => (c.Field, c.From, c.To)));
        Assert.Empty(differences.Lines);
    }

    /// <summary>Field → an edit of that field of the directory alone. Every property of it and of its kinds stands here.</summary>
    public static TheoryData<string, DirectoryRules> DirectoryEdits()
    {
        var kind = Rules.Kinds[0];
        return new()
        {
            { "directory/kinds", Rules with { Kinds = Rules.Kinds.Add(kind with { Id = PointKindId.Of("new") }) } },
            { "directory/kinds/name", Rules with { Kinds = [kind with { Name = "改名" }, Rules.Kinds[1]] } },
            { "directory/kinds/englishName", Rules with { Kinds = [kind with { EnglishName = "Renamed" }, Rules.Kinds[1]] } },
            { "directory/kinds/line", Rules with { Kinds = [kind with { Line = Plan.Lines[0].Id }, Rules.Kinds[1]] } },
            { "directory/kinds/isRegistered", Rules with { Kinds = [kind with { IsRegistered = false }, Rules.Kinds[1]] } },
            { "directory/sufficient", Rules with { Sufficient = [] } },
            { "directory/contactDays", Rules with { ContactDays = 60 } },
            { "directory/otherDays", Rules with { OtherDays = 90 } },
            { "directory/walkMetres", Rules with { WalkMetres = 1_000 } },
            { "directory/oldWalkMetres", Rules with { OldWalkMetres = 400 } },
            { "directory/checked", Rules with { Checked = 20 } },
            { "directory/spacing", Rules with { Spacing = [.. Rules.Spacing, new SpacingRule(kind.Id, 300)] } },
            { "directory/spacing/metres", Rules with { Spacing = [Rules.Spacing[0] with { Metres = 600 }] } },
        };
    }

    /// <summary>Field → an edit of that field of the alerts' rules alone. Every property of them stands here.</summary>
    public static TheoryData<string, AlertRules> AlertEdits() => new()
    {
        { "alerts/ladder/street", AlertRules.Usual with { Ladder = new(1, 4, 5, 10) } },
        { "alerts/planDays", AlertRules.Usual with { PlanDays = 5 } },
        { "alerts/mostPromise", AlertRules.Usual with { MostPromise = 60 } },
        { "alerts/mostUrgentPromise", AlertRules.Usual with { MostUrgentPromise = 2 } },
        { "alerts/mostSilence", AlertRules.Usual with { MostSilence = 14 } },
        { "alerts/settleDays", AlertRules.Usual with { SettleDays = 2 } },
        { "alerts/forecastDays", AlertRules.Usual with { ForecastDays = 3 } },
        { "alerts/forecastSettleDays", AlertRules.Usual with { ForecastSettleDays = 5 } },
        { "alerts/forecastMargin", AlertRules.Usual with { ForecastMargin = 0 } },
        { "alerts/waitingDays", AlertRules.Usual with { WaitingDays = 7 } },
        { "alerts/staleDays", AlertRules.Usual with { StaleDays = 0 } },
    };

    [Theory, MemberData(nameof(AlertEdits))]
    public void An_edit_of_the_alerts_rules_shows_as_that_field_of_the_document_alone(string field, AlertRules edited)
    {
        Assert.Equal(field, Assert.Single(PlanChanges.Between(Plan, Plan with { Alerts = edited }, Places).Document).Field);
        Assert.Empty(PlanChanges.Between(Plan, Plan with { Alerts = AlertRules.Usual }, Places).Document);
    }

    [Fact]
    public void Every_property_of_the_alerts_rules_has_an_edit_here()
    {
        var edited = AlertEdits().Select(e => e.Data.Item1.Split('/')[1]).ToHashSet();
        Assert.Equal(typeof(AlertRules).GetProperties().Where(p => p.GetMethod is { IsStatic: false }).Select(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(n => n != "equalityContract").Order(), edited.Order());
    }

    /// <summary>Field → an edit of that field of the rules of supervision alone. Every property of them stands here.</summary>
    public static TheoryData<string, SupervisionRules> SupervisionEdits() => new()
    {
        { "supervision/ladder/street", SupervisionRules.Usual with { Ladder = new(1, 3, 4, 6) } },
        { "supervision/mostDeadline", SupervisionRules.Usual with { MostDeadline = 90 } },
        { "supervision/signDays", SupervisionRules.Usual with { SignDays = 1 } },
        { "supervision/redoDays", SupervisionRules.Usual with { RedoDays = 5 } },
        { "supervision/checkDays", SupervisionRules.Usual with { CheckDays = 5 } },
        { "supervision/closeDays", SupervisionRules.Usual with { CloseDays = 5 } },
        { "supervision/takeDays", SupervisionRules.Usual with { TakeDays = 1 } },
        { "supervision/answerDays", SupervisionRules.Usual with { AnswerDays = 7 } },
        { "supervision/settleDays", SupervisionRules.Usual with { SettleDays = 7 } },
    };

    [Theory, MemberData(nameof(SupervisionEdits))]
    public void An_edit_of_the_rules_of_supervision_shows_as_that_field_of_the_document_alone(string field, SupervisionRules edited)
    {
        Assert.Equal(field, Assert.Single(PlanChanges.Between(Plan, Plan with { Supervision = edited }, Places).Document).Field);
        Assert.Empty(PlanChanges.Between(Plan, Plan with { Supervision = SupervisionRules.Usual }, Places).Document);
    }

    [Fact]
    public void Every_property_of_the_rules_of_supervision_has_an_edit_here()
        => Assert.Equal(
            typeof(SupervisionRules).GetProperties().Where(p => p.GetMethod is { IsStatic: false }).Select(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(n => n != "equalityContract").Order(),
            SupervisionEdits().Select(e => e.Data.Item1.Split('/')[1]).ToHashSet().Order());

    /// <summary>Field → an edit of that field of the hotline's rules alone. Every property of them stands here.</summary>
    public static TheoryData<string, HotlineRules> HotlineEdits()
    {
        var (usual, category) = (HotlineRules.Usual, HotlineRules.Usual.Categories[0]);
        return new()
        {
            { "hotline/categories", usual with { Categories = usual.Categories.Add(category with { Id = TicketCategoryId.Of("noise") }) } },
            { "hotline/categories", usual with { Categories = usual.Categories.RemoveAt(3) } },
            { "hotline/categories/name", usual with { Categories = usual.Categories.SetItem(0, category with { Name = "价格" }) } },
            { "hotline/categories/englishName", usual with { Categories = usual.Categories.SetItem(0, category with { EnglishName = "Prices" }) } },
            { "hotline/categories/pace", usual with { Categories = usual.Categories.SetItem(0, category with { Pace = TicketPace.Complex }) } },
            { "hotline/kinds", usual with { Kinds = [usual.Kinds[0]] } },
            { "hotline/kinds/pace", usual with { Kinds = [usual.Kinds[0] with { Pace = TicketPace.AtOnce }, usual.Kinds[1]] } },
            { "hotline/phrases", usual with { Phrases = usual.Phrases.RemoveAt(1) } },
            { "hotline/phrases/text", usual with { Phrases = usual.Phrases.SetItem(0, usual.Phrases[0] with { Text = "无人上门。" }) } },
            { "hotline/phrases/use", usual with { Phrases = usual.Phrases.SetItem(0, usual.Phrases[0] with { Use = PhraseUse.Note }) } },
            { "hotline/ordinary/dispatch", usual with { Ordinary = usual.Ordinary with { Dispatch = TimeLimit.Workdays(1) } } },
            { "hotline/ordinary/sign", usual with { Ordinary = usual.Ordinary with { Sign = Other } } },
            { "hotline/ordinary/contact", usual with { Ordinary = usual.Ordinary with { Contact = Other } } },
            { "hotline/ordinary/atOnce", usual with { Ordinary = usual.Ordinary with { AtOnce = Other } } },
            { "hotline/ordinary/simple", usual with { Ordinary = usual.Ordinary with { Simple = Other } } },
            { "hotline/ordinary/ordinary", usual with { Ordinary = usual.Ordinary with { Ordinary = Other } } },
            { "hotline/ordinary/complex", usual with { Ordinary = usual.Ordinary with { Complex = Other } } },
            { "hotline/ordinary/callBack", usual with { Ordinary = usual.Ordinary with { CallBack = Other } } },
            { "hotline/urgent/sign", usual with { Urgent = usual.Urgent with { Sign = Other } } },
            { "hotline/lifeSafety/complex", usual with { LifeSafety = usual.LifeSafety with { Complex = Other } } },
            { "hotline/callBackTries", usual with { CallBackTries = 5 } },
            { "hotline/mostReturns", usual with { MostReturns = 1 } },
            { "hotline/mostExtension", usual with { MostExtension = 10 } },
            { "hotline/mostUrgentExtension", usual with { MostUrgentExtension = 3 } },
            { "hotline/mostLifeSafetyExtension", usual with { MostLifeSafetyExtension = 1 } },
            { "hotline/mostSuspension", usual with { MostSuspension = 60 } },
            { "hotline/holdMinutes", usual with { HoldMinutes = 10 } },
            { "hotline/spikeDays", usual with { SpikeDays = 14 } },
            { "hotline/spikeFloor", usual with { SpikeFloor = 10 } },
            { "hotline/spikeTimes", usual with { SpikeTimes = 2 } },
        };
    }

    private static TimeLimit Other => TimeLimit.Real(77);

    [Theory, MemberData(nameof(HotlineEdits))]
    public void An_edit_of_the_hotlines_rules_shows_as_that_field_of_the_document_alone(string field, HotlineRules edited)
    {
        Assert.Equal(field, Assert.Single(PlanChanges.Between(Plan, Plan with { Hotline = edited }, Places).Document).Field);
        Assert.Empty(PlanChanges.Between(Plan, Plan with { Hotline = HotlineRules.Usual }, Places).Document);
    }

    [Fact]
    public void Every_property_of_the_hotlines_rules_has_an_edit_here()
    {
        var edited = HotlineEdits().Select(e => e.Data.Item1).ToHashSet();
        Assert.All(Names(typeof(HotlineRules)), name => Assert.Contains(edited, e => e.Split('/')[1] == name));
        Assert.All(Names(typeof(UrgencyLimits)), name => Assert.Contains($"hotline/ordinary/{name}", edited));
        Assert.All(Names(typeof(TicketCategory)).Where(n => n != "id"), name => Assert.Contains($"hotline/categories/{name}", edited));

        static IEnumerable<string> Names(Type type) => type.GetProperties().Where(p => p.GetMethod is { IsStatic: false }).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
    }

    [Fact]
    public void A_limit_is_told_in_minutes_of_its_kind()
    {
        var change = PlanChanges.Between(Plan, Plan with { Hotline = HotlineRules.Usual with { Ordinary = HotlineRules.Usual.Ordinary with { Simple = TimeLimit.Real(600) } } }, Places).Document.Single();
        Assert.Equal(("work/1440", "real/600"), (change.From, change.To));
    }

    [Theory, MemberData(nameof(DirectoryEdits))]
    public void An_edit_of_the_directory_shows_as_that_field_of_the_document_alone(string field, DirectoryRules edited)
    {
        var differences = PlanChanges.Between(Plan with { Directory = Rules }, Plan with { Directory = edited }, Places);

        Assert.Equal(field, Assert.Single(differences.Document).Field);
        Assert.Empty(differences.Lines);
    }

    [Fact]
    public void Every_property_of_the_directory_has_an_edit_here()
    {
        var edited = DirectoryEdits().Select(e => e.Data.Item1).ToHashSet();
        Assert.All(typeof(DirectoryRules).GetProperties(), p => Assert.Contains($"directory/{JsonNamingPolicy.CamelCase.ConvertName(p.Name)}", edited));
        Assert.All(typeof(PointKind).GetProperties().Where(p => p.Name != "Id"), p => Assert.Contains($"directory/kinds/{JsonNamingPolicy.CamelCase.ConvertName(p.Name)}", edited));
    }

    [Fact]
    public void A_quota_is_told_with_its_step_and_what_it_asks()
    {
        var change = PlanChanges.Between(Plan, Plan with { Lines = [SecurityLine() with { Excluded = [], Steps = [.. SecurityLine().Steps[..3], SecurityLine().Steps[3] with { Quotas = [Number(21)] }] }, Full] }, Places)
            .Lines.Single().Changes.Single();

        Assert.Equal(("12-31", "number/district/19", "number/district/21"), (change.Item, change.From, change.To));
    }

    [Fact]
    public void Lines_come_and_go_with_their_steps()
    {
        var lamp = Line("lamp", Step("12-31", Stage.Completed, Each(1, Answerer.Community))) with { Order = 3 };
        var differences = PlanChanges.Between(Plan, Plan with { Lines = [Plan.Lines[0], lamp] }, Places);

        Assert.Equal([("park", ChangeKind.Removed), ("lamp", ChangeKind.Added)], differences.Lines.Select(l => (l.Line.Value, l.Kind)));
        Assert.All(differences.Lines, l => Assert.All(l.Changes, c => Assert.Equal((l.Kind, "steps"), (c.Kind, c.Field))));
        Assert.Equal((6, 0), (differences.Lines[1].Targets!.New, differences.Lines[1].Targets!.Gone));
    }

    [Fact]
    public void In_which_order_edits_are_made_does_not_matter()
        => Gen.Select(Gen.Int[0, Edits.Length - 1], Gen.Int[0, Edits.Length - 1]).Sample((one, other) =>
        {
            var security = Plan.Lines[0].Id;
            var there = PlanChanges.Between(Plan, Edited(Edited(Plan, Full.Id, one), security, other), Places);
            var back = PlanChanges.Between(Plan, Edited(Edited(Plan, security, other), Full.Id, one), Places);
            Assert.Equal(Text(there), Text(back));
            var alone = PlanChanges.Between(Plan, Edited(Plan, Full.Id, one), Places).Lines.Single();
            Assert.Equal(Text(alone), Text(there.Lines.Single(l => l.Line == Full.Id)));
        });

    /// <summary>Of any two edits of a line: what is said of its targets is what writing them out gives.</summary>
    [Fact]
    public void Totals_of_targets_agree_with_the_targets_written_out()
        => Gen.Select(Gen.Int[0, Edits.Length - 1], Gen.Int[0, Edits.Length - 1], Gen.Int[0, 4].Array[1, 4]).Sample((one, other, communities) =>
        {
            var places = Tree(communities);
            var line = Full with { Roster = [.. Full.Roster.Where(r => places.Find(r.Place) is not null)] };
            var plan = Plan with { Lines = [line] };
            var after = Edited(Edited(plan, line.Id, one), line.Id, other);
            var edited = after.Lines[0] with { Roster = [.. after.Lines[0].Roster.Where(r => places.Find(r.Place) is not null)] };
            var (was, will) = (Targets.WriteOut(line, places), Targets.WriteOut(edited, places));

            var change = PlanChanges.Between(plan, after, places).Lines.SingleOrDefault()?.Targets;

            var dates = was.Concat(will).Select(t => (t.Due, t.Stage)).Distinct().Order();
            Assert.Equal(
                dates.Select(d => new DueChange(d.Due, d.Stage, Total(was, d), Total(will, d))).Where(d => d.Before != d.After),
                change?.Dues ?? []);
            var (old, now) = (was.Select(t => t.Unit).ToHashSet(), will.Select(t => t.Unit).ToHashSet());
            Assert.Equal((now.Except(old).Count(), old.Except(now).Count()), (change?.New ?? 0, change?.Gone ?? 0));
        });

    [Fact]
    public void No_more_than_500_changes_are_listed_and_the_rest_are_counted()
    {
        var doubts = Enumerable.Range(1, 600).Select(i => new Doubt($"x{i}", "疑问", "§三"));
        var after = Plan with { Lines = [Plan.Lines[0] with { Name = "改名" }, Full with { Doubts = [.. Full.Doubts, .. doubts], Source = "§二" }] };

        var differences = PlanChanges.Between(Plan, after, Places);

        Assert.Equal((PlanDifferences.Most, 102), (differences.Lines.Sum(l => l.Changes.Length), differences.LeftOut));
        Assert.Equal(2, differences.Lines.Length);
    }

    [Theory]
    [InlineData("11-12", 3, null)]
    [InlineData("11-11", 3, Status.Behind)]
    [InlineData("11-11", 0, Status.Behind)]
    public void A_date_moved_into_the_past_is_late_at_once(string due, int reached, Status? turns)
    {
        // 11-30 asks two of each street: 6.
        var line = Line("l", Step("11-30", Stage.Completed, Each(2, Answerer.Street)), Step("12-31", Stage.Completed, Each(3, Answerer.Street)));
        var moved = line with { Steps = [line.Steps[0] with { Due = Day(due) }, line.Steps[1]] };

        var late = Late(line, moved, reached, isConfirmed: true);

        Assert.Equal(turns, late.SingleOrDefault()?.Turns);
        if (turns is not null) Assert.Equal((6, reached), (late[0].Items, late[0].Reached));
        Assert.Empty(Late(line, moved, reached, isConfirmed: false));
    }

    [Fact]
    public void The_last_date_moved_into_the_past_is_missed_and_what_was_late_before_is_no_news()
    {
        var line = Line("l", Step("10-31", Stage.Completed, Each(2, Answerer.Street)), Step("12-31", Stage.Completed, Each(3, Answerer.Street)));

        Assert.Equal(Status.Missed, Assert.Single(Late(line, line with { Steps = [line.Steps[0], line.Steps[1] with { Due = Day("11-01") }] }, 0, true)).Turns);
        Assert.Empty(Late(line, line with { Name = "改名", Steps = [line.Steps[0] with { Label = "首批" }, line.Steps[1]] }, 0, true));
        Assert.Empty(Late(line, line with { Steps = [line.Steps[0] with { Due = Day("11-05") }, line.Steps[1]] }, 0, true));
    }

    private static ImmutableArray<LateStep> Late(Line before, Line after, int reached, bool isConfirmed) => PlanChanges.LateAtOnce(
        Plan with { Lines = [before] }, Plan with { Lines = [after] }, Places, _ => isConfirmed, Tally.Of([Reached(before, Stage.Completed, Day("10-10"), reached)]), Day("11-12"));

    private static PlanDocument Edited(PlanDocument plan, LineId line, int edit)
        => plan with { Lines = [.. plan.Lines.Select(l => l.Id == line ? Edits[edit].Edit(l) : l)] };

    private static long Total(ImmutableArray<Target> targets, (DateOnly Due, Stage Stage) at) => targets
        .Where(t => t.Stage == at.Stage && t.Due <= at.Due).GroupBy(t => t.Unit).Sum(u => u.Max(t => t.Cumulative));

    private static ImmutableArray<T> All<T>(ImmutableArray<T> list, Func<T, T> edit) => [.. list.Select(edit)];

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options);
}
