using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Accounts;

/// <summary>
/// The one place that decides who may do what. A command is judged wherever it comes from; a read only where it comes from outside
/// the silos, since a grain that asks another one has been asked itself.
/// </summary>
public sealed class CallerFilter(RightsBook book, ILogger<CallerFilter> log) : IIncomingGrainCallFilter
{
    /// <param name="Reads">One of these; none: not marked.</param>
    private sealed record Method(bool IsCommand, ImmutableArray<Permission> Reads);

    private static readonly ConcurrentDictionary<MethodInfo, Method> Methods = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        var method = Methods.GetOrAdd(context.InterfaceMethod, MethodOf);
        return method.IsCommand ? CommandAsync(context)
            : !method.Reads.IsEmpty && context.SourceId is { } source && source.IsClient() ? ReadAsync(context, method.Reads)
            : context.Invoke();
    }

    private static Method MethodOf(MethodInfo method) => new(
        method.DeclaringType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ICommandGrain<>),
        method.GetCustomAttribute<NeedsAttribute>()?.Any ?? []);

    private Task CommandAsync(IIncomingGrainCallContext context)
    {
        // Tell(id, command) and Check(command).
        var command = context.Request.GetArgument(context.Request.GetArgumentCount() - 1) ?? throw new InvalidOperationException("no command");
        var judged = JudgeAsync(((IJudged)context.Grain).NeedOf(command));
        return judged is { IsCompletedSuccessfully: true, Result: null } ? context.Invoke() : AnswerAsync(context, judged);
    }

    private static async Task AnswerAsync(IIncomingGrainCallContext context, ValueTask<Answer?> judged)
    {
        if (await judged is not { } answer) await context.Invoke();
        else if (context.InterfaceMethod.ReturnType == typeof(Task<Answer>)) context.Result = answer;
        else context.Result = answer is Answer.Refused { Refusal: var refusal } ? refusal.Faults : [];
    }

    /// <summary>Null: it may pass.</summary>
    private async ValueTask<Answer?> JudgeAsync(Need? need)
    {
        try
        {
            return await book.MissingAsync(Caller.Current, need) is { } refusal ? new Answer.Refused(refusal) : null;
        }
        catch (Exception e) when (e is JournalException or TimeoutException or OrleansException)
        {
            log.LogWarning(e, "What a caller may do cannot be read");
            return new Answer.Busy();
        }
    }

    private async Task ReadAsync(IIncomingGrainCallContext context, ImmutableArray<Permission> any)
    {
        var subject = Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument).OfType<IConcerns>().FirstOrDefault() ?? context.Grain as IConcerns;
        Refusal? missing = null;
        foreach (var permission in any)
        {
            var need = subject is null or { IsThere: false } ? new Need(permission) : new Need(permission, subject.Subject);
            missing = await book.MissingAsync(Caller.Current, need);
            if (missing is null) break;
        }

        if (missing is not null) throw new NotAllowedException(missing);
        await context.Invoke();
    }
}
