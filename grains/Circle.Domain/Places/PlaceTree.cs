using System.Collections.Frozen;
using System.Collections.Immutable;
using Orleans;

namespace Circle.Domain.Places;

/// <summary>A place as the tree knows it.</summary>
public sealed record PlaceNode(PlaceId Id, PlaceKind Kind, string Name, PlaceId? Parent);

/// <summary>A place that a page can go to.</summary>
[GenerateSerializer, Immutable, Alias("PlaceLink")]
public sealed record PlaceLink([property: Id(0)] PlaceId Id, [property: Id(1)] string Name, [property: Id(2)] PlaceKind Kind)
{
    public static PlaceLink Of(PlaceNode place) => new(place.Id, place.Name, place.Kind);
}

/// <summary>All places and who stands under whom, at one moment. Immutable; a change makes a new tree.</summary>
public sealed class PlaceTree
{
    public static readonly PlaceTree Empty = new([]);

    private readonly FrozenDictionary<PlaceId, PlaceNode> nodes;
    private readonly FrozenDictionary<PlaceId, ImmutableArray<PlaceNode>> children;

    /// <summary>Children keep the order in which <paramref name="places"/> names them.</summary>
    public PlaceTree(IEnumerable<PlaceNode> places)
    {
        var all = places.ToImmutableArray();
        nodes = all.ToFrozenDictionary(p => p.Id);
        children = all.Where(p => p.Parent is not null)
            .GroupBy(p => p.Parent!.Value)
            .ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
        All = all;
        Root = all.FirstOrDefault(p => p.Parent is null);
    }

    public ImmutableArray<PlaceNode> All { get; }

    /// <summary>The topmost place, null while nothing is imported.</summary>
    public PlaceNode? Root { get; }

    public PlaceNode? Find(PlaceId id) => nodes.GetValueOrDefault(id);

    public ImmutableArray<PlaceNode> ChildrenOf(PlaceId id) => children.GetValueOrDefault(id, []);

    public IEnumerable<PlaceNode> OfKind(PlaceKind kind) => All.Where(p => p.Kind == kind);

    /// <summary>The place itself, its parent, and so on to the top.</summary>
    public IEnumerable<PlaceNode> PathUp(PlaceId id)
    {
        for (var node = Find(id); node is not null; node = node.Parent is { } parent ? Find(parent) : null)
            yield return node;
    }

    /// <summary>The place and all that is under it.</summary>
    public IEnumerable<PlaceNode> Subtree(PlaceId id)
    {
        if (Find(id) is not { } top) yield break;
        var waiting = new Stack<PlaceNode>([top]);
        while (waiting.TryPop(out var node))
        {
            yield return node;
            foreach (var child in ChildrenOf(node.Id)) waiting.Push(child);
        }
    }

    /// <summary>合并: the topmost of its own kind above it, which is what it is now; itself where it was not merged, or is not there.</summary>
    public PlaceId SurvivorOf(PlaceId id)
    {
        var survivor = id;
        for (var node = Find(id); node?.Parent is { } parent && Find(parent) is { } above && above.Kind == node.Kind; node = above) survivor = above.Id;
        return survivor;
    }

    public bool IsMerged(PlaceId id) => SurvivorOf(id) != id;

    /// <summary>What a question about a place and all under it is about; null for null: everywhere.</summary>
    public ImmutableArray<PlaceId>? Under(PlaceId? place) => place is { } top ? [.. Subtree(top).Select(node => node.Id)] : null;

    /// <summary>Whether <paramref name="id"/> is one of <paramref name="places"/> or stands under one.</summary>
    public bool IsWithin(PlaceId id, ImmutableArray<PlaceId> places) => PathUp(id).Any(node => places.Contains(node.Id));
}
