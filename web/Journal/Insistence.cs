using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Web.Journal;

/// <summary>
/// Asks until there is an answer. A silo that dies answers nobody, and a web node is not told that its call was there; so a command
/// that stays unanswered is sent once more every second. That is what its id is for: it has one effect however often it is sent.
/// </summary>
/// <param name="mostAsked">1 where a silo is in this process: it is told when one dies, and to ask again would only add to its work.</param>
internal sealed class Insistence(int mostAsked, TimeProvider real, ILogger<Insistence> log)
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    private long toldAt;

    /// <summary>
    /// The first acceptance. "Refused" and "busy" say that nothing happened, which holds once no other call is on its way; where one
    /// was lost, they are "unsure": it may still be stored, by a silo that is cut off from the others and not from the database.
    /// </summary>
    public async Task<Answer> TellAsync<TCommand>(ICommandGrain<TCommand> grain, CommandId id, TCommand command)
    {
        var calls = new List<Task<Answer>>();
        var isUnsure = false;
        using var ended = new CancellationTokenSource();
        try
        {
            for (var asked = 1; ; asked++)
            {
                calls.Add(AskAsync(grain, id, command));
                var again = Task.Delay(asked < mostAsked ? Gap : Timeout.InfiniteTimeSpan, real, ended.Token);
                Answer answer = new Answer.Unsure();
                while (calls.Count > 0 && await Task.WhenAny([.. calls, again]) is Task<Answer> done)
                {
                    calls.Remove(done);
                    answer = await done;
                    if (answer is Answer.Accepted) return answer;
                    isUnsure |= answer is Answer.Unsure;
                }

                if (calls.Count > 0) continue;
                if (answer is Answer.Refused or Answer.Busy) return isUnsure ? new Answer.Unsure() : answer;
                if (asked == mostAsked) return answer;
                await again;
            }
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    /// <summary>While a silo is away every call says so: one a second is enough for whoever reads.</summary>
    private void Say(Exception e, GrainId grain, string what)
    {
        log.LogDebug(e, "{Grain} {What}", grain, what);
        var (before, now) = (Interlocked.Read(ref toldAt), real.GetTimestamp());
        if ((before == 0 || real.GetElapsedTime(before, now) >= Gap) && Interlocked.CompareExchange(ref toldAt, now, before) == before)
            log.LogWarning("{Grain} {What} and may be the first of many: {Why}", grain, what, e.Message);
    }

    private async Task<Answer> AskAsync<TCommand>(ICommandGrain<TCommand> grain, CommandId id, TCommand command)
    {
        try
        {
            return await grain.Tell(id, command);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            Say(e, grain.GetGrainId(), "did not answer");
            return new Answer.Unsure();
        }
        catch (JournalException e)
        {
            Say(e, grain.GetGrainId(), "could not read its journal");
            return new Answer.Busy();
        }
    }
}
