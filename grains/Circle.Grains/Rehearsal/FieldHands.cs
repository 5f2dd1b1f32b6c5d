using System.Globalization;
using Circle.Contracts.Alerts;
using Circle.Contracts.Coordinations;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.LivingCircles;
using Circle.Contracts.Plans;
using Circle.Contracts.PointChecks;
using Circle.Contracts.ServicePoints;
using Circle.Contracts.Supervisions;
using Circle.Contracts.Tickets;
using Circle.Contracts.Volunteering;
using Circle.Domain.Alerts;
using Circle.Domain.Coordinations;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.PointChecks;
using Circle.Domain.Rehearsal;
using Circle.Domain.ServicePoints;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Circle.Grains.Places;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Rehearsal;

/// <summary>Does what simulated people do, by the commands that a person would use, and insists until each is answered.</summary>
/// <param name="share">Lets the other silos see how far the clock has been stepped.</param>
internal sealed class FieldHands(int seed, IGrainFactory grains, TimeProvider real, Func<Task> share, ILogger log)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    /// <summary>After this every silo has looked for places and plan that were committed on another.</summary>
    private static readonly TimeSpan Hearsay = RegionWatch.Period + RegionWatch.Period;

    public bool IsStopping { get; set; }

    /// <summary>A deed of the script.</summary>
    public CommandId Scripted((string Series, int Index) place)
        => CommandId.Derive(place.Series, seed.ToString(CultureInfo.InvariantCulture), place.Index.ToString(CultureInfo.InvariantCulture));

    /// <summary>What is done about something at an hour: at most one thing.</summary>
    public CommandId AtDesk(FieldDeed deed) => CommandId.Derive("rehearsal-desk", seed.ToString(CultureInfo.InvariantCulture), OnWhat(deed), deed.At.ToString("O"));

    /// <summary>What is done to one thing is done one after the other, things themselves side by side; the plan's deeds come before them.</summary>
    public async Task DoAsync(IReadOnlyList<(CommandId Id, FieldDeed Deed)> deeds)
    {
        foreach (var (id, deed) in deeds.Where(d => d.Deed is FieldDeed.OfPlan)) await DoAsync(id, deed);
        await Task.WhenAll(deeds.Where(d => d.Deed is not FieldDeed.OfPlan)
            .GroupBy(d => OnWhat(d.Deed))
            .Select(async one =>
            {
                foreach (var (id, deed) in one) await DoAsync(id, deed);
            }));
    }

    private async Task DoAsync(CommandId id, FieldDeed deed)
    {
        for (var began = real.GetTimestamp(); !IsStopping;)
        {
            Caller.Current = deed.Actor;
            switch (await TellAsync(id, deed))
            {
                case Answer.Refused { Refusal.Faults: var faults } when faults.Any(f => f.Code == FaultList.AfterNow):
                    // A silo whose clock has not followed yet: it follows the stored one.
                    await share();
                    await Task.Delay(Beat, real);
                    continue;
                case Answer.Busy or Answer.Unsure:
                case Answer.Refused { Refusal.Faults: var faults } when faults.Any(IsHearsay) && real.GetElapsedTime(began) < Hearsay:
                    await Task.Delay(Beat, real);
                    continue;
                case Answer.Refused refused:
                    // A person at a desk may have got there first; the field goes on with what stands.
                    log.LogInformation("{Deed} was refused: {Codes}", Said(deed), string.Join(", ", refused.Refusal.Faults.Select(f => f.Code)));
                    return;
                default:
                    return;
            }
        }
    }

    private Task<Answer> TellAsync(CommandId id, FieldDeed deed) => deed switch
    {
        FieldDeed.OfPlan of => grains.GetGrain<IPlanGrain>(IPlanGrain.Key).Tell(id, of.Command),
        FieldDeed.OfPoint of => grains.GetGrain<IServicePointGrain>(of.Point.Value).Tell(id, of.Command),
        FieldDeed.OfCircle of => grains.GetGrain<ILivingCircleGrain>(of.Command.Community.Value).Tell(id, of.Command),
        FieldDeed.OfCheck of => grains.GetGrain<IPointCheckGrain>(of.Check.Value).Tell(id, of.Command),
        FieldDeed.OfFacility of => grains.GetGrain<IFacilityGrain>(of.Facility.Value).Tell(id, of.Command),
        FieldDeed.OfAlert of => grains.GetGrain<IAlertGrain>(of.Alert.Value).Tell(id, of.Command),
        FieldDeed.OfOrder of => grains.GetGrain<ISupervisionGrain>(of.Order.Value).Tell(id, of.Command),
        FieldDeed.OfMatter of => grains.GetGrain<ICoordinationGrain>(of.Matter.Value).Tell(id, of.Command),
        FieldDeed.OfTicket of => grains.GetGrain<ITicketGrain>(of.Ticket.Value).Tell(id, of.Command),
        FieldDeed.OfRoster of => grains.GetGrain<IRosterGrain>(of.Team.Value).Tell(id, of.Command),
        FieldDeed.OfActivity of => grains.GetGrain<IActivityGrain>(of.Activity.Value).Tell(id, of.Command),
        _ => throw new InvalidOperationException($"unknown deed {deed.GetType().Name}"),
    };

    /// <summary>What and on what, without what was written.</summary>
    private static string Said(FieldDeed deed) => $"{NameOf(deed)} of {OnWhat(deed)}";

    /// <summary>A command says its name alone.</summary>
    private static string NameOf(FieldDeed deed) => deed switch
    {
        FieldDeed.OfPlan of => of.Command.ToString(),
        FieldDeed.OfPoint of => of.Command.ToString(),
        FieldDeed.OfCircle of => of.Command.ToString(),
        FieldDeed.OfCheck of => of.Command.ToString(),
        FieldDeed.OfFacility of => of.Command.ToString(),
        FieldDeed.OfAlert of => of.Command.ToString(),
        FieldDeed.OfOrder of => of.Command.ToString(),
        FieldDeed.OfMatter of => of.Command.ToString(),
        FieldDeed.OfTicket of => of.Command.ToString(),
        FieldDeed.OfRoster of => of.Command.ToString(),
        FieldDeed.OfActivity of => of.Command.ToString(),
        _ => deed.GetType().Name,
    };

    private static string OnWhat(FieldDeed deed) => deed switch
    {
        FieldDeed.OfPlan => IPlanGrain.Key,
        FieldDeed.OfPoint of => ServicePoint.StreamOf(of.Point).ToString(),
        FieldDeed.OfCircle of => LivingCircle.StreamOf(of.Command.Community).ToString(),
        FieldDeed.OfCheck of => PointCheck.StreamOf(of.Check).ToString(),
        FieldDeed.OfFacility of => Facility.StreamOf(of.Facility).ToString(),
        FieldDeed.OfAlert of => Alert.StreamOf(of.Alert).ToString(),
        FieldDeed.OfOrder of => Supervision.StreamOf(of.Order).ToString(),
        FieldDeed.OfMatter of => Coordination.StreamOf(of.Matter).ToString(),
        FieldDeed.OfTicket of => Ticket.StreamOf(of.Ticket).ToString(),
        FieldDeed.OfRoster of => Roster.StreamOf(of.Team).ToString(),
        FieldDeed.OfActivity of => VolunteerActivity.StreamOf(of.Activity).ToString(),
        _ => throw new InvalidOperationException($"unknown deed {deed.GetType().Name}"),
    };

    /// <summary>A place or line that another silo may not have heard of yet.</summary>
    private static bool IsHearsay(Fault fault) => fault is { Code: "unknown", Field: "place" or "line" or "kind" or "to" or "community" or "about" or "unit" or "team" } || fault is { Code: "unknown" } && fault.Field.StartsWith("neighbours/", StringComparison.Ordinal);
}
