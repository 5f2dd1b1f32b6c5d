using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Accounts;

/// <summary>账号: a person or a program that may sign in. Opaque: who it is, credentials hold and the journal does not.</summary>
[GenerateSerializer, Immutable, Alias("AccountId"), JsonConverter(typeof(TextIdConverter<AccountId>))]
public readonly record struct AccountId([property: Id(0)] string Value) : ITextId<AccountId>
{
    public static AccountId Of(string value) => new(value);

    /// <summary>The account that an actor is; null: the actor is none.</summary>
    public static AccountId? Of(Actor actor)
        => actor.Value.StartsWith(ActorPrefix, StringComparison.Ordinal) && TextId.TryParse<AccountId>(actor.Value[ActorPrefix.Length..], out var id) ? id : null;

    /// <summary>As events name it.</summary>
    public Actor Actor => new(ActorPrefix + Value);

    private const string ActorPrefix = "account:";

    public override string ToString() => Value;
}

public abstract record AccountEvent
{
    [EventType("account.opened")]
    public sealed record Opened(AccountId Account, ImmutableArray<Grant> Grants) : AccountEvent;

    /// <summary>All grants as they are from now on.</summary>
    [EventType("account.entitled")]
    public sealed record Entitled(ImmutableArray<Grant> Grants) : AccountEvent;

    [EventType("account.disabled")]
    public sealed record Disabled(string Reason) : AccountEvent;

    [EventType("account.enabled")]
    public sealed record Enabled : AccountEvent;
}

/// <param name="Id">Null: it was never opened.</param>
/// <param name="Reason">Why it is disabled; null while it is not.</param>
public sealed record AccountState(AccountId? Id, ImmutableArray<Grant> Grants, string? Reason)
{
    /// <summary>What it may do: nothing while it is disabled.</summary>
    public ImmutableArray<Grant> InForce => Reason is null ? Grants : [];
}

public sealed class Account : IAggregate<AccountState, AccountCommand, AccountEvent>
{
    public const int MaxGrants = 50;
    public const int MaxReason = 200;

    public static string Kind => "account";

    public static int FoldVersion => 1;

    public static AccountState Empty { get; } = new((AccountId?)null, [], null);

    private static readonly Refusal Own = new(RefusalKind.Forbidden,
    [
        new Fault("", "own-account", "不能更改自己的权限或停用自己，请由另一位管理员办理", "nobody changes their own rights: ask another administrator"),
    ]);

    public static Need? Needs(AccountState state, AccountCommand command)
    {
        return NeedFor([.. state.Grants, .. command switch { AccountCommand.Open o => Given(o.Grants), AccountCommand.Entitle e => Given(e.Grants), _ => [] }]);

        static ImmutableArray<Grant> Given(ImmutableArray<Grant> grants) => grants.IsDefault ? [] : grants;
    }

    /// <summary>To see or change an account with these grants. Volunteers are their team leader's to invite; everyone else is the programme office's.</summary>
    public static Need NeedFor(ImmutableArray<Grant> grants)
        => grants.Length > 0 && grants.All(g => g is { Role: Role.Volunteer, Team: not null })
            ? new Need(Permission.Invite, [.. grants.Select(g => new Subject(Team: g.Team)).Distinct()])
            : new Need(Permission.Administer, Subject.District);

    /// <summary>Whose an account with these grants is.</summary>
    public static Holder HolderOf(ImmutableArray<Grant> grants) => grants.IsDefaultOrEmpty ? Holder.Person : Roles.HolderOf(grants[0].Role);

