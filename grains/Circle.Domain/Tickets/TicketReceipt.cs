using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.Tickets;

/// <summary>受理: a ticket and what is done with it in the same breath, in one commit.</summary>
internal static class TicketReceipt
{
    public static Decision<TicketEvent> Decide(TicketCommand.Receive command, Circumstances at, HotlineRules rules)
    {
        var faults = new FaultList();
        command.Intake.Check(faults, at, rules);
        var about = About(faults, command.Intake.About, command.Site, command.Intake.Kind, at);
        if (command is { Unit: not null, AtOnce: not null }) faults.Add("", "not-allowed", "派单、当场答复只能选一项", "dispatch it or answer it, not both");
        if (about is not null && command.Unit is { } unit && TicketDecisions.MayDispatch(unit, command.Intake.Kind, about, at) is { } wrong) faults.AddNew(wrong.Faults);
        if (faults.Any || about is null || rules.Find(command.Intake.Category) is not { } category) return faults.ToRefusal();
        if (command.Number is not { } number) return Refusal.NotNow("no-number", "暂时取不到工单号，请稍后再提交", "there is no number for it at present: send it again in a while");

        var limits = rules.LimitsOf(command.Intake.Kind, command.Intake.Urgency, category);
        var ticket = new TicketView(
            command.Intake, number, about, command.Intake.Category, command.Intake.Urgency, TicketStage.Received, new TicketDeed(at.Actor, at.Now), limits,
            TicketLedger.Empty.Begin(ClockHolder.Hotline, at.Now), TicketDues.None);
        var received = new TicketEvent.Received(command.Intake, number, about, limits, TicketTimes.Of(ticket, at));
        TicketEvent? next = command switch
        {
            { Unit: { } to } => new TicketEvent.Dispatched(to, null, TicketTimes.Dispatched(ticket, at)),
            { AtOnce: { } words } => new TicketEvent.Closed(TicketEnd.AtOnce, words),
            _ => null,
        };
        return new Decision<TicketEvent>.Accepted(next is null ? [new(received)] : [new(received), new(next)]);
    }

    /// <summary>Null, with a fault: there is nothing of the kind.</summary>
    public static TicketAbout? About(FaultList faults, StreamId row, TicketSite? site, TicketKind kind, Circumstances at)
    {
        var (place, line) = (site?.Place, site?.Line);
        if (row.IsOf(Place.Kind) && at.Places.Find(PlaceId.Of(row.Id)) is { } found) place = found.Id;
        else if (!(row.IsOf(Facility.Kind) || row.IsOf(ServicePoint.Kind))) place = null;
        if (place is not { } where || DistrictOf(where, at) is not { } district)
        {
            faults.Add("about", "unknown", "没有这个设施、服务点或地点", "no such facility, service point or place");
            return null;
        }

        return new TicketAbout(row, where, line, kind == TicketKind.Report ? Place.StreamOf(district) : row);
    }

    private static PlaceId? DistrictOf(PlaceId place, Circumstances at) => at.Places.PathUp(place).Where(p => p.Kind == PlaceKind.District).Select(p => (PlaceId?)p.Id).LastOrDefault();
}
