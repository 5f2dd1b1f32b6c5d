using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Web.Journal;

/// <summary>The way of every command over HTTP: body and key are read, all faults are named, the grain's answer becomes a status.</summary>
internal static class Commands
{
    public const string KeyHeader = "Idempotency-Key";

    /// <param name="commandOf">Reads the body; a fault stands in with a harmless value.</param>
    /// <param name="location">For what creates: where it is then found.</param>
    public static Task<IResult> TellAsync<TCommand>(
        HttpContext http, Func<CommandBody, (ICommandGrain<TCommand> Grain, TCommand Command)> commandOf, Func<Receipt, string>? location = null)
        => TellAsync(http, commandOf, receipt => Task.FromResult(Done(receipt, location)));

    /// <param name="accepted">What is done, and answered, once it is; a repeated command comes here again.</param>
    /// <param name="first">What is done before it is told, where nothing is wrong with it; it may be refused all the same.</param>
    public static Task<IResult> TellAsync<TCommand>(
        HttpContext http, Func<CommandBody, (ICommandGrain<TCommand> Grain, TCommand Command)> commandOf, Func<Receipt, Task<IResult>> accepted, Func<TCommand, Task>? first = null)
        => JsonBody.WithAsync(http, async json =>
        {
            // Before anything is said of what was sent.
            if (Caller.Current is null) return Problems.Of(http, Caller.SignedOut);
            var faults = new FaultList();
            var key = KeyOf(http, faults);
            var body = new CommandBody(json, faults);
            var (grain, command) = commandOf(body);
            body.Close();
            if (faults.Any)
            {
                faults.AddNew(await grain.Check(command));
                return Problems.Of(http, faults.ToRefusal());
            }

            if (first is not null && (await grain.Check(command)).IsEmpty) await first(command);
            return await TellAsync(http, grain, key, command, accepted);
        });

    /// <summary>For a command that was read from another form of body than JSON.</summary>
    public static Task<IResult> TellAsync<TCommand>(
        HttpContext http, ICommandGrain<TCommand> grain, CommandId id, TCommand command, Func<Receipt, string>? location = null)
        => TellAsync(http, grain, id, command, receipt => Task.FromResult(Done(receipt, location)));

    /// <param name="accepted">As above.</param>
    public static async Task<IResult> TellAsync<TCommand>(
        HttpContext http, ICommandGrain<TCommand> grain, CommandId id, TCommand command, Func<Receipt, Task<IResult>> accepted)
        => await ShowAsync(http, await http.RequestServices.GetRequiredService<Insistence>().TellAsync(grain, id, command), accepted);

    /// <summary>What a grain answered, as a status.</summary>
    public static Task<IResult> ShowAsync(HttpContext http, Answer answer, Func<Receipt, string>? location = null) => ShowAsync(http, answer, receipt => Task.FromResult(Done(receipt, location)));

    private static async Task<IResult> ShowAsync(HttpContext http, Answer answer, Func<Receipt, Task<IResult>> accepted) => answer switch
    {
        Answer.Accepted { Receipt: var receipt } => await accepted(receipt),
        Answer.Refused { Refusal: var refusal } => Problems.Of(http, refusal),
        Answer.Busy => Problems.Busy(http),
        _ => Problems.Unsure(http),
    };

    /// <summary>A key that is missing or none is a fault.</summary>
    public static CommandId KeyOf(HttpContext http, FaultList faults)
    {
        if (!Guid.TryParseExact(http.Request.Headers[KeyHeader], "D", out var key) || key == Guid.Empty)
            faults.Add(KeyHeader, "required", "请求头须带一个 UUID 操作编号", "the header must carry a UUID");
        return new CommandId(key);
    }

    private static IResult Done(Receipt receipt, Func<Receipt, string>? location) => location is null ? Results.Ok(receipt) : Results.Created(location(receipt), receipt);
}
