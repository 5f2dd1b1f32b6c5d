using Circle.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Audit;

/// <summary>Of a chain of which a beginning was let go: its last entry.</summary>
internal sealed record AuditAnchor(string Chain, long Version, string Hash);

/// <summary>A digest as it is stored.</summary>
/// <param name="Day">yyyy-MM-dd; null: one that was asked for.</param>
/// <param name="TakenAt">Microseconds of UTC since the Unix epoch.</param>
/// <param name="Content">Its JSON, see <see cref="HeadsDigest.Read"/>.</param>
internal sealed record AuditDigestRow(long Number, string? Day, long TakenAt, string Content, string Hash);

/// <summary>The audit lies beside the credentials: what it records happens there.</summary>
internal static class AuditTables
{
    public static void MapAudit(this ModelBuilder builder)
    {
        builder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit_entry").HasKey(e => new { e.Chain, e.Version });
            entry.Property(e => e.Chain).HasColumnName("chain");
            entry.Property(e => e.Version).HasColumnName("version");
            entry.Property(e => e.At).HasColumnName("at");
            entry.Property(e => e.Action).HasColumnName("action");
            entry.Property(e => e.Actor).HasColumnName("actor");
            entry.Property(e => e.Subject).HasColumnName("subject");
            entry.Property(e => e.Address).HasColumnName("address");
            entry.Property(e => e.IsDone).HasColumnName("is_done");
            entry.Property(e => e.Note).HasColumnName("note");
            entry.Property(e => e.PreviousHash).HasColumnName("previous_hash");
            entry.Property(e => e.Hash).HasColumnName("hash");
        });
        builder.Entity<AuditAnchor>(anchor =>
        {
            anchor.ToTable("audit_anchor").HasKey(a => a.Chain);
            anchor.Property(a => a.Chain).HasColumnName("chain");
            anchor.Property(a => a.Version).HasColumnName("version");
            anchor.Property(a => a.Hash).HasColumnName("hash");
        });
        builder.Entity<AuditDigestRow>(digest =>
        {
            digest.ToTable("audit_digest").HasKey(d => d.Number);
            digest.Property(d => d.Number).HasColumnName("number").ValueGeneratedNever();
            digest.Property(d => d.Day).HasColumnName("day");
            digest.Property(d => d.TakenAt).HasColumnName("taken_at");
            digest.Property(d => d.Content).HasColumnName("content");
            digest.Property(d => d.Hash).HasColumnName("hash");
        });
    }
}
