using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Cluster.Tests.Hosting;

/// <summary>Commands as an edge sends them, and what a test expects of their answers.</summary>
public static class Asking
{
    public static readonly Actor Street = new("rehearsal:street");

    public static readonly Actor Inspector = new("rehearsal:inspector");

    public static CommandId NewId() => new(Guid.CreateVersion7());

    /// <summary>The caller holds for this call alone: an async method gives its context back.</summary>
    public static async Task<Answer> AskAsync<TCommand>(this ICommandGrain<TCommand> grain, TCommand command, CommandId? id = null, Actor? actor = null)
    {
        Caller.Current = actor ?? Street;
        return await grain.Tell(id ?? NewId(), command);
    }

    public static Receipt Accepted(this Answer answer) => Assert.IsType<Answer.Accepted>(answer).Receipt;

    /// <param name="code">Of its first fault.</param>
    public static Refusal Refused(this Answer answer, string code)
    {
        var refusal = Assert.IsType<Answer.Refused>(answer).Refusal;
        Assert.Equal(code, refusal.Faults[0].Code);
        return refusal;
    }
}
