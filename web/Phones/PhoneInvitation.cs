using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Circle.Web.Phones;

/// <summary>手机登记邀请: one phone may be enrolled by it, once and soon. It holds the hash of its token: who reads the table enrols nothing.</summary>
internal sealed class PhoneInvitation
{
    /// <summary>A UUID; also the id of the command that opens the account, so that it is opened once however often it is tried.</summary>
    public string Id { get; set; } = "";

    /// <summary>SHA-256 (hex).</summary>
    public string Token { get; set; } = "";

    public string Team { get; set; } = "";

    public string Account { get; set; } = "";

    /// <summary>As colleagues are to know the new volunteer; null: the account is there already, or by now.</summary>
    public string? Name { get; set; }

    /// <summary>First day of a new volunteer's grant, in business time.</summary>
    public DateOnly Since { get; set; }

    /// <summary>The phone's last day.</summary>
    public DateOnly Until { get; set; }

    /// <summary>The account's other phones end when this one is enrolled.</summary>
    public bool ReplacesOthers { get; set; }

    /// <summary>The account that invited: what it may no longer do when the phone comes, is not done.</summary>
    public string By { get; set; } = "";

    /// <summary>Milliseconds of UTC.</summary>
    public long Ends { get; set; }

    /// <summary>SHA-256 (hex) of what the phone that came first made up: it alone may try again. Null: none came.</summary>
    public string? Claim { get; set; }

    /// <summary>The session that it was used for; null: it was not.</summary>
    public string? Session { get; set; }

    public static void Map(EntityTypeBuilder<PhoneInvitation> invitation)
    {
        invitation.ToTable("phone_invitation");
        invitation.HasKey(i => i.Id);
        invitation.Property(i => i.Id).HasMaxLength(36);
        foreach (var text in (string[])[nameof(Token), nameof(Team), nameof(Account), nameof(By), nameof(Claim), nameof(Session)])
            invitation.Property(text).HasMaxLength(64);
        invitation.Property(i => i.Name).HasMaxLength(Person.MaxName);
        invitation.HasIndex(i => i.Token).IsUnique();
        invitation.HasIndex(i => i.Team);
    }
}
