using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>记述: what somebody wrote about people, encrypted by a key of its own. Times are milliseconds of UTC.</summary>
internal sealed class WordsRow
{
    /// <summary>See <see cref="Domain.Subjects.WordsId"/>.</summary>
    public string Id { get; set; } = "";

    /// <summary>The stream whose events name it, e.g. ticket:…</summary>
    public string Owner { get; set; } = "";

    /// <summary>Whom it is about, who is in the store as long as it is; null: nobody known.</summary>
    public string? Subject { get; set; }

    /// <summary>Its own key, wrapped.</summary>
    public byte[] Key { get; set; } = [];

    /// <summary>UTF-8, encrypted.</summary>
    public byte[] Data { get; set; } = [];

    public long Recorded { get; set; }

    /// <summary>Renewed when it is kept again, too.</summary>
    public long Used { get; set; }

    /// <summary>How often it was kept and not dropped.</summary>
    public int Kept { get; set; }

    /// <summary>That an event names it is known: it is nobody's to drop any more.</summary>
    public bool IsNamed { get; set; }

    public static void Describe(ModelBuilder builder) => builder.Entity<WordsRow>(words =>
    {
        words.ToTable("words");
        words.HasKey(w => w.Id);
        foreach (var id in (string[])[nameof(Id), nameof(Subject)]) words.Property(id).HasMaxLength(64);
        words.Property(w => w.Owner).HasMaxLength(128);
    });
}
