using Circle.Web.Audit;
using Circle.Web.Phones;
using Circle.Web.Screens;
using Circle.Web.Subjects;
using Circle.Web.Tickets;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>
/// 凭证库: who may sign in and who is signed in, in Identity's tables, apart from the journal. Keys of Data Protection lie here too, so
/// that web nodes on one database read each other's cookies.
/// </summary>
internal sealed class Credentials(DbContextOptions<Credentials> options) : IdentityUserContext<Person>(options), IDataProtectionKeyContext
{
    /// <summary>On PostgreSQL, where the journal is in the same database.</summary>
    public const string Schema = "credentials";

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<ServiceKey> ServiceKeys => Set<ServiceKey>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<ScreenCode> ScreenCodes => Set<ScreenCode>();

    public DbSet<ScreenDevice> ScreenDevices => Set<ScreenDevice>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<PhoneInvitation> PhoneInvitations => Set<PhoneInvitation>();

    public DbSet<SubjectRow> Subjects => Set<SubjectRow>();

    public DbSet<SubjectReveal> SubjectReveals => Set<SubjectReveal>();

    public DbSet<ErasureRow> Erasures => Set<ErasureRow>();

    public DbSet<WordsRow> Words => Set<WordsRow>();

    public DbSet<CallDraft> CallDrafts => Set<CallDraft>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<UsedCode> UsedCodes => Set<UsedCode>();

    /// <summary>With passkeys.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        if (Database.IsNpgsql()) builder.HasDefaultSchema(Schema);
        builder.Entity<Person>().ToTable("person").Property(p => p.DisplayName).HasMaxLength(Person.MaxName);
        builder.Entity<IdentityUserClaim<string>>().ToTable("person_claim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("person_login");
        builder.Entity<IdentityUserToken<string>>().ToTable("person_token");
        builder.Entity<IdentityUserPasskey<string>>().ToTable("person_passkey");
        builder.Entity<DataProtectionKey>().ToTable("protection_key");
        builder.MapAudit();
        ScreenCode.Describe(builder);
        ScreenDevice.Describe(builder);
        Invitation.Describe(builder);
        ServiceKey.Describe(builder);
        SubjectRow.Describe(builder);
        WordsRow.Describe(builder);
        CallDraft.Describe(builder);
        builder.Entity<Attempt>(attempt =>
        {
            attempt.ToTable("attempt");
            attempt.HasKey(a => a.Key);
            attempt.Property(a => a.Key).HasMaxLength(64);
            attempt.HasIndex(a => a.Last);
        });
        builder.Entity<UsedCode>(code =>
        {
            code.ToTable("used_code");
            code.HasKey(c => c.PersonId);
            code.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
        });
        builder.Entity<PhoneInvitation>(PhoneInvitation.Map);
        builder.Entity<Session>(session =>
        {
            session.ToTable("session");
            session.HasKey(s => s.Id);
            session.Property(s => s.Id).HasMaxLength(64);
            session.Property(s => s.Address).HasMaxLength(50);
            session.Property(s => s.Agent).HasMaxLength(200);
            session.HasIndex(s => s.PersonId);
            session.HasIndex(s => s.Ends);
            session.Property(s => s.Phone).HasMaxLength(PhoneTicket.MaxName);
            session.Property(s => s.Team).HasMaxLength(64);
            session.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
        });
    }
}
