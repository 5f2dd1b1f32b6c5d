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

        internal Refusal? Check(Circumstances at)
        {
            var faults = new FaultList();
            if (at.Places.Find(Community) is not { Kind: PlaceKind.Community }) faults.Add("community", "unknown", "没有这个社区", "no such community");
            if (Neighbours.Length > MaxNeighbours) faults.Add("neighbours", "too-many", $"最多 {MaxNeighbours} 个相邻社区", $"at most {MaxNeighbours} neighbours");
            for (var i = 0; i < Math.Min(Neighbours.Length, MaxNeighbours); i++) CheckNeighbour(faults, i, at.Places);
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
    }

    /// <summary>What the directory has now, as the system finds it.</summary>
    /// <param name="Lacking">See <see cref="Assessment.Lacking"/>.</param>
    [GenerateSerializer, Immutable, Alias("CircleCommand.Assess")]
    public sealed record Assess(
        [property: Id(0)] PlaceId Community, [property: Id(1)] ImmutableArray<KindReach> Kinds, [property: Id(2)] ImmutableArray<PointKindId> Lacking) : CircleCommand;
}
