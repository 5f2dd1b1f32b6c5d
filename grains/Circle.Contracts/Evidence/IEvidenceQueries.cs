using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Evidence;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Contracts.Evidence;

/// <summary>凭据: from a figure of a wall to what stands behind it. From the read rows; wakes no facility.</summary>
[Alias("IEvidenceQueries")]
public interface IEvidenceQueries : IGrainWithIntegerKey
{
    /// <summary>How each line stands at a place and why; of one line also who owes and which sentence asks for it. Null: no such place, or line.</summary>
    [Alias("Lines"), Needs(Permission.Read), ResponseTimeout("00:00:15")]
    Task<EvidenceView?> Lines(EvidenceQuery query, CancellationToken cancel);

    /// <summary>What stands behind a figure, one by one. Null: no such place, or line.</summary>
    [Alias("Items"), Needs(Permission.Read), ResponseTimeout("00:00:15")]
    Task<EvidencePage?> Items(EvidenceQuery query, int after, int limit, CancellationToken cancel);
}

/// <param name="Place">Null: the topmost.</param>
/// <param name="Line">Null: all, or those of <paramref name="Ring"/>.</param>
/// <param name="Figure">Of a list of lines: those alone that have something behind it; null: all. Of items: null is <see cref="Figure.Owed"/>.</param>
/// <param name="From">Business day; null: today. <paramref name="To"/> likewise, but for <see cref="Figure.Due"/>, which then has no end.</param>
[GenerateSerializer, Immutable, Alias("EvidenceQuery")]
public sealed record EvidenceQuery(
    [property: Id(0)] PlaceId? Place,
    [property: Id(1)] LineId? Line,
    [property: Id(2)] Ring? Ring,
    [property: Id(3)] Figure? Figure,
    [property: Id(4)] DateOnly? From,
    [property: Id(5)] DateOnly? To) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}
