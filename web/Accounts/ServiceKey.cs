using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>接口密钥: by which a program is its account.</summary>
internal sealed class ServiceKey
{
    public const int MaxName = 50;

    /// <summary>16 hex digits, in the key itself and no secret.</summary>
    public string Id { get; set; } = "";

    public string PersonId { get; set; } = "";

    /// <summary>The key of the request that made it.</summary>
    public string Command { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string Name { get; set; } = "";

    /// <summary>Of its secret half, see <see cref="Secret.HashOf"/>.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Milliseconds of UTC, as the following.</summary>
    public long Made { get; set; }

    public long Ends { get; set; }

    /// <summary>To the minute; null: never.</summary>
    public long? Used { get; set; }

    public static void Describe(ModelBuilder builder) => builder.Entity<ServiceKey>(key =>
    {
        key.ToTable("service_key");
        key.HasKey(k => k.Id);
        key.HasIndex(k => k.PersonId);
        key.HasOne<Person>().WithMany().HasForeignKey(k => k.PersonId);
    });
}
