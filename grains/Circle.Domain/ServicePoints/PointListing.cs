using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>服务点: an entry of the public directory, a shop or a public facility. Made once when it is found, never used again.</summary>
[GenerateSerializer, Immutable, Alias("ServicePointId"), JsonConverter(typeof(TextIdConverter<ServicePointId>))]
public readonly record struct ServicePointId([property: Id(0)] string Value) : ITextId<ServicePointId>
{
    public static ServicePointId Of(string value) => new(value);

    public override string ToString() => Value;
}

public enum PhoneType
{
    /// <summary>固定电话</summary>
    Landline,

    /// <summary>经营用手机: printed on the shop's own sign. A private one is personal data and stands with its owner's.</summary>
    BusinessMobile,

    /// <summary>统一客服号: 400, 95xxx and their like.</summary>
    Service,
}

/// <param name="Number">Of the mainland as <see cref="PhoneNumber"/> has it; a service number is 3 to 12 digits.</param>
[GenerateSerializer, Immutable, Alias("PointPhone")]
public sealed record PointPhone([property: Id(0)] string Number, [property: Id(1)] PhoneType Type);

/// <param name="Name">1 to 50 characters.</param>
/// <param name="PriceFen">In fen, 0 to 10,000,000; null: not a fixed one.</param>
/// <param name="Per">What the price is for, e.g. 次, 小时; at most 10 characters.</param>
/// <param name="BelowMarket">Null: not compared.</param>
[GenerateSerializer, Immutable, Alias("PointService")]
public sealed record PointService(
    [property: Id(0)] string Name, [property: Id(1)] long? PriceFen, [property: Id(2)] string? Per, [property: Id(3)] bool? BelowMarket)
{
    public const long MaxPriceFen = 10_000_000;
}

