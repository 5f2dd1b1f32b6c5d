using Circle.Domain.Accounts;
using Circle.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>
/// Somebody's data, encrypted by a key of its own (<see cref="SubjectCipher"/>); in clear stands nothing by which anybody is known.
/// Times are milliseconds of UTC.
/// </summary>
internal sealed class SubjectRow
{
    /// <summary>A UUID of version 7, so that ids are in the order of recording. Never given again.</summary>
    public string Id { get; set; } = "";

    public SubjectKind Kind { get; set; }

    /// <summary>A volunteer's; empty: there is none.</summary>
    public string Account { get; set; } = "";

    /// <summary>By which the same phone is found again, see <see cref="PhoneIndexes"/>; null: no phone is known.</summary>
    public string? PhoneIndex { get; set; }

    /// <summary>Its own key, wrapped.</summary>
    public byte[] Key { get; set; } = [];

    /// <summary><see cref="PersonalData"/> as JSON, encrypted.</summary>
    public byte[] Data { get; set; } = [];

    public long Recorded { get; set; }

    public long Used { get; set; }

    /// <summary>暂缓删除: last day; null: it is not held. One that is over says nothing.</summary>
    public DateOnly? HeldUntil { get; set; }

    /// <summary>An actor.</summary>
    public string? HeldBy { get; set; }

    /// <summary>Why, encrypted as the data: people write names into reasons.</summary>
    public byte[]? HeldFor { get; set; }

    public SubjectId SubjectId => SubjectId.Of(Id);

    public AccountId? AccountId => Account.Length == 0 ? null : Domain.Accounts.AccountId.Of(Account);

    public DateTimeOffset UsedAt => DateTimeOffset.FromUnixTimeMilliseconds(Used);

    public static void Describe(ModelBuilder builder)
    {
        builder.Entity<SubjectRow>(subject =>
        {
            subject.ToTable("subject");
            subject.HasKey(s => s.Id);
            foreach (var text in (string[])[nameof(Id), nameof(Account), nameof(PhoneIndex)]) subject.Property(text).HasMaxLength(64);
            subject.Property(s => s.HeldBy).HasMaxLength(Domain.Journal.Actor.MaxLength);
            subject.Ignore(s => s.SubjectId);
            subject.Ignore(s => s.AccountId);
            subject.Ignore(s => s.UsedAt);
        });
        builder.Entity<SubjectKey>(key =>
        {
            key.ToTable("subject_key");
            key.HasKey(k => k.Id);
            key.Property(k => k.Id).ValueGeneratedNever();
        });
        builder.Entity<SubjectReveal>(reveal =>
        {
            reveal.ToTable("subject_reveal");
            reveal.HasKey(r => r.Id);
        });
        builder.Entity<ErasureRow>(erasure =>
        {
            erasure.ToTable("erasure");
            erasure.HasKey(e => e.Subject);
            erasure.Ignore(e => e.Erasure);
        });
    }
}

/// <summary>The one key of all blind indexes, wrapped.</summary>
internal sealed class SubjectKey
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    public byte[] Key { get; set; } = [];
}

/// <summary>That an account was shown somebody's data, for as long as it counts against the hour's limit.</summary>
internal sealed class SubjectReveal
{
    public string Id { get; set; } = "";

    public string Account { get; set; } = "";

    public long At { get; set; }
}

/// <summary>A line of the ledger of erasures, see <see cref="Erasure"/>.</summary>
internal sealed class ErasureRow
{
    public string Subject { get; set; } = "";

    public SubjectKind Kind { get; set; }

    public long At { get; set; }

    public string By { get; set; } = "";

    public ErasureReason Reason { get; set; }

    public Erasure Erasure => new(SubjectId.Of(Subject), Kind, DateTimeOffset.FromUnixTimeMilliseconds(At), new Domain.Journal.Actor(By), Reason);
}
