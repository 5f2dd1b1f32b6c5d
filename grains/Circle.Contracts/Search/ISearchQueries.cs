using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Circle.Domain.Tickets;

namespace Circle.Contracts.Search;

/// <summary>检索: places, facilities, service points and teams by what somebody types. From the memory of whichever silo is asked. Key 0.</summary>
[Alias("ISearchQueries")]
public interface ISearchQueries : IGrainWithIntegerKey
{
    const int MostNames = 200;

    /// <summary>
    /// Best first. Places are found by whoever may read anything; of the rest what the caller may read, as by any other read. What finds
    /// nothing at all is counted as unmet demand.
    /// </summary>
    /// <returns>Null: the silo has not read its rows yet; come again.</returns>
    [Alias("Find"), Needs(Permission.Read), ResponseTimeout("00:00:05")]
    Task<SearchAnswer?> Find(SearchQuestion question);

    /// <summary>Facilities and service points of the very names, whatever the case, width and blanks; what is none is no unmet demand.</summary>
    /// <param name="names">1 to <see cref="MostNames"/>.</param>
    /// <returns>By name, as asked; what nothing is called is left out. Null: the silo has not read its rows yet; come again.</returns>
    [Alias("Named"), Needs(Permission.Read), ResponseTimeout("00:00:10")]
    Task<ImmutableDictionary<string, ImmutableArray<NamedTarget>>?> Named(ImmutableArray<string> names);
}

/// <param name="Text">See <see cref="SearchQuery.Text"/>.</param>
/// <param name="Kinds">Empty: all.</param>
/// <param name="Near">What is there comes first. Null: the first place that the caller's account is limited to.</param>
/// <param name="Limit">1 to <see cref="SearchQuery.MostHits"/>.</param>
[GenerateSerializer, Immutable, Alias("SearchQuestion")]
public sealed record SearchQuestion(
    [property: Id(0)] string Text,
    [property: Id(1)] ImmutableArray<SearchKind> Kinds,
    [property: Id(2)] PlaceId? Near,
    [property: Id(3)] int Limit);