/// <summary>What the public may read of a service point. Whatever may be unknown is null, and never guessed.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Aliases">Other names that people use, at most 10.</param>
/// <param name="Landmark">参照物, e.g. 东门对面.</param>
/// <param name="Phones">At most 5; the first is the one to call.</param>
/// <param name="Services">At most 50.</param>
/// <param name="Hours">In the grammar of <c>opening_hours</c>; null: unknown.</param>
/// <param name="HomeVisits">上门服务</param>
/// <param name="StepFree">无障碍</param>
[GenerateSerializer, Immutable, Alias("PointListing")]
public sealed record PointListing(
    [property: Id(0)] string Name,
    ImmutableArray<string> Aliases,
    [property: Id(2)] string? Address,
    [property: Id(3)] string? Landmark,
    ImmutableArray<PointPhone> Phones,
    ImmutableArray<PointService> Services,
    [property: Id(6)] string? Hours,
    [property: Id(7)] bool? HomeVisits,
    [property: Id(8)] bool? StepFree,
    [property: Id(9)] Position? Position)
{
    public const int MaxAliases = 10;
    public const int MaxPhones = 5;
    public const int MaxServices = 50;

    /// <summary>Never default: a list that was left out is an empty one.</summary>
    [Id(1)]
    public ImmutableArray<string> Aliases { get; init => field = value.IsDefault ? [] : value; } = Aliases.IsDefault ? [] : Aliases;

    /// <inheritdoc cref="Aliases"/>
    [Id(4)]
    public ImmutableArray<PointPhone> Phones { get; init => field = value.IsDefault ? [] : value; } = Phones.IsDefault ? [] : Phones;

    /// <inheritdoc cref="Aliases"/>
    [Id(5)]
    public ImmutableArray<PointService> Services { get; init => field = value.IsDefault ? [] : value; } = Services.IsDefault ? [] : Services;

    public bool Equals(PointListing? other)
        => other is not null && (Name, Address, Landmark, Hours, HomeVisits, StepFree, Position) == (other.Name, other.Address, other.Landmark, other.Hours, other.HomeVisits, other.StepFree, other.Position)
           && Aliases.SequenceEqual(other.Aliases) && Phones.SequenceEqual(other.Phones) && Services.SequenceEqual(other.Services);

    public override int GetHashCode() => HashCode.Combine(Name, Address, Phones.Length, Services.Length);

    /// <summary>As it is kept: numbers in their one form, no blanks around a text.</summary>
    /// <remarks>Of a checked one.</remarks>
    public PointListing Tidy() => this with
    {
        Name = Name.Trim(),
        Aliases = [.. Aliases.Select(a => a.Trim()).Distinct()],
        Address = Tidy(Address),
        Landmark = Tidy(Landmark),
        Phones = [.. Phones.Select(p => p with { Number = p.Type == PhoneType.Service ? p.Number.Trim() : PhoneNumber.Normal(p.Number) ?? p.Number }).Distinct()],
        Services = [.. Services.Select(s => s with { Name = s.Name.Trim(), Per = Tidy(s.Per) })],
        Hours = OpeningHours.TryParse(Hours ?? "", out var hours, out _) ? hours.ToString() : null,
    };

    internal void Check(FaultList faults, string field)
    {
        faults.Text($"{field}/name", Name, 1, 100);
        faults.Text($"{field}/address", Address, 0, 200);
        faults.Text($"{field}/landmark", Landmark, 0, 100);
        if (Bounded(faults, $"{field}/aliases", Aliases.Length, MaxAliases))
            for (var i = 0; i < Aliases.Length; i++) faults.Text($"{field}/aliases/{i}", Aliases[i], 1, 100);
        if (Bounded(faults, $"{field}/phones", Phones.Length, MaxPhones))
            for (var i = 0; i < Phones.Length; i++) CheckPhone(faults, $"{field}/phones/{i}", Phones[i]);
        if (Bounded(faults, $"{field}/services", Services.Length, MaxServices))
            for (var i = 0; i < Services.Length; i++) CheckService(faults, $"{field}/services/{i}", Services[i]);
        if (!string.IsNullOrWhiteSpace(Hours) && !OpeningHours.TryParse(Hours, out _, out var fault))
            faults.Add($"{field}/hours", "wrong-shape", fault.Zh, fault.En);
        Facilities.Position.Check(faults, $"{field}/position", Position);
    }

    private static void CheckPhone(FaultList faults, string field, PointPhone phone)
    {
        if (phone.Type != PhoneType.Service && PhoneNumber.Read(faults, $"{field}/number", phone.Number) is null) return;
        // What is said to be something else would pass for public, whoever's it is.
        if (PhoneNumber.IsMobile(phone.Number) && phone.Type != PhoneType.BusinessMobile)
            faults.Add($"{field}/type", "wrong-kind", "这是手机号，请把种类选为“经营用手机”；私人手机不写在这里", "this is a mobile's number: choose “business mobile”; a private one does not belong here");
        else if (phone.Type == PhoneType.BusinessMobile && !PhoneNumber.IsMobile(phone.Number))
            faults.Add($"{field}/type", "wrong-kind", "这不是手机号，请把种类选为“固定电话”或“客服号”", "this is no mobile's number: choose “landline” or “service number”");
        if (phone.Type != PhoneType.Service) return;
        if (phone.Number.Trim() is not { Length: >= 3 and <= 12 } digits || !digits.All(char.IsAsciiDigit))
            faults.Add($"{field}/number", "wrong-shape", "客服号应为 3 到 12 位数字", "a service number has 3 to 12 digits");
    }

    private static void CheckService(FaultList faults, string field, PointService service)
    {
        faults.Text($"{field}/name", service.Name, 1, 50);
        faults.Text($"{field}/per", service.Per, 0, 10);
        if (service.PriceFen is { } price) faults.Range($"{field}/priceFen", price, 0, PointService.MaxPriceFen);
    }

    private static bool Bounded(FaultList faults, string field, int count, int most)
    {
        if (count <= most) return true;
        faults.Add(field, "too-many", $"最多 {most} 项，现为 {count} 项", $"at most {most}, has {count}");
        return false;
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
