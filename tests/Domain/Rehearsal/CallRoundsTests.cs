using System.Text.Json;
using Circle.Domain.Alerts;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Rehearsal;
using Circle.Domain.ServicePoints;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Rehearsal;

public sealed class CallRoundsTests
{
    public static TheoryData<int> Seeds => [1, 9, 2013, -7];

    [Fact]
    public void The_same_seed_has_the_same_calls_and_another_seed_others()
    {
        Assert.Equal(CallTown.Of(9).Deeds.Select(Text), CallTown.Write(9).Select(Text));
        Assert.NotEqual(CallTown.Of(9).Deeds.Select(Text), CallTown.Of(1).Deeds.Select(Text));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_deed_is_accepted_in_its_order(int seed)
    {
        var town = CallTown.Of(seed);

        Assert.True(town.Declined.Count == 0, $"seed {seed}: {town.Declined.Count} refused, {town.Declined.FirstOrDefault()}");
        Assert.Equal(town.Deeds.Select(d => d.At).Order(), town.Deeds.Select(d => d.At));
        Assert.All(town.Deeds, d => Assert.InRange(District.DateOf(d.At), new DateOnly(2013, 9, 26), new DateOnly(2014, 12, 31)));
        Assert.All(town.Deeds, d => Assert.StartsWith("rehearsal:", d.Actor.Value, StringComparison.Ordinal));
        foreach (var one in town.Deeds.GroupBy(d => d.Ticket)) Assert.True(one.Zip(one.Skip(1)).All(pair => pair.First.At < pair.Second.At), $"seed {seed}: {one.Key} twice at once");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_dozen_or_two_call_a_day_most_in_the_mornings_of_working_days_and_half_are_answered_at_once(int seed)
    {
        var calls = CallTown.Of(seed).Deeds.Where(d => d.Command is TicketCommand.Receive).ToList();
        var byDay = calls.CountBy(d => District.DateOf(d.At)).ToDictionary();
        var (working, resting) = (byDay.Where(d => CallTown.Calendar.IsWorkday(d.Key)).Average(d => d.Value), byDay.Where(d => !CallTown.Calendar.IsWorkday(d.Key)).Average(d => d.Value));

        Assert.Equal(462, byDay.Count);
        Assert.All(byDay, d => Assert.InRange(d.Value, 8, 25));
        Assert.True(working > resting + 4, $"seed {seed}: {working} and {resting}");
        Assert.InRange(Percent(calls.Where(d => CallTown.Calendar.IsWorkday(District.DateOf(d.At))), d => District.Local(d.At).Hour < 12), 50, 70);
        Assert.InRange(Percent(calls, d => d.Command is TicketCommand.Receive { AtOnce: not null }), 45, 65);
    }

    /// <summary>As on the console's picture: some 6 to dispatch, 9 to sign, 41 on the way and 12 to call back, a handful late.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_queue_is_full_when_people_meet_the_district_and_little_of_it_is_late(int seed)
    {
        var open = CallTown.Of(seed).Hotline.All.Where(t => t.IsOpen).ToList();
        var stages = open.CountBy(t => t.Stage).ToDictionary();
        var said = $"seed {seed}: {string.Join(", ", stages)}, late {open.Count(t => !t.Late.IsEmpty)}";

        Between(TicketStage.Received, 2, 12);
        Between(TicketStage.Dispatched, 4, 18);
        Assert.True(open.Count(t => t.Stage is TicketStage.SignedFor or TicketStage.Underway or TicketStage.Suspended) is >= 28 and <= 55, said);
        Between(TicketStage.Answered, 6, 22);
        Assert.True(open.Count(t => !t.Late.IsEmpty) is >= 3 and <= 12, said);

        void Between(TicketStage stage, int least, int most) => Assert.True(stages.GetValueOrDefault(stage) >= least && stages.GetValueOrDefault(stage) <= most, said);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_a_ticket_can_come_to_happens_to_some(int seed)
    {
        var events = CallTown.Of(seed).Events.ToList();
        Type[] wanted =
        [
            typeof(TicketEvent.Asked), typeof(TicketEvent.Declined), typeof(TicketEvent.Returned), typeof(TicketEvent.Extended), typeof(TicketEvent.Suspended), typeof(TicketEvent.Resumed),
            typeof(TicketEvent.Urged), typeof(TicketEvent.Reopened), typeof(TicketEvent.Linked), typeof(TicketEvent.Adopted), typeof(TicketEvent.Followed), typeof(TicketEvent.RanOut),
        ];

        foreach (var kind in wanted) Assert.True(events.Any(e => e.GetType() == kind), $"seed {seed}: nothing was {kind.Name}");
        Assert.Contains(CallTown.Of(seed).Hotline.All, t => t.End == TicketEnd.Solved);

        // 特急 is met in time: were it told, that would be at any hour.
        var hotline = CallTown.Of(seed).Hotline;
        Assert.False(Assert.Single(hotline.All, t => t.Urgency == Urgency.LifeSafety).IsOpen);
        Assert.Empty(hotline.Alerts);
        Assert.All(CallTown.Of(seed).Deeds.Where(d => hotline.Has(d.Ticket.Value)), d => Assert.Equal(hotline[d.Ticket.Value].Urgency != Urgency.Ordinary, d.IsPunctual));
        Assert.Contains(events, e => e is TicketEvent.CalledBack { IsReached: false });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_report_is_rare_goes_to_a_lead_unit_alone_and_is_counted_at_the_district(int seed)
    {
        var town = CallTown.Of(seed);
        var reports = town.Deeds.Where(d => d.Command is TicketCommand.Receive { Intake.Kind: TicketKind.Report }).Select(d => d.Ticket).ToHashSet();

        Assert.InRange(reports.Count, 1, town.Deeds.Count(d => d.Command is TicketCommand.Receive) / 100);
        Assert.All(
            town.Deeds.Where(d => reports.Contains(d.Ticket)).Select(d => d.Command).OfType<TicketCommand.Dispatch>().Select(d => d.Unit),
            unit => Assert.True(unit is { Line: not null } && unit.Place == CallTown.Places.Root!.Id));
        Assert.All(town.Hotline.All.Where(t => t.IsReport), t => Assert.Equal(Place.StreamOf(CallTown.Places.Root!.Id), t.About.Counted));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Many_call_about_one_shop_in_November_and_that_is_told(int seed)
    {
        var town = CallTown.Of(seed);
        var spike = town.Hotline["rehearsal-spike-1"];
        var row = spike.About.Row;
        var counts = CallCounts.Of(spike.About.Place, spike.About.Line, row.Id, "店", town.Hotline.Rows[row]);

        Assert.True(row.IsOf(ServicePoint.Kind));
        Assert.NotEmpty(SpikeRule.Find([counts], HotlineRules.Usual, new DateOnly(2013, 11, 12)));
        Assert.Empty(SpikeRule.Find([counts], HotlineRules.Usual, new DateOnly(2013, 11, 6)));
        Assert.True(spike.Children.Length == 3, $"{spike.Children.Length} are joined to it");
    }

    [Fact]
    public void What_is_written_is_all_in_the_catalogue_which_holds_no_number_of_anybody()
    {
        var catalogue = CallWords.All.ToDictionary(w => w.Id, w => w.Text);

        foreach (var seed in new[] { 1, 9, 2013 })
            Assert.All(CallTown.Of(seed).Hotline.All.SelectMany(t => t.Words), id => Assert.True(catalogue.ContainsKey(id), $"seed {seed}: {id}"));
        Assert.True(catalogue.Count >= 110, $"{catalogue.Count}");
        foreach (var text in catalogue.Values)
        {
            Assert.False(PersonalNumber.IsIn(text), text);
            Assert.Equal(text, Mask.Text(text));
            Assert.DoesNotContain(text, char.IsDigit);
            Assert.InRange(text.Length, 5, 60);
        }
    }

    [Fact]
    public void Whoever_calls_has_an_id_that_is_known_before()
    {
        var known = Enumerable.Range(0, Callers.Count).Select(Callers.IdOf).ToHashSet();
        var calls = CallTown.Of(9).Hotline.All.ToList();

        Assert.Equal(Callers.Count, known.Count);
        Assert.All(known, id => Assert.Equal(32, id.Value.Length));
        Assert.All(calls.Select(t => t.Intake.Caller).OfType<SubjectId>(), id => Assert.Contains(id, known));
        Assert.InRange(Percent(calls, t => t.Intake.Caller is null), 15, 50);
    }

    [Fact]
    public void Where_nobody_lives_nobody_calls()
        => Assert.Empty(CallRounds.Write(9, SyntheticDistrict.Instance.Plan, new PlaceTree([new PlaceNode(PlaceId.Of("d"), PlaceKind.District, "区", null)]), [], [], SyntheticDistrict.Instance.Calendar));

    private static int Percent<T>(IEnumerable<T> all, Func<T, bool> some)
    {
        var list = all.ToList();
        return 100 * list.Count(some) / list.Count;
    }

    private static string Text(FieldDeed.OfTicket deed) => $"{deed.At:O} {deed.Actor} {deed.Ticket} {deed.Command} {JsonSerializer.Serialize<object>(deed.Command, JournalJson.Options)}";
}
