using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;

namespace Circle.Measure.Load;

/// <summary>A caller in the server's own process: the way of a command without HTTP.</summary>
internal static class Teller
{
    public static async Task<Told> TellAsync(IFacilityGrain facility, Actor actor, FacilityCommand command)
    {
        Caller.Current = actor;
        try
        {
            return await facility.Tell(new CommandId(Guid.CreateVersion7()), command) switch
            {
                Answer.Accepted => Told.Accepted,
                Answer.Refused => Told.Refused,
                Answer.Busy => Told.Busy,
                _ => Told.Unsure,
            };
        }
        catch (TimeoutException)
        {
            return Told.Silent;
        }
    }
}
