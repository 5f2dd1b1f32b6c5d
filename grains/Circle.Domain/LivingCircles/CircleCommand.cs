using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Orleans;

namespace Circle.Domain.LivingCircles;

/// <summary>What may be asked of a living circle.</summary>
[GenerateSerializer, Immutable, Alias("CircleCommand")]
public abstract record CircleCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Says where the community lies: whom it borders on, and from where walks are measured.</summary>
    /// <param name="Neighbours">Other communities, each once, at most <see cref="MaxNeighbours"/>. Whom it names is its neighbour both ways.</param>
    /// <param name="Centre">Null: not known.</param>
    [GenerateSerializer, Immutable, Alias("CircleCommand.Draw")]
    public sealed record Draw([property: Id(0)] PlaceId Community, [property: Id(1)] ImmutableArray<PlaceId> Neighbours, [property: Id(2)] Position? Centre) : CircleCommand
    {
        public const int MaxNeighbours = 20;

        /// <summary>
        /// Communities that are no neighbours, though they may have named it; at most <see cref="MaxNeighbours"/>. Null: none. Whom it named
        /// itself and names no more is none without being said here.
        /// </summary>
        [Id(3)]
        public ImmutableArray<PlaceId>? Apart { get; init; }

        internal Refusal? Check(Circumstances at)
        {
            var faults = new FaultList();
            if (at.Places.Find(Community) is not { Kind: PlaceKind.Community }) faults.Add("community", "unknown", "没有这个社区", "no such community");
            if (Neighbours.Length > MaxNeighbours) faults.Add("neighbours", "too-many", $"最多 {MaxNeighbours} 个相邻社区", $"at most {MaxNeighbours} neighbours");
            for (var i = 0; i < Math.Min(Neighbours.Length, MaxNeighbours); i++) CheckNeighbour(faults, i, at.Places);
            var apart = Apart ?? [];
            if (apart.Length > MaxNeighbours) faults.Add("apart", "too-many", $"最多 {MaxNeighbours} 个不再相邻的社区", $"at most {MaxNeighbours} that are no neighbours any more");
            for (var i = 0; i < Math.Min(apart.Length, MaxNeighbours); i++) CheckApart(faults, i, apart[i], at.Places);
            Position.Check(faults, "centre", Centre);
            return faults.Any ? faults.ToRefusal() : null;
        }

        private void CheckNeighbour(FaultList faults, int number, PlaceTree places)
        {
            var field = $"neighbours/{number}";
            if (Neighbours[number] == Community) faults.Add(field, "itself", "社区不与自己相邻", "a community is no neighbour of itself");
            else if (places.Find(Neighbours[number]) is not { Kind: PlaceKind.Community }) faults.Add(field, "unknown", "没有这个社区", "no such community");
            else if (Neighbours.IndexOf(Neighbours[number]) < number) faults.Add(field, "twice", "这个社区已列出", "it is named already");
        }

        private void CheckApart(FaultList faults, int number, PlaceId other, PlaceTree places)
        {
            if (places.Find(other) is not { Kind: PlaceKind.Community }) faults.Add($"apart/{number}", "unknown", "没有这个社区", "no such community");
            else if (Neighbours.Contains(other)) faults.Add($"apart/{number}", "neighbour", "这个社区列在相邻社区里，两处只留一处", "it is among the neighbours: keep it in one of the two");
        }
    }

    /// <summary>What the directory has now, as the system finds it.</summary>
    /// <param name="Lacking">See <see cref="Assessment.Lacking"/>.</param>
    [GenerateSerializer, Immutable, Alias("CircleCommand.Assess")]
    public sealed record Assess(
        [property: Id(0)] PlaceId Community, [property: Id(1)] ImmutableArray<KindReach> Kinds, [property: Id(2)] ImmutableArray<PointKindId> Lacking) : CircleCommand;
}
