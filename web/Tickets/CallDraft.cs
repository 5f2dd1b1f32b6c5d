using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Tickets;

/// <summary>草稿, made by the page that takes a call.</summary>
[JsonConverter(typeof(TextIdConverter<DraftId>))]
internal readonly record struct DraftId(string Value) : ITextId<DraftId>
{
    public static DraftId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>草稿: a call that is being taken, of one account, encrypted by a key of its own. Times are milliseconds of UTC.</summary>
internal sealed class CallDraft
{
    public string Account { get; set; } = "";

    /// <summary>Of its account alone.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its own key, wrapped.</summary>
    public byte[] Key { get; set; } = [];

    /// <summary>JSON as UTF-8, encrypted.</summary>
    public byte[] Data { get; set; } = [];

    /// <summary>Never the same of two changes, whatever the clock says: what somebody has seen is named by it.</summary>
    public long Changed { get; set; }

    public static void Describe(ModelBuilder builder) => builder.Entity<CallDraft>(draft =>
    {
        draft.ToTable("call_draft");
        draft.HasKey(d => new { d.Account, d.Id });
        foreach (var id in (string[])[nameof(Account), nameof(Id)]) draft.Property(id).HasMaxLength(TextId.MaxLength);
    });
}
