using System.Collections.Concurrent;
using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Grains.Time;

namespace Circle.Grains.Journal;

/// <summary>
/// The one place that decides whether a command may pass. Until accounts exist: the system itself in both modes, simulated
/// people in a rehearsal alone, nobody else. So no simulated event can enter a live journal.
/// </summary>
public sealed class CallerFilter(BusinessClock clock) : IIncomingGrainCallFilter
{
    private static readonly ConcurrentDictionary<Type, bool> Commands = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (!IsCommand(context.InterfaceMethod.DeclaringType) || Caller.Current is { } actor && MayPass(actor, clock.Mode))
            return context.Invoke();

        var fault = new Fault("", "no-account", "正式运行须先开通账号，目前不接受任何操作", "live operation needs accounts; no command is taken before they exist");
        var refusal = new Refusal(RefusalKind.Forbidden, [fault]);
        context.Result = context.InterfaceMethod.ReturnType == typeof(Task<Answer>) ? new Answer.Refused(refusal)
            : context.InterfaceMethod.ReturnType == typeof(Task<Refusal>) ? refusal
            : ImmutableArray.Create(fault);
        return Task.CompletedTask;
    }

    /// <summary>Asked at every call of every grain.</summary>
    private static bool IsCommand(Type? declaring) => declaring is not null && Commands.GetOrAdd(
        declaring, type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICommandGrain<>));

    private static bool MayPass(Actor actor, OperatingMode mode)
        => actor.Value.Length <= Actor.MaxLength
           && (actor.Value.StartsWith("system:", StringComparison.Ordinal)
               || (mode == OperatingMode.Rehearsal && actor.Value.StartsWith("rehearsal:", StringComparison.Ordinal)));
}
