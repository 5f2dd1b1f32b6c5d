using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Duties;

/// <summary>One post that was asked on the way up.</summary>
/// <param name="Line">Null: the place as a whole.</param>
/// <param name="Duty">Who answers there; null: nobody does, and the next one is asked.</param>
[GenerateSerializer, Immutable, Alias("AnsweringStep")]
public sealed record AnsweringStep([property: Id(0)] PlaceLink Place, [property: Id(1)] LineId? Line, [property: Id(2)] Duty? Duty);

/// <summary>谁负责: from the line's lead in a place up to the district.</summary>
/// <param name="Path">In the order in which they were asked; the last one answers, or nobody does.</param>
[GenerateSerializer, Immutable, Alias("Answering")]
public sealed record Answering([property: Id(0)] ImmutableArray<AnsweringStep> Path)
{
    /// <summary>
    /// In each place the line's post before the place's own, in each post the stand-in before the lead. At the top the line's post is
    /// the lead unit's and the place's own is the district's.
    /// </summary>
    /// <param name="up">The place itself, its parent, and so on to the top.</param>
    /// <param name="line">Null: the place as a whole.</param>
    public static Answering Of(IEnumerable<(PlaceNode Place, ImmutableArray<Post> Posts)> up, LineId? line)
    {
        var path = ImmutableArray.CreateBuilder<AnsweringStep>();
        foreach (var (place, posts) in up)
        {
            foreach (var asked in line is null ? (LineId?[])[null] : [line, null])
            {
                var post = posts.FirstOrDefault(p => p.Line == asked);
                path.Add(new AnsweringStep(PlaceLink.Of(place), asked, post?.StandIn ?? post?.Lead));
                if (path[^1].Duty is not null) return new(path.ToImmutable());
            }
        }

        return new(path.ToImmutable());
    }
}
