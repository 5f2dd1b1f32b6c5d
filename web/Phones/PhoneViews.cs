using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Time;
using Circle.Web.Accounts;

namespace Circle.Web.Phones;

/// <param name="Name">As the register of facilities calls it; else its id.</param>
internal sealed record TeamItem(FacilityId Id, string Name);

/// <param name="Today">By the phones' own calendar, which no rehearsal moves.</param>
/// <param name="Latest">The last day that a phone may be given.</param>
/// <param name="Invitations">The open ones.</param>
internal sealed record TeamView(FacilityId Id, string Name, DateOnly Today, DateOnly Latest, ImmutableArray<MemberItem> Members, ImmutableArray<InvitationItem> Invitations);

/// <param name="Name">In full: whoever reads it leads the team.</param>
/// <param name="Phones">Those that are enrolled to this team, newest first.</param>
internal sealed record MemberItem(AccountId Account, string Name, ImmutableArray<PhoneItem> Phones);

/// <param name="Seen">To the day: where somebody is each minute is nobody's business.</param>
/// <param name="Until">Last day.</param>
internal sealed record PhoneItem(string Id, string Name, DateOnly Enrolled, DateOnly Seen, DateOnly Until)
{
    public static PhoneItem Of(Session phone) => new(phone.Id, phone.Phone!, DayOf(phone.Began), DayOf(phone.Seen), DayOf(phone.Ends - 1));

    private static DateOnly DayOf(long milliseconds) => District.DateOf(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}

/// <param name="Account">Null: of a volunteer who is new.</param>
/// <param name="Ends">When the link is over.</param>
/// <param name="Until">The phone's last day.</param>
internal sealed record InvitationItem(string Id, string Name, AccountId? Account, DateTimeOffset Ends, DateOnly Until);

/// <param name="Link">With its token, behind the hash; told once.</param>
/// <param name="Code">The very link.</param>
/// <param name="Ends">When the link is over.</param>
/// <param name="Until">The phone's last day.</param>
internal sealed record ShownInvitation(string Id, string Link, QrCode Code, DateTimeOffset Ends, DateOnly Until);

/// <param name="Token">What the link holds.</param>
/// <param name="Claim">The secret that this phone made for the link, so that nobody else can use it.</param>
internal sealed record EnrolmentBody(string Token, string Claim);

/// <param name="Name">Of a volunteer who is new; else <paramref name="Account"/>.</param>
/// <param name="Others">What becomes of the account's other phones; null: they stay.</param>
/// <param name="Until">The phone's last day; null: a year from now.</param>
internal sealed record InvitationBody(string? Name, AccountId? Account, OtherPhones? Others, DateOnly? Until);

internal sealed record ExtensionBody(DateOnly Until);

/// <param name="Name">Masked but for its first character: whoever else finds the link learns no name.</param>
internal sealed record Preview(string Team, string Name, DateOnly Until);

/// <summary>A phone, as whoever holds it sees it.</summary>
internal sealed record OwnPhone(AccountId Account, string Name, FacilityId Team, string TeamName, string Phone, DateOnly Until);

/// <summary>What becomes of an account's other phones when one is enrolled.</summary>
internal enum OtherPhones
{
    Stay,
    End,
}
