using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans.Concurrency;

namespace Circle.Contracts.LivingCircles;

/// <summary>生活服务圈 of one community; the key is its id.</summary>
[Alias("ILivingCircleGrain")]
public interface ILivingCircleGrain : ICommandGrain<CircleCommand>
{
    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Read)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>Points of it, or of somebody near, have changed: it looks at the directory anew. Answers when it has, within some seconds; of a street or the district, which have no circle, those near look.</summary>
    /// <param name="spread">True: those near look as well, before it answers.</param>
    /// <returns>False: it, or somebody near, could not; to be said again.</returns>
    [Alias("Look"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<bool> Look(bool spread);
}

/// <summary>Lists from the read rows; wakes no circle.</summary>
[Alias("ILivingCircleQueries")]
public interface ILivingCircleQueries : IGrainWithIntegerKey
{
    /// <summary>All communities of a place, those too of which nothing is known, without those that were merged into another, in the order of the tree.</summary>
    [Alias("List"), Needs(Permission.Read)]
    Task<ImmutableArray<LivingCircleView>> List(LivingCircleQuery query);
}

/// <param name="Place">Null: the whole district.</param>
/// <param name="Line">Null: every kind; else kinds of this line alone.</param>
[GenerateSerializer, Immutable, Alias("LivingCircleQuery")]
public sealed record LivingCircleQuery([property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}
