using Circle.Domain.Alerts;
using Circle.Domain.Coordinations;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Plans;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Rehearsal;

/// <summary>One thing that a simulated person does, as the command that a real one would send.</summary>
/// <param name="At">Business time, UTC.</param>
/// <param name="Actor"><c>rehearsal:…</c></param>
public abstract record FieldDeed(DateTimeOffset At, Actor Actor)
{
    /// <summary>Its limits are of minutes: it bears its own time, also where others of the hour are done together.</summary>
    public virtual bool IsPunctual => false;

    public sealed record OfFacility(DateTimeOffset At, Actor Actor, FacilityId Facility, FacilityCommand Command) : FieldDeed(At, Actor);

    public sealed record OfPoint(DateTimeOffset At, Actor Actor, ServicePointId Point, ServicePointCommand Command) : FieldDeed(At, Actor);

    public sealed record OfCircle(DateTimeOffset At, Actor Actor, CircleCommand.Draw Command) : FieldDeed(At, Actor);

    public sealed record OfCheck(DateTimeOffset At, Actor Actor, PointCheckId Check, PointCheckCommand Command) : FieldDeed(At, Actor);

    public sealed record OfAlert(DateTimeOffset At, Actor Actor, AlertId Alert, AlertCommand Command) : FieldDeed(At, Actor);

    public sealed record OfOrder(DateTimeOffset At, Actor Actor, SupervisionId Order, SupervisionCommand Command) : FieldDeed(At, Actor);

    public sealed record OfMatter(DateTimeOffset At, Actor Actor, CoordinationId Matter, CoordinationCommand Command) : FieldDeed(At, Actor);

    public sealed record OfTicket(DateTimeOffset At, Actor Actor, TicketId Ticket, TicketCommand Command) : FieldDeed(At, Actor)
    {
        public override bool IsPunctual => IsRush;

        /// <summary>加急、特急</summary>
        public bool IsRush { get; init; }
    }

    public sealed record OfRoster(DateTimeOffset At, Actor Actor, FacilityId Team, RosterCommand Command) : FieldDeed(At, Actor);

    public sealed record OfActivity(DateTimeOffset At, Actor Actor, ActivityId Activity, ActivityCommand Command) : FieldDeed(At, Actor);

    public sealed record OfPlan(DateTimeOffset At, Actor Actor, PlanCommand Command) : FieldDeed(At, Actor);
}
