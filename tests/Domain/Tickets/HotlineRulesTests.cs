using System.Text.Json;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Tickets;

public sealed class HotlineRulesTests
{
    private static readonly PlanDocument Document = new("1号", "方案", Sample.Day("09-20"), [Sample.Line("park", Sample.Step("10-31", Stage.Completed, Sample.Each(1, Answerer.Street)))], []);

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var usual = HotlineRules.Usual;
        var wrong = new HotlineRules(
            [usual.Categories[0], usual.Categories[0] with { Name = "", EnglishName = new string('x', 21) }], [usual.Kinds[0], usual.Kinds[0]],
            usual.Ordinary with { Dispatch = TimeLimit.Real(0), CallBack = TimeLimit.Workdays(367) }, usual.Urgent with { Sign = TimeLimit.Real(-1), AtOnce = TimeLimit.Real(0), Ordinary = TimeLimit.Real(0) },
            usual.LifeSafety with { Contact = TimeLimit.Real(0), Simple = TimeLimit.Real(0), Complex = TimeLimit.Real(0) }, 11, 30, -1, 0, 1_441, 0, 0, 0)
        {
            MostUrgentExtension = -1,
            MostLifeSafetyExtension = 367,
            Phrases = [new("a", "b", PhraseUse.Note), new("a", "", PhraseUse.Note), new(new string('x', 21), new string('x', 201), PhraseUse.Answer)],
        };

        Assert.Equal(
            [
                "hotline/categories repeated", "hotline/categories/1/name required", "hotline/categories/1/englishName too-long", "hotline/kinds repeated",
                "hotline/phrases repeated", "hotline/phrases/1/text required", "hotline/phrases/2/name too-long", "hotline/phrases/2/text too-long",
                "hotline/ordinary/dispatch/minutes out-of-range", "hotline/ordinary/callBack/minutes out-of-range", "hotline/urgent/sign/minutes out-of-range",
                "hotline/urgent/atOnce/minutes out-of-range", "hotline/urgent/ordinary/minutes out-of-range", "hotline/lifeSafety/contact/minutes out-of-range",
                "hotline/lifeSafety/simple/minutes out-of-range", "hotline/lifeSafety/complex/minutes out-of-range", "hotline/callBackTries out-of-range", "hotline/mostReturns out-of-range",
                "hotline/mostExtension out-of-range", "hotline/mostUrgentExtension out-of-range", "hotline/mostLifeSafetyExtension out-of-range", "hotline/mostSuspension out-of-range", "hotline/holdMinutes out-of-range", "hotline/spikeDays out-of-range",
                "hotline/spikeFloor out-of-range", "hotline/spikeTimes out-of-range",
            ],
            Faults(wrong));
        Assert.Equal(["hotline/categories out-of-range"], Faults(usual with { Categories = [] }));
        Assert.Equal(["hotline/phrases too-many"], Faults(usual with { Phrases = [.. Enumerable.Range(0, 51).Select(i => new HotlinePhrase($"{i}", "…", PhraseUse.Note))] }));
        Assert.Empty(Faults(usual));
    }

    [Theory]
    [InlineData(TicketKind.Complaint, Urgency.Ordinary, "damage", "7200 work")]
    [InlineData(TicketKind.Complaint, Urgency.Ordinary, "hygiene", "1440 work")]
    [InlineData(TicketKind.Complaint, Urgency.Urgent, "other", "7200 work")]
    [InlineData(TicketKind.Help, Urgency.LifeSafety, "utilities", "30 real")]
    // Of some kinds the kind says how long it takes, whatever the category.
    [InlineData(TicketKind.Consultation, Urgency.Ordinary, "other", "1440 work")]
    [InlineData(TicketKind.Report, Urgency.Ordinary, "hygiene", "21600 work")]
    public void A_ticket_is_finished_by_its_kind_urgency_and_category(TicketKind kind, Urgency urgency, string category, string expected)
    {
        var finish = HotlineRules.Usual.LimitsOf(kind, urgency, HotlineRules.Usual.Find(TicketCategoryId.Of(category))!).Finish;
        Assert.Equal(expected, $"{finish.Minutes} {(finish.IsWork ? "work" : "real")}");
    }

    /// <summary>Of what goes on by other rules only what begins next goes by them.</summary>
    [Fact]
    public void A_plan_with_rules_of_its_own_counts_by_them()
    {
        var hotline = new Hotline(HotlineRules.Usual with { CallBackTries = 1, Ordinary = HotlineRules.Usual.Ordinary with { Dispatch = TimeLimit.Real(15) } }).Receive(Hotline.Call("t"));
        Assert.Equal(["Dispatch 10-09 10:15"], hotline.Dues("t"));
        hotline.Underway("t", Hotline.Street).Then("t", Hotline.Clerk, Hotline.Answer()).Then("t", Hotline.Wang, Hotline.NotReached);
        Assert.Equal(TicketEnd.Unreachable, hotline["t"].End);
        Assert.Equal("category:unknown", new Hotline(HotlineRules.Usual with { Categories = [HotlineRules.Usual.Categories[0]] }).Code("t", Hotline.Wang, Hotline.Call("t", category: "damage")));
    }

    [Fact]
    public void A_plan_with_a_hotline_is_read_as_it_was_written()
    {
        var written = JsonSerializer.Serialize(Document with { Hotline = HotlineRules.Usual with { SpikeDays = 5 } }, JournalJson.Options);
        var read = JsonSerializer.Deserialize<PlanDocument>(written, JournalJson.Options)!;
        Assert.Equal(written, JsonSerializer.Serialize(read, JournalJson.Options));
        Assert.Equal((5, TimeLimit.Workdays(5)), (read.Hotline!.SpikeDays, read.Hotline.Ordinary.Ordinary));
        Assert.Contains("\"dispatch\":{\"minutes\":60,\"isWork\":false}", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_from_before_there_were_phrases_has_none()
    {
        var written = JsonSerializer.Serialize(HotlineRules.Usual with { Phrases = [] }, JournalJson.Options);
        var before = written.Replace(",\"phrases\":[]", "", StringComparison.Ordinal);
        Assert.NotEqual(written, before);
        Assert.Empty(JsonSerializer.Deserialize<HotlineRules>(before, JournalJson.Options)!.Phrases);
    }

    private static string[] Faults(HotlineRules rules)
    {
        var at = new Circumstances(District.At(Sample.Day("11-12")), AccountId.Of("office").Actor, null, Sample.Tree(1));
        var adopted = Plan.Fold(Plan.Empty, new Recorded<PlanEvent>(new PlanEvent.Adopted(1, Document), 1, at.Actor, at.Now));
        return Plan.Decide(adopted, new PlanCommand.Propose(Document with { Title = "新方案", Hotline = rules }, "上传"), at) is Decision<PlanEvent>.Declined declined
            ? [.. declined.Refusal.Faults.Select(f => $"{f.Field} {f.Code}")]
            : [];
    }
}
