using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Screens;

/// <summary>
/// What the office sees of a screen beside what its journal says, and the hash of its token: who reads the table is no screen.
/// Times are milliseconds of UTC.
/// </summary>
internal sealed class ScreenDevice
{
    public const int MaxVersion = 40;

    public string ScreenId { get; set; } = "";

    /// <summary>SHA-256 (hex) of its token; null: it was approved and has not fetched one.</summary>
    public string? Token { get; set; }

    public long Approved { get; set; }

    /// <summary>Of its newest report, as the following; null: none came.</summary>
    public long? Seen { get; set; }

    /// <summary>Drawn since its page was loaded.</summary>
    public long Frames { get; set; }

    /// <summary>How old its picture was, in milliseconds; null: it had none.</summary>
    public long? Age { get; set; }

    /// <summary>Of its page.</summary>
    public string? Version { get; set; }

    /// <summary>Since when the row is kept for the office to look at, and no longer than <see cref="Pairing.KeptRevoked"/>.</summary>
    public long? Revoked { get; set; }

    public static void Describe(ModelBuilder builder) => builder.Entity<ScreenDevice>(device =>
    {
        device.ToTable("screen_device");
        device.HasKey(d => d.ScreenId);
        device.Property(d => d.ScreenId).HasMaxLength(64);
        device.Property(d => d.Token).HasMaxLength(64);
        device.Property(d => d.Version).HasMaxLength(MaxVersion);
        device.HasIndex(d => d.Token).IsUnique();
    });
}

/// <summary>配对码: shown on a screen's glass until the office has typed it, or its time is over.</summary>
internal sealed class ScreenCode
{
    public string Code { get; set; } = "";

    /// <summary>SHA-256 (hex) of what the page alone knows, so that a stranger who reads the glass gets nothing by it.</summary>
    public string Secret { get; set; } = "";

    public string Address { get; set; } = "";

    public long Ends { get; set; }

    /// <summary>What it approves, from the moment that somebody of the office has typed it; null: open.</summary>
    public string? ScreenId { get; set; }

    /// <summary>Whether that is journaled: before, the device hears nothing of it.</summary>
    public bool IsApproved { get; set; }

    public static void Describe(ModelBuilder builder) => builder.Entity<ScreenCode>(code =>
    {
        code.ToTable("screen_code");
        code.HasKey(c => c.Code);
        code.Property(c => c.Code).HasMaxLength(Pairing.CodeLength);
        code.Property(c => c.Secret).HasMaxLength(64);
        code.Property(c => c.Address).HasMaxLength(50);
        code.Property(c => c.ScreenId).HasMaxLength(64);
        code.HasIndex(c => c.Secret).IsUnique();
        code.HasIndex(c => c.Ends);
    });
}
