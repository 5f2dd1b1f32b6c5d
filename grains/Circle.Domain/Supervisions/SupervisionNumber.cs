using System.Globalization;
using Orleans;

namespace Circle.Domain.Supervisions;

/// <summary>文号, e.g. 督办〔2013〕12号.</summary>
/// <param name="Serial">From 1 in each year.</param>
[GenerateSerializer, Immutable, Alias("SupervisionNumber")]
public readonly record struct SupervisionNumber([property: Id(0)] int Year, [property: Id(1)] int Serial)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"督办〔{Year}〕{Serial}号");
}
