using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <param name="Name">To sign in by.</param>
internal sealed record DemonstrationAccount(string Name, string Password, string DisplayName, Role Role);

/// <summary>演练账号: one for each role, in a rehearsal alone, where nothing is anybody's. A live system has no account that it was born with.</summary>
internal sealed class DemonstrationAccounts(IServiceScopeFactory scopes, IGrainFactory grains, ILogger<DemonstrationAccounts> log)
{
    private const string Password = "yanlian-2013";

    private static readonly Actor Rehearsal = new("rehearsal:accounts");
    private static readonly DateOnly From = new(2013, 9, 26);

    private string? passwordHash;

    /// <summary>Empty in a live system, and while they are being opened.</summary>
    public ImmutableArray<DemonstrationAccount> Offered { get; private set; } = [];

    /// <returns>False: the places are not there yet.</returns>
    public async Task<bool> OpenAsync()
    {
        Caller.Current = Rehearsal;
        var places = await grains.GetGrain<IPlaceQueries>(0).List(null);
        var street = places.FirstOrDefault(p => p.Kind == PlaceKind.Street && places.Any(c => c.Parent == p.Id));
        var community = places.FirstOrDefault(p => p.Kind == PlaceKind.Community && p.Parent == street?.Id);
        var plan = (await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).View())?.Document;
        var lines = plan?.Lines.Select(l => l.Id).ToImmutableArray() ?? [];
        if (street is null || community is null || lines.IsEmpty) return false;

        var team = FacilityId.Of("demonstration-team");
        var offered = ImmutableArray.CreateBuilder<DemonstrationAccount>();
        var isWhole = true;
        await AddAsync("host", "演练主持人", [Of(Role.Programme), .. lines.Select(l => Of(Role.LeadUnit, line: l))]);
        await AddAsync("leadership", "区领导", [Of(Role.Leadership)]);
        await AddAsync("programme", "区长效办", [Of(Role.Programme)]);
        await AddAsync("lead-unit", "牵头单位", [Of(Role.LeadUnit, line: lines[0])]);
        if (BureauOf(plan!) is { } bureau) await AddAsync("bureau", bureau.Lead.Name, [Of(Role.LeadUnit, line: bureau.Id)]);
        await AddAsync("inspector", "验收人员", [Of(Role.Inspector)]);
        await AddAsync("street", street.Name, [Of(Role.Street, place: street.Id)]);
        await AddAsync("community", community.Name, [Of(Role.Community, place: community.Id)]);
        await AddAsync("operator", "热线话务员", [Of(Role.Operator)]);
        await AddAsync("supervisor", "热线班长", [Of(Role.Supervisor)]);
        await AddAsync("team-leader", "队长", [Of(Role.TeamLeader, team: team)]);
        await AddAsync("volunteer", "志愿者", [Of(Role.Volunteer, team: team)]);
        await AddAsync("auditor", "审计人员", [Of(Role.Auditor)]);
        if (!isWhole) return false;
        Offered = offered.ToImmutable();
        log.LogInformation("Demonstration accounts, which /sign-in offers: {Names}", string.Join(", ", Offered.Select(a => a.Name)));
        return true;

        async Task AddAsync(string name, string displayName, ImmutableArray<Grant> grants)
        {
            var account = new DemonstrationAccount(name, Password, displayName, grants[0].Role);
            isWhole &= await OpenAsync(account, grants);
            offered.Add(account);
        }
    }

    /// <summary>委局: it answers for the shops, of which people call the most; null: no shop is registered here.</summary>
    private static Line? BureauOf(PlanDocument plan)
        => plan.Directory?.Kinds.FirstOrDefault(k => k.IsRegistered) is { } kind ? plan.Lines.FirstOrDefault(l => l.Id == kind.Line) : null;

    private static Grant Of(Role role, PlaceId? place = null, LineId? line = null, FacilityId? team = null) => new(role, place, line, team, From, null);

    /// <returns>False: not now. A silo may not know of the plan yet that another one has taken in.</returns>
    private async Task<bool> OpenAsync(DemonstrationAccount account, ImmutableArray<Grant> grants)
    {
        var id = AccountId.Of($"demonstration-{account.Name}");

        var opened = await grains.GetGrain<IAccountGrain>(id.Value).Tell(new CommandId(Guid.CreateVersion7()), new AccountCommand.Open(id, grants));
        if (opened is not (Answer.Accepted or Answer.Refused { Refusal.Kind: RefusalKind.NotNow })) return false;

        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.FindByIdAsync(id.Value) is not null) return true;
        try
        {
            // Hashed once for all of them: whoever knows one knows the others.
            var hash = passwordHash ??= people.PasswordHasher.HashPassword(new Person(), account.Password);
            var made = await people.CreateAsync(new Person { Id = id.Value, UserName = account.Name, DisplayName = account.DisplayName, PasswordHash = hash });
            if (!made.Succeeded) log.LogWarning("{Name} was not made: {Why}", account.Name, string.Join(", ", made.Errors.Select(e => e.Code)));
            return made.Succeeded;
        }
        catch (Exception e) when (e is DbUpdateException or InvalidOperationException)
        {
            // Another web node has just made it: the database says so, or what was read of it meanwhile.
            log.LogDebug(e, "{Name} is looked for again", account.Name);
            return false;
        }
    }
}
