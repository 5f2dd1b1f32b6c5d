using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>
/// 开通账号, in three steps in three places: the account's event, the person's row, the invitation. The account's id comes from the
/// request's key, and each step finds what an earlier try of it left. One that dies on the way leaves an account that nobody can sign in by
/// and a name that is still free, or a person who can be invited again; the same request once more completes it.
/// </summary>
internal sealed class Opening(UserManager<Person> people, People seen, Invitations invitations, IGrainFactory grains, AuditTrail audit)
{
    private static readonly Refusal Reused = new(RefusalKind.IdReused,
    [
        new Fault("", "id-reused", "同一操作编号已用于另一个人，请换一个编号", "this command id came before for somebody else; use a new one"),
    ]);

    public Task<IResult> AnswerAsync(HttpContext http) => JsonBody.WithAsync(http, async json =>
    {
        var caller = AccountHosting.ActorOf(http.User)!.Value;
        var faults = new FaultList();
        var key = Commands.KeyOf(http, faults);
        var body = new CommandBody(json, faults);
        var command = new AccountCommand.Open(IdOf(caller, key), PeopleEndpoints.GrantsOf(body));
        var person = new Person { Id = command.Account.Value, UserName = body.Required("name"), DisplayName = body.Required("displayName") };
        body.Close();
        faults.Text("displayName", person.DisplayName, 1, Person.MaxName);
        faults.Text("name", person.UserName, 1, Person.MaxName);
        if (!faults.Has("name")) await CheckNameAsync(faults, person);
        var grain = grains.GetGrain<IAccountGrain>(command.Account.Value);
        if (!faults.Any) return await Commands.TellAsync(http, grain, key, command, _ => CompleteAsync(http, caller, key, person, command));
        faults.AddNew(await grain.Check(command));
        return Problems.Of(http, faults.ToRefusal());
    });

    /// <summary>The same request is the same account; nobody else's request ever is.</summary>
    private static AccountId IdOf(Actor caller, CommandId key) => AccountId.Of(CommandId.Derive("account", caller.Value, key.ToString()).Value.ToString("n"));

    private async Task<IResult> CompleteAsync(HttpContext http, Actor caller, CommandId key, Person person, AccountCommand.Open command)
    {
        var (row, refusal) = await RowAsync(person);
        if (row is null) return Problems.Of(http, refusal!);

        // The link is shown once, in this answer. A request that comes again much later may meet somebody who has a password, or is more by now.
        InvitationLink? link = null;
        if (row.PasswordHash is null && await seen.SeenAsync(row.Id) is { Disabled: null } view && Account.HolderOf(view.Grants) == Holder.Person)
        {
            link = await invitations.IssueAsync(command.Account, view.Grants, key);
            await audit.WriteAsync(http, AuditAction.Invited, caller, command.Account.Actor.Value);
        }

        return Results.Created($"/api/v1/people/{command.Account}", new OpenedPerson(command.Account, link));
    }

    private async Task<(Person? Row, Refusal? Refusal)> RowAsync(Person person)
    {
        if (await people.FindByIdAsync(person.Id) is { } there)
            return there.UserName == person.UserName && there.DisplayName == person.DisplayName ? (there, null) : (null, Reused);
        try
        {
            var faults = new FaultList();
            faults.Add(await people.CreateAsync(person));
            return faults.Any ? (null, faults.ToRefusal()) : (person, null);
        }
        catch (DbUpdateException)
        {
            // Another request has just taken the name, or was this very one.
            return (null, Refusal.NotNow("at-once", "同时有另一次开通用了这个用户名，请刷新后再看", "another request took the name at the same time: look again"));
        }
    }

    private async Task CheckNameAsync(FaultList faults, Person person)
    {
        foreach (var validator in people.UserValidators) faults.Add(await validator.ValidateAsync(people, person));
    }
}
