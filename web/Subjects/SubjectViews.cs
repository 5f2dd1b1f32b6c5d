using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;

namespace Circle.Web.Subjects;

/// <param name="Until">Last day.</param>
/// <param name="Reason">Null: it does not open.</param>
/// <param name="By">An actor.</param>
internal sealed record HoldView(DateOnly Until, string? Reason, Actor By);

/// <summary>One of the three at least.</summary>
/// <param name="Account">A volunteer's.</param>
internal sealed record SubjectDraft(SubjectKind Kind, string? Name, string? Phone, string? Address, AccountId? Account);

internal sealed record SubjectSearch(string Phone);

/// <param name="Note">What an emergency, or somebody's own request, was.</param>
internal sealed record RevealBody(ImmutableArray<PersonalField> Fields, RevealReason Reason, string? Note);

internal sealed record ErasureBody(ErasureReason Reason, string? Note);

/// <param name="Until">Last day, within a year.</param>
internal sealed record HoldBody(DateOnly Until, string Reason);

/// <summary>Somebody, masked.</summary>
/// <param name="Name">Null: not known, as each of them; or all of them are, see <paramref name="Unreadable"/>.</param>
/// <param name="Account">A volunteer's.</param>
/// <param name="Due">The first day on which it is erased.</param>
/// <param name="Hold">Null: erasure is not put off.</param>
/// <param name="Unreadable">The row does not open: it was changed, or the key that protects it is missing.</param>
internal sealed record SubjectView(
    SubjectId Id,
    SubjectKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Phone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Address,
    AccountId? Account,
    DateTimeOffset Recorded,
    DateTimeOffset Used,
    DateOnly Due,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] HoldView? Hold,
    bool Unreadable);

/// <param name="Next">Asked for as <c>after</c>; null: these are the last.</param>
internal sealed record SubjectPage(IReadOnlyList<SubjectView> Items, SubjectId? Next);

/// <summary>In full, those fields that were asked for and are known.</summary>
internal sealed record Revealed(string? Name, string? Phone, string? Address);

/// <param name="ByName">As colleagues call them; null: it was no person, or is nobody's any more.</param>
internal sealed record ErasureItem(SubjectId Subject, SubjectKind Kind, DateTimeOffset At, Actor By, string? ByName, ErasureReason Reason);

/// <param name="Next">As of <see cref="SubjectPage"/>.</param>
internal sealed record ErasurePage(IReadOnlyList<ErasureItem> Items, SubjectId? Next);

/// <param name="Held">Of all kinds, put off today.</param>
/// <param name="DueIn30Days">Of all kinds, erased within thirty days if nobody uses them.</param>
internal sealed record SubjectCounts(int Caller, int Resident, int Volunteer, int Held, int DueIn30Days);

/// <param name="SweptAt">When this node last erased what was due; null: not since it was started.</param>
/// <param name="LedgerDirectoryOk">Whether the ledger's file can be written: where it cannot, nobody is erased.</param>
internal sealed record SubjectState(
    KeepDays KeepDays, SubjectCounts Counts, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? SweptAt, bool LedgerDirectoryOk);

/// <summary>Who does something, and from where.</summary>
/// <param name="Address">Of the network; null: nobody's.</param>
internal sealed record Asker(Actor Actor, string? Address)
{
    public static Asker Of(HttpContext http)
        => new(Accounts.AccountHosting.ActorOf(http.User) ?? throw new InvalidOperationException("nobody is signed in"), Audit.AuditTrail.AddressOf(http));
}

/// <summary>What is asked of a reveal.</summary>
internal sealed record RevealRequest(ImmutableArray<PersonalField> Fields, RevealReason Reason, string? Note);
