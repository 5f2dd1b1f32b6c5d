using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Tickets;

/// <summary>The time of one ticket as somebody with a watch would write it down, day by day, who looks only at whose turn it is.</summary>
internal sealed class PassedTime(Hotline hotline, string id)
{
    private readonly Dictionary<ClockHolder, Passed> round = [];
    private int rounds = 1;
    private int dispatches;
    private bool signed;

    /// <summary>Of the unit, since it has the ticket, and since it has signed for it.</summary>
    public Passed SinceDispatch { get; private set; }

    public Passed SinceSigned { get; private set; }

    private TicketView Now => hotline[id];

    public static ClockHolder HolderOf(TicketStage stage) => stage switch
    {
        TicketStage.Received => ClockHolder.Hotline,
        TicketStage.Dispatched or TicketStage.SignedFor or TicketStage.Underway => ClockHolder.Unit,
        TicketStage.Suspended => ClockHolder.Suspended,
        TicketStage.Answered => ClockHolder.CallBack,
        TicketStage.Linked => ClockHolder.Parent,
        _ => ClockHolder.Nobody,
    };

    /// <summary>In this round.</summary>
    public TimeSpan Of(ClockHolder holder, TimeLimit by) => round.GetValueOrDefault(holder).In(by);

    /// <summary>Whose turn it is changes at midnight alone while nobody does anything.</summary>
    public void Pass(TimeSpan time)
    {
        for (var end = hotline.Now + time; hotline.Now < end;)
        {
            var (day, holder) = (District.DateOf(hotline.Now), HolderOf(Now.Stage));
            var midnight = District.At(day.AddDays(1));
            var (from, to) = (hotline.Now, midnight < end ? midnight : end);
            hotline.Until(to);
            var passed = new Passed(to - from, Watched.Calendar.IsWorkday(day) ? to - from : TimeSpan.Zero);
            round[holder] = round.GetValueOrDefault(holder) + passed;
            if (holder == ClockHolder.Unit) (SinceDispatch, SinceSigned) = (SinceDispatch + passed, SinceSigned + passed);
            Look();
        }
    }

    /// <summary>After something was done.</summary>
    public void Look()
    {
        if (Now.Round != rounds) round.Clear();
        if (Now.Dispatches.Length != dispatches) (SinceDispatch, signed) = (default, false);
        if (!signed && Now.Dispatch?.SignedFor is not null) (SinceSigned, signed) = (default, true);
        (rounds, dispatches) = (Now.Round, Now.Dispatches.Length);
    }

    /// <param name="Worked">Of it on working days.</param>
    internal readonly record struct Passed(TimeSpan All, TimeSpan Worked)
    {
        public TimeSpan In(TimeLimit by) => by.IsWork ? Worked : All;

        public static Passed operator +(Passed one, Passed other) => new(one.All + other.All, one.Worked + other.Worked);
    }
}
