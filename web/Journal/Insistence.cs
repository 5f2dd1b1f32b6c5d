using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Web.Journal;

/// <summary>
/// Asks until there is an answer. A silo that dies answers nobody, and a web node is not told that its call was there; so a command
/// that stays unanswered is sent once more every second. That is what its id is for: it has one effect however often it is sent.
/// </summary>
internal sealed class Insistence(TimeProvider real, ILogger<Insistence> log)
{
    /// <summary>By then another silo has taken over; what is slow for another reason is not made slower still.</summary>
    private const int MostAsked = 8;

    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The first acceptance. "Refused" and "busy" say that nothing happened, which holds once no other call is on its way; where one
    /// was lost, "busy" is "unsure". "Refused" stands even then: had the lost one been stored, its id would have been found, and what
    /// is stored afterwards has to be decided at a version that nobody has passed.
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
                var again = Task.Delay(asked < MostAsked ? Gap : Timeout.InfiniteTimeSpan, real, ended.Token);
                Answer answer = new Answer.Unsure();
                while (calls.Count > 0 && await Task.WhenAny([.. calls, again]) is Task<Answer> done)
                {
                    calls.Remove(done);
                    answer = await done;
                    if (answer is Answer.Accepted) return answer;
                    isUnsure |= answer is Answer.Unsure;
                }

                if (calls.Count > 0) continue;
                if (answer is Answer.Refused) return answer;
                if (answer is Answer.Busy) return isUnsure ? new Answer.Unsure() : answer;
                if (asked == MostAsked) return answer;
                await again;
            }
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task<Answer> AskAsync<TCommand>(ICommandGrain<TCommand> grain, CommandId id, TCommand command)
    {
        try
        {
            return await grain.Tell(id, command);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            log.LogWarning(e, "{Grain} did not answer", grain.GetGrainId());
            return new Answer.Unsure();
        }
        catch (JournalException e)
        {
            log.LogWarning(e, "{Grain} could not read its journal", grain.GetGrainId());
            return new Answer.Busy();
        }
    }
}
