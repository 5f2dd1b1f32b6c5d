using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Search;

/// <summary>What can be looked for: 地点, 设施, 服务点 (shops and public facilities of the directory), 队伍.</summary>
public enum SearchKind
{
    Place,
    Facility,
    ServicePoint,
    Team,
}

/// <summary>检索条目: one row as the index knows it. Kind and id together name it.</summary>
/// <param name="Name">Its first 100 characters are searched.</param>
/// <param name="Aliases">The first <see cref="SearchKeys.MostAliases"/> are searched.</param>
/// <param name="Street">Of a street itself: its own id. Null: of the whole district.</param>
/// <param name="Community">Of a community itself: its own id. Null: of a whole street or more.</param>
/// <param name="PlaceNames">Names of street and community, the larger first; the first <see cref="MostPlaces"/> are shown and may begin a query.</param>
/// <param name="Words">Names of its kind, e.g. of its line (日间照料中心) or trade (理发美发); the first <see cref="MostWords"/> are searched.</param>
/// <param name="Penalty">0 to 65,535 (what is beyond counts as that): higher sinks below its equals, e.g. days since it was last confirmed.</param>
/// <param name="Line">Its line; null: of none. For whoever has to tell who may find it.</param>
public sealed record SearchEntry(
    SearchKind Kind,
    string Id,
    string Name,
    ImmutableArray<string> Aliases,
    PlaceId? Street,
    PlaceId? Community,
    ImmutableArray<string> PlaceNames,
    ImmutableArray<string> Words,
    int Penalty = 0,
    LineId? Line = null)
{
    public const int MostPlaces = 3;

    public const int MostWords = 8;
}
