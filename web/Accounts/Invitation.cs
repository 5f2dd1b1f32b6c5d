using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>邀请: a link by which somebody sets their own password.</summary>
internal sealed class Invitation
{
    /// <summary>Of its token, see <see cref="Secret.HashOf"/>.</summary>
    public string Hash { get; set; } = "";

    public string PersonId { get; set; } = "";

    /// <summary>The key of the request that asked for it: one that is repeated makes one more, another one ends those before.</summary>
    public string Command { get; set; } = "";

    /// <summary>Hash of what the account might do when it was invited: who invited a volunteer has no way into what the volunteer becomes.</summary>
    public string Grants { get; set; } = "";

    /// <summary>Milliseconds of UTC, as the following.</summary>
    public long Made { get; set; }

    public long Ends { get; set; }

    public static void Describe(ModelBuilder builder) => builder.Entity<Invitation>(invitation =>
    {
        invitation.ToTable("invitation");
        invitation.HasKey(i => i.Hash);
        invitation.HasIndex(i => i.PersonId);
        invitation.HasOne<Person>().WithMany().HasForeignKey(i => i.PersonId);
    });
}
