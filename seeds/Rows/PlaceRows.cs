using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Seeds.Csv;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Rows;

/// <summary>places*.csv of all folders. Parents are looked up at the end: they may stand below their children.</summary>
internal sealed class PlaceRows(Values values, bool someLost)
{
    private static readonly string[] Required = ["id", "kind", "name", "parent", "source"];
    private static readonly string[] Optional = ["aliases", "doubts"];

    private readonly Dictionary<PlaceId, (PlaceDraft Place, At At)> byId = [];

    /// <summary>Places that are known already, for files that come without a table of them.</summary>
    public static PlaceRows Of(IEnumerable<PlaceNode> known, Values values)
    {
        var rows = new PlaceRows(values, someLost: false);
        foreach (var place in known)
            rows.byId[place.Id] = (new(place.Id, place.Kind, place.Name, place.Parent, [], [], ""), default);
        return rows;
    }

    /// <summary>Where a table of places could not be read, that is the error; each reference into it is not another.</summary>
    public bool Knows(PlaceId id) => someLost || byId.ContainsKey(id);

    public PlaceDraft? Find(PlaceId id) => byId.TryGetValue(id, out var found) ? found.Place : null;

    /// <summary>The place itself and all above it; ends where a parent is missing or a ring closes.</summary>
    public IEnumerable<PlaceId> Upwards(PlaceId id)
    {
        for (var seen = new HashSet<PlaceId>(); Find(id) is { } place && seen.Add(id); id = place.Parent ?? default)
            yield return id;
    }

    public SeedPart<PlaceDraft> Read(SeedText file)
    {
        var before = values.Problems.Count;
        var rows = ImmutableArray.CreateBuilder<PlaceDraft>();
        foreach (var row in CsvTable.Rows(file, Required, Optional, values))
        {
            var place = new PlaceDraft(
                row.Id<PlaceId>("id"),
                row.Word<PlaceKind>("kind"),
                row.Text("name"),
                row.Has("parent") ? row.Id<PlaceId>("parent") : null,
                row.List("aliases", Values.ShortText),
                row.List("doubts", Values.LongText),
                row.Text("source"));
            rows.Add(place);
            // A malformed id is reported already and has no value to compare.
            if (place.Id != default && !byId.TryAdd(place.Id, (place, row.At)))
                values.Problems.Add(row.At, $"编号“{place.Id}”在 {byId[place.Id].At.File} 第 {byId[place.Id].At.Line} 行已用过");
        }

        someLost |= rows.Count == 0 && values.Problems.Count > before;
        return new(file.File, rows.ToImmutable());
    }

    public void CheckParents()
    {
        foreach (var (place, at) in byId.Values)
        {
            if (place.Kind == PlaceKind.District && place.Parent is not null)
                values.Problems.Add(at, "区没有上级，parent 应留空");
            else if (place.Kind != PlaceKind.District)
                CheckParent(place, at);
        }

        foreach (var (place, at) in byId.Values.Where(p => p.Place.Kind == PlaceKind.District).Skip(1))
            values.Problems.Add(at, $"区只能有一个，“{place.Name}”是多出来的");
        foreach (var (place, at) in byId.Values.GroupBy(p => (p.Place.Parent, p.Place.Name)).SelectMany(g => g.Skip(1)))
            values.Problems.Add(at, $"同一个上级下已有“{place.Name}”");
    }

    private void CheckParent(PlaceDraft place, At at)
    {
        var (kind, word, above) = place.Kind == PlaceKind.Street ? (PlaceKind.District, "街道", "区") : (PlaceKind.Street, "社区", "街道");
        if (place.Parent is not { } parent)
            values.Problems.Add(at, $"{word}的 parent 应填写所在{above}的编号");
        else if (parent != default && !Knows(parent))
            values.Problems.Add(at, $"找不到上级“{parent}”");
        else if (Find(parent) is { } found && found.Kind != kind)
            values.Problems.Add(at, $"{word}的上级应是{above}，“{parent}”不是");
    }
}
