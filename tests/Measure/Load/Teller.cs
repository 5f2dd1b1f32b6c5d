using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Measure.Load;

/// <summary>A caller in the server's own process: the way of a command without HTTP.</summary>
internal static class Teller
{
    public static async Task<Told> TellAsync<TCommand>(ICommandGrain<TCommand> grain, Actor actor, TCommand command)
    {
        Caller.Current = actor;
        try
        {
            return await grain.Tell(new CommandId(Guid.CreateVersion7()), command) switch
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
