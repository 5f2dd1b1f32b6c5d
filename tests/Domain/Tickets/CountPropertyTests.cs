using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Tickets;

/// <summary>Whatever happens to several tickets: what their commits add to rows is what counting anew gives, by a reader of their events who knows nothing of their state.</summary>
public sealed class CountPropertyTests
{
    private static readonly string[] Ids = ["t1", "t2", "t3", "t4"];

    private static readonly Gen<Action<Hotline, string>> Deed = Gen.Frequency(
        (9, Gen.Frequency((12, Deeds.Forward), (3, Deeds.Step), (3, Deeds.Request), (1, Deeds.Reclassify), (4, Deeds.CallBack), (1, Deeds.Aside), (3, Deeds.Move), (1, Deeds.End))),
        (1, Deeds.One(Ids).Select(parent => (Action<Hotline, string>)((hotline, id) => hotline.Code(id, Hotline.Wang, new TicketCommand.Link(TicketId.Of(parent)))))));

    private static readonly Gen<(string Id, TicketCommand.Receive Call, Action<Hotline, string> Deed, TimeSpan After)[]> Days = Gen.Select(Deeds.One(Ids), Deeds.Call, Deed, Deeds.Pause).Array[1, 80];

    [Fact]
    public void Rows_hold_what_counting_anew_gives_and_never_less_than_nothing()
        => Live(hotline =>
        {
            var naive = Ids.Where(hotline.Has).SelectMany(id => Counted(hotline, id)).GroupBy(c => c).ToDictionary(c => c.Key, c => (long)c.Count());
            var held = hotline.Rows.SelectMany(row => row.Value.Cells.Select(cell => (Key: (row.Key, cell.Key.ToString()), cell.Value))).ToDictionary(c => c.Key, c => c.Value);
            Assert.All(held, cell => Assert.True(cell.Value > 0, $"{cell.Key} is {cell.Value}"));
            Assert.Equal(naive.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal), held.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal));
        });

    [Fact]
    public void A_report_counts_at_the_district_alone_and_no_list_of_a_street_or_community_has_it()
        => Live(hotline =>
        {
            foreach (var id in Ids.Where(hotline.Has).Where(id => hotline[id].IsReport))
            {
                Assert.Equal([Place.StreamOf(Plans.Sample.District)], Ticket.Contribute(hotline.State(id)).Select(image => image.Row));
                Assert.DoesNotContain(Ticket.Contribute(hotline.State(id))[0].Cells.Cells, c => c.Key.Measure == TicketCells.Tickets && c.Key.Line.Value != "-");
                Assert.Contains(Ticket.Lists(hotline.State(id))[0].Region, new PlaceId?[] { null, Plans.Sample.District });
                if (hotline[id].Unit is { } unit && hotline[id].Stage != TicketStage.Answered) Assert.False(unit.Line is null || (unit.Line == hotline[id].About.Line && hotline[id].About.Place == unit.Place), $"{unit} has a report about {hotline[id].About}");
            }
        });

    [Fact]
    public void A_duplicate_counts_as_one_and_as_nothing_else()
        => Live(hotline =>
        {
            foreach (var ticket in hotline.All.Where(t => t.Parent is not null))
                Assert.Equal([TicketCells.PointOf(TicketCount.Duplicate)], Ticket.Contribute(hotline.State(ticket.Intake.Id.Value)).SelectMany(image => image.Cells.Cells).Select(c => c.Key.Point));
        });

    /// <summary>Both ways: what is read back is what lists are read from.</summary>
    [Fact]
    public void A_list_has_the_whole_ticket()
        => Live(hotline =>
        {
            foreach (var id in Ids.Where(hotline.Has))
            {
                var row = Ticket.Lists(hotline.State(id))[0];
                var read = System.Text.Json.JsonSerializer.Deserialize<TicketView>(row.View, JournalJson.Options)!;
                Assert.Equal(row.View, System.Text.Json.JsonSerializer.Serialize(read, JournalJson.Options));
                Assert.Equal((hotline[id].Stage, hotline[id].Version, hotline[id].Dues.Next ?? hotline[id].Ended?.At, hotline[id].About.Row), (read.Stage, read.Version, row.Due, row.About));
            }
        });

    private static void Live(Action<Hotline> check) => Days.Sample(days =>
    {
        var hotline = new Hotline();
        foreach (var (id, call, deed, after) in days)
        {
            if (hotline.Has(id)) deed(hotline, id);
            else hotline.Receive(call with { Intake = call.Intake with { Id = TicketId.Of(id) } });
            hotline.Until(hotline.Now + after);
            check(hotline);
        }
    });

    /// <summary>Each cell that one ticket adds one to.</summary>
    private static List<(StreamId Row, string Key)> Counted(Hotline hotline, string id)
    {
        var told = hotline.Events(id).Select(e => e.Event).ToList();
        var received = (TicketEvent.Received)told[0];
        var day = District.DateOf(hotline.Events(id)[0].RecordedAt);
        var month = $"{day:yyyyMM}01";
        var about = told.OfType<TicketEvent.Moved>().LastOrDefault()?.About ?? received.About;
        var isReport = received.Intake.Kind == TicketKind.Report;
        var row = isReport ? new StreamId("place:district") : about.Row;
        var line = isReport ? "-" : about.Line?.Value ?? "-";
        if (told.FindLastIndex(e => e is TicketEvent.Linked) > told.FindLastIndex(e => e is TicketEvent.Reopened)) return [Cell(row, $"{line}|tickets|duplicate|{month}")];

        var end = told.OfType<TicketEvent.Closed>().SingleOrDefault()?.End;
        var calls = told.OfType<TicketEvent.CalledBack>().Where(c => c.IsReached).ToList();
        var cells = new List<(StreamId, string)> { Cell(row, $"{line}|tickets|total|{day:yyyyMMdd}") };
        if (end is null) cells.Add(Cell(row, $"{line}|tickets|open|{day:yyyyMMdd}"));
        if (end is null && IsLate(hotline, id)) cells.Add(Cell(row, $"{line}|tickets|overdue|{day:yyyyMMdd}"));
        if (end == TicketEnd.AtOnce) cells.Add(Cell(row, $"{line}|tickets|atOnce|{day:yyyyMMdd}"));
        var answer = told.FindLastIndex(e => e is TicketEvent.Answered or TicketEvent.Followed);
        if (answer >= 0 && (end is not null || told.FindLastIndex(e => e is TicketEvent.Reopened) < answer)
            && told[answer] is TicketEvent.Answered { Finding: TicketFinding.Substantiated } or TicketEvent.Followed { Finding: TicketFinding.Substantiated })
            cells.Add(Cell(row, $"{line}|tickets|substantiated|{month}"));
        if (calls is [.., { Satisfaction: { } how }])
        {
            cells.Add(Cell(row, $"{line}|tickets|rated|{month}"));
            if (how is Satisfaction.VerySatisfied or Satisfaction.Satisfied or Satisfaction.Fair) cells.Add(Cell(row, $"{line}|tickets|satisfied|{month}"));
        }

        var dispatch = told.FindLastIndex(e => e is TicketEvent.Dispatched);
        if (dispatch >= 0 && told.FindLastIndex(e => e is TicketEvent.Returned) < dispatch) cells.AddRange(OfUnit(received.Intake, ((TicketEvent.Dispatched)told[dispatch]).Unit, told[dispatch..], end, month));
        return cells;
    }

    private static IEnumerable<(StreamId Row, string Key)> OfUnit(TicketIntake intake, AnsweringUnit unit, List<TicketEvent> since, TicketEnd? end, string month)
    {
        var points = new List<string>();
        if (end is TicketEnd.Withdrawn or TicketEnd.Invalid or TicketEnd.Unreasonable)
        {
            points.Add("excluded");
        }
        else
        {
            points.Add("handled");
            var isLate = since.Any(e => e is TicketEvent.RanOut { Clock: TicketClock.Sign or TicketClock.Contact });
            var isContacted = since.Any(e => e is TicketEvent.Contacted);
            var speaks = intake.Caller is not null && intake.Kind != TicketKind.Report;
            if (speaks && (isLate || isContacted)) points.Add("contactDue");
            if (speaks && isContacted && !isLate) points.Add("contacted");
            if (end == TicketEnd.Unreachable) points.Add("unreachable");
            if (since.OfType<TicketEvent.CalledBack>().LastOrDefault(c => c.IsReached) is { } said)
            {
                points.Add(said.IsSolved ? "solved" : "unsolved");
                if (said.Satisfaction is not null) points.Add("rated");
                if (said.Satisfaction <= Satisfaction.Fair) points.Add("satisfied");
            }
        }

        return points.Select(point => Cell(new StreamId($"place:{unit.Place}"), $"{unit.Line?.Value ?? "-"}|ticket-units|{point}|{month}"));
    }

    /// <summary>By its clocks alone: one of those that run, or ran as it was suspended, is used up.</summary>
    private static bool IsLate(Hotline hotline, string id)
    {
        var ticket = hotline[id];
        if (ticket.Stage != TicketStage.Suspended) return ticket.Dues.Next <= hotline.Now;
        // By the limits that it was suspended under: others are judged when it goes on.
        var told = hotline.Events(id).Select(e => e.Event).ToList();
        var before = told[..told.FindLastIndex(e => e is TicketEvent.Suspended)];
        var limits = before.OfType<TicketEvent.Reclassified>().LastOrDefault()?.Limits ?? ((TicketEvent.Received)told[0]).Limits;
        var running = ticket with { Ledger = ticket.Ledger.Begin(ClockHolder.Unit, hotline.Now), Limits = limits };
        return TicketTimes.Of(running, hotline.At(Hotline.Clerk)).Next <= ticket.Ledger.Intervals[^1].From;
    }

    private static (StreamId Row, string Key) Cell(StreamId row, string key) => (row, key);
}
