using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Places;

namespace Circle.Web.Accounts;

/// <summary>Somebody, or a program, as whoever administers them sees them.</summary>
/// <param name="Name">To sign in by.</param>
/// <param name="Grants">All of them, also those whose time has not come or is over.</param>
/// <param name="Disabled">Why; null: it is not.</param>
/// <param name="Seen">When they were here last, to the minute; null: never.</param>
/// <param name="Sessions">That go on.</param>
/// <param name="InvitedUntil">When a link that nobody has used yet ends; null: there is none.</param>
/// <param name="Keys">That hold, of a program.</param>
internal sealed record PersonView(
    AccountId Id,
    string Name,
    string DisplayName,
    Holder Holder,
    ImmutableArray<Grant> Grants,
    string? Disabled,
    bool HasPassword,
    bool HasAuthenticator,
    bool HasPasskey,
    DateTimeOffset? Seen,
    int Sessions,
    DateTimeOffset? InvitedUntil,
    int Keys);

/// <param name="Next">Ask again with <c>after</c> = this; null at the end. A page may hold less than was asked for, even nothing, and go on.</param>
internal sealed record PeoplePage(IReadOnlyList<PersonView> Items, string? Next);

/// <summary>What a grant of a role needs and gives.</summary>
/// <param name="Place">The kind of place that it is limited to; null: any, where it is limited to one at all.</param>
internal sealed record RoleView(Role Role, Scope Scope, Holder Holder, PlaceKind? Place, ImmutableArray<Permission> Permissions)
{
    public static ImmutableArray<RoleView> All { get; }
        = [.. Roles.All.Select(r => new RoleView(r, Roles.ScopeOf(r), Roles.HolderOf(r), Roles.PlaceKindOf(r), Roles.PermissionsOf(r)))];
}

/// <param name="Name">To sign in by: letters, digits and - . _ @ +, 1 to 50.</param>
/// <param name="DisplayName">As colleagues know them, 1 to 50 characters.</param>
internal sealed record PersonDraft(string Name, string DisplayName, ImmutableArray<Grant> Grants);

/// <param name="Invitation">To hand to them; null: a program has keys, or they have set their password already.</param>
internal sealed record OpenedPerson(AccountId Id, InvitationLink? Invitation);
