using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Web.Journal;

namespace Circle.Web.Subjects;

/// <summary>
/// The way of every command that names words: what somebody wrote is kept apart first, then the command names it. So nothing ever names words that are not
/// there; what is refused takes its words with it, and after a crash in between they are swept a day later.
/// </summary>
internal sealed class WordsDesk(WordsBook words, Insistence insistence)
{
    /// <param name="formOf">Around the body.</param>
    /// <param name="commandOf">Reads it.</param>
    /// <param name="tell">Of a command without faults: keeps its words, and tells it.</param>
    /// <param name="location">For what creates: where it is then found.</param>
    public static Task<IResult> TellAsync<TForm, TCommand>(
        HttpContext http,
        Func<CommandBody, CommandId, TForm> formOf,
        Func<TForm, (ICommandGrain<TCommand> Grain, TCommand Command)> commandOf,
        Func<ICommandGrain<TCommand>, CommandId, TCommand, TForm, Task<Answer>> tell,
        Func<Receipt, string>? location = null) where TForm : WordsForm
        => JsonBody.WithAsync(http, async json =>
        {
            // Before anything is said of what was sent.
            if (Caller.Current is null) return Problems.Of(http, Caller.SignedOut);
            var faults = new FaultList();
            var key = Commands.KeyOf(http, faults);
            var form = formOf(new CommandBody(json, faults), key);
            var (grain, command) = commandOf(form);
            form.Body.Close();
            if (faults.Any)
            {
                faults.AddNew(await grain.Check(command));
                return Problems.Of(http, faults.ToRefusal());
            }

            return await Commands.ShowAsync(http, await tell(grain, key, command, form), location);
        });

    /// <param name="said">What it names.</param>
    /// <param name="keep">Why they cannot be kept; null: they are.</param>
    public async Task<Answer> TellAsync<TCommand>(
        ICommandGrain<TCommand> grain, CommandId key, TCommand command, IReadOnlyList<(WordsId Id, string Text)> said, Func<Task<Refusal?>> keep)
    {
        if (said.Count > 0 && await keep() is { } reused) return new Answer.Refused(reused);
        var answer = await insistence.TellAsync(grain, key, command);
        if (answer is Answer.Refused { Refusal.Kind: not RefusalKind.IdReused }) await words.DropAsync([.. said.Select(w => w.Id)]);
        return answer;
    }

    /// <summary>Of words that are about nobody known.</summary>
    /// <param name="owner">The stream whose events name them.</param>
    public Task<Answer> TellAsync<TCommand>(ICommandGrain<TCommand> grain, CommandId key, TCommand command, IReadOnlyList<(WordsId Id, string Text)> said, StreamId owner)
        => TellAsync(grain, key, command, said, () => words.KeepAsync([.. said.Select(w => new WordsDraft(w.Id, owner, null, w.Text))]));
}
