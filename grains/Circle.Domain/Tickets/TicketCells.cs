using Circle.Domain.Alerts;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Tickets;

/// <summary>What a ticket adds to the sums of what it is about.</summary>
public enum TicketCount
{
    /// <summary>By the day of its receipt; a joined one 重复件 is not counted again.</summary>
    Total,

    /// <summary>By the same day.</summary>
    Open,

    /// <summary>Of these those with a clock that ran out.</summary>
    Overdue,

    /// <summary>当场答复, by the same day.</summary>
    AtOnce,

    /// <summary>查实, by the month of its receipt, as is what follows.</summary>
    Substantiated,

    Duplicate,

    /// <summary>Who said in the callback how content they are.</summary>
    Rated,

    /// <summary>Of these.</summary>
    Satisfied,
}

/// <summary>What a ticket adds to the sums of the unit that answers for it, by the month of its receipt: of these the three rates 三率 are made.</summary>
public enum UnitCount
{
    /// <summary>Dispatched to it, and in the rates: neither joined 重复件, nor unreasonable, invalid or withdrawn.</summary>
    Handled,

    /// <summary>Of these, whose first contact is made, or late, as far as there was somebody to speak to.</summary>
    ContactDue,

    /// <summary>Of these, in time.</summary>
    Contacted,

    /// <summary>Whoever called said that it is solved, since the unit has had it last.</summary>
    Solved,

    /// <summary>… that it is not.</summary>
    Unsolved,

    Rated,

    Satisfied,

    /// <summary>联系不上: in neither of the last two rates.</summary>
    Unreachable,

    /// <summary>Unreasonable, invalid or withdrawn: in no rate.</summary>
    Excluded,
}

/// <summary>Counts of tickets, whenever one looks: of each commit the difference goes along.</summary>
public static class TicketCells
{
    public static readonly MeasureId Tickets = MeasureId.Of("tickets");

    public static readonly MeasureId Units = MeasureId.Of("ticket-units");

    public static string PointOf(TicketCount count) => CircleCells.Word(count);

    public static string PointOf(UnitCount count) => CircleCells.Word(count);

    /// <summary>Whoever said this counts as content.</summary>
    public static bool IsSatisfied(Satisfaction said) => said <= Satisfaction.Fair;

    /// <summary>To <see cref="TicketAbout.Counted"/>.</summary>
    public static Tally Of(TicketView ticket)
    {
        var day = District.DateOf(ticket.Received.At);
        var line = ticket.IsReport ? AlertCells.None : ticket.About.Line ?? AlertCells.None;
        if (ticket.Parent is not null) return Tally.Of([Of(TicketCount.Duplicate, District.MonthOf(day))]);
        return Tally.Of(Counts());

        IEnumerable<Cell> Counts()
        {
            yield return Of(TicketCount.Total, day);
            if (ticket.IsOpen) yield return Of(TicketCount.Open, day);
            if (ticket.IsOpen && !ticket.Late.IsEmpty) yield return Of(TicketCount.Overdue, day);
            if (ticket.End == TicketEnd.AtOnce) yield return Of(TicketCount.AtOnce, day);
            if (IsSubstantiated(ticket)) yield return Of(TicketCount.Substantiated, District.MonthOf(day));
            if (Said(ticket) is not { } said) yield break;
            yield return Of(TicketCount.Rated, District.MonthOf(day));
            if (IsSatisfied(said)) yield return Of(TicketCount.Satisfied, District.MonthOf(day));
        }

        Cell Of(TicketCount count, DateOnly date) => new(new TallyKey(line, Tickets, PointOf(count), date), 1);
    }

    /// <summary>To the row of the last unit's place; a lead unit's are of its line.</summary>
    public static Tally OfUnit(TicketView ticket)
    {
        if (ticket.Dispatch is not { } dispatch || ticket.Parent is not null) return Tally.Empty;
        var month = District.MonthOf(District.DateOf(ticket.Received.At));
        if (ticket.End is TicketEnd.Withdrawn or TicketEnd.Invalid or TicketEnd.Unreasonable) return Tally.Of([Of(UnitCount.Excluded)]);
        return Tally.Of(Counts());

        IEnumerable<Cell> Counts()
        {
            yield return Of(UnitCount.Handled);
            if (ticket.NeedsContact && (dispatch.Contacted is not null || dispatch.IsLate)) yield return Of(UnitCount.ContactDue);
            if (ticket.NeedsContact && dispatch is { Contacted: not null, IsLate: false }) yield return Of(UnitCount.Contacted);
            if (ticket.End == TicketEnd.Unreachable) yield return Of(UnitCount.Unreachable);
            if (ticket.Calls.Skip(dispatch.CallsSince).LastOrDefault(c => c.IsReached) is not { } said) yield break;
            yield return Of(said.IsSolved ? UnitCount.Solved : UnitCount.Unsolved);
            if (said.Satisfaction is not { } how) yield break;
            yield return Of(UnitCount.Rated);
            if (IsSatisfied(how)) yield return Of(UnitCount.Satisfied);
        }

        Cell Of(UnitCount count) => new(new TallyKey(dispatch.Unit.Line ?? AlertCells.None, Units, PointOf(count), month), 1);
    }

    /// <summary>As its last answer says, once it has been given and is not being done over.</summary>
    public static bool IsSubstantiated(TicketView ticket)
        => ticket.Stage is TicketStage.Answered or TicketStage.Closed && ticket.Answers is [.., { Finding: TicketFinding.Substantiated }];

    /// <summary>What tickets add up to in a row, of whatever line.</summary>
    public static TicketCounts CountsOf(Tally cells) => CountsOf(cells, DateOnly.MinValue);

    /// <param name="from">The first day. What is kept by the month is counted from its whole month on.</param>
    public static TicketCounts CountsOf(Tally cells, DateOnly from)
    {
        return new TicketCounts(
            Sum(TicketCount.Total, from), Sum(TicketCount.Open, from), Sum(TicketCount.Overdue, from),
            Sum(TicketCount.Substantiated, District.MonthOf(from)), Sum(TicketCount.Rated, District.MonthOf(from)), Sum(TicketCount.Satisfied, District.MonthOf(from)));

        long Sum(TicketCount count, DateOnly since)
        {
            var point = PointOf(count);
            return cells.Cells.Where(c => c.Key.Measure == Tickets && c.Key.Point == point && c.Key.Date >= since).Sum(c => c.Value);
        }
    }

    private static Satisfaction? Said(TicketView ticket) => ticket.Calls.LastOrDefault(c => c.IsReached)?.Satisfaction;

}