    public static Decision<AccountEvent> Decide(AccountState state, AccountCommand command, Circumstances circumstances) => command switch
    {
        AccountCommand.Open when state.Id is not null => Refusal.NotNow("open-already", "该账号已开通", "the account is open already"),
        AccountCommand.Open open => Check(open.Grants, circumstances) ?? Decision<AccountEvent>.Accept(new AccountEvent.Opened(open.Account, open.Grants)),
        _ when state.Id is null => Refusal.Unknown("id", "没有这个账号", "no such account"),
        _ when state.Id?.Actor == circumstances.Actor => Own,
        AccountCommand.Entitle entitle => Check(entitle.Grants, circumstances) ?? Entitle(state, entitle),
        AccountCommand.Leave leave => Leave(state, leave),
        AccountCommand.Disable disable => Disable(state, disable),
        AccountCommand.Enable when state.Reason is null => Refusal.NotNow("enabled", "该账号没有停用", "the account is not disabled"),
        AccountCommand.Enable => Decision<AccountEvent>.Accept(new AccountEvent.Enabled()),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static AccountState Fold(AccountState state, Recorded<AccountEvent> recorded) => recorded.Event switch
    {
        AccountEvent.Opened e => new(e.Account, e.Grants, null),
        AccountEvent.Entitled e => state with { Grants = e.Grants },
        AccountEvent.Disabled e => state with { Reason = e.Reason },
        AccountEvent.Enabled => state with { Reason = null },
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(AccountState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(AccountState state) => [];

    private static Decision<AccountEvent>? Check(ImmutableArray<Grant> grants, Circumstances circumstances)
    {
        var faults = new FaultList();
        if (grants.IsDefaultOrEmpty || grants.Length > MaxGrants)
            faults.Add("grants", "required", $"请授予 1 至 {MaxGrants} 个角色", $"grant 1 to {MaxGrants} roles");
        else
        {
            for (var i = 0; i < grants.Length; i++) grants[i].Check(faults, $"grants/{i}", circumstances);
            if (grants.DistinctBy(g => Roles.HolderOf(g.Role)).Skip(1).Any())
                faults.Add("grants", "mixed", "大屏、接口账号的角色不能与人员的角色放在同一个账号里，请分别开通", "roles of a screen, of a program and of people are not one account's: open one for each");
        }

        return faults.Any ? faults.ToRefusal() : (Decision<AccountEvent>?)null;
    }

    /// <summary>Whoever has a password never holds keys, and the other way about; so that neither outlives the other.</summary>
    private static Decision<AccountEvent> Entitle(AccountState state, AccountCommand.Entitle command)
        => HolderOf(state.Grants) != HolderOf(command.Grants)
            ? Refusal.NotNow("other-holder", "人员账号、接口账号和大屏账号不能互相改换，请另开一个", "an account of a person, a program or a screen stays one: open another")
            : Text(state.Grants) == Text(command.Grants)
            ? Refusal.NotNow("unchanged", "与现有授权相同", "the same as before")
            : Decision<AccountEvent>.Accept(new AccountEvent.Entitled(command.Grants));

    private static Decision<AccountEvent> Leave(AccountState state, AccountCommand.Leave command)
    {
        var rest = state.Grants.RemoveAll(g => g.Role == Role.Volunteer && g.Team == command.Team);
        return rest.Length == state.Grants.Length ? Refusal.Unknown("team", "不在这支队伍里", "not of this team")
            : rest.IsEmpty ? Disable(state, new AccountCommand.Disable("移出志愿者队伍"))
            : Decision<AccountEvent>.Accept(new AccountEvent.Entitled(rest));
    }

    private static Decision<AccountEvent> Disable(AccountState state, AccountCommand.Disable command)
    {
        var faults = new FaultList();
        faults.Prose("reason", command.Reason, 1, MaxReason);
        if (faults.Any) return faults.ToRefusal();

        return state.Reason is not null
            ? Refusal.NotNow("disabled", "该账号已停用", "the account is disabled already")
            : Decision<AccountEvent>.Accept(new AccountEvent.Disabled(command.Reason));
    }

    private static string Text(ImmutableArray<Grant> grants) => JsonSerializer.Serialize(grants, JournalJson.Options);
}
