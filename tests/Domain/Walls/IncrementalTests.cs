using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Walls;
using CsCheck;

namespace Circle.Domain.Tests.Walls;

/// <summary>Only what moved is judged again, and the picture is as if all had been.</summary>
public sealed class IncrementalTests
{
    private static readonly Gen<(int Kind, int A, int B, int C)[]> Steps = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99]).Array[1, 40];

    [Fact]
    public void A_picture_kept_up_to_date_is_the_same_as_a_fresh_one()
        => Steps.Sample(steps =>
        {
            var scene = new Scene(Scene.Mediation, Scene.Culture);
            var day = Sample.Day("09-26");
            foreach (var step in steps)
            {
                day = Do(scene, day, step);
                if (step.C % 3 == 0) continue;
                var kept = scene.On(day);
                Assert.Equal(Json(scene.Fresh(day)), Json(kept));
            }
        });

    [Fact]
    public void Totals_are_the_sums_of_their_lines_after_whatever_happened()
        => Steps.Sample(steps =>
        {
            var scene = new Scene(Scene.Mediation, Scene.Culture);
            var day = Sample.Day("09-26");
            foreach (var step in steps) day = Do(scene, day, step);

            var cells = scene.On(day);

            var headline = (HeadlineCell)cells["headline"];
            var lines = cells.Values.OfType<LineCell>().ToList();
            Assert.Equal((lines.Sum(l => l.Owed), lines.Sum(l => l.Waiting)), (headline.Owed, headline.Waiting));
            Assert.Equal(Scene.Lines.Length, Count(headline.Lines));
            Assert.All(lines, l => Assert.True(l.Owed >= 0 && l.Owed <= l.Due && l.Met == l.Due - l.Owed));

            if (headline.Next is { } next)
            {
                Assert.True(next is { Missing: > 0, Days: >= 0 } && next.Due == day.AddDays(next.Days) && next.Late == (next.Forecast > next.Due));
                Assert.All(((UpcomingCell)cells["upcoming"]).Dates.Where(u => u.Due == next.Due), u => Assert.Equal((next.Days, next.Missing), (u.Days, u.Missing)));
                Assert.All(((UpcomingCell)cells["upcoming"]).Dates.Where(u => u.Due < next.Due), u => Assert.Equal(0, u.Missing));
            }

            // With what the district's office answers for itself.
            Assert.Equal(headline.Owed, cells.Values.OfType<PlaceCell>().Sum(p => p.Owed));
            Assert.Equal(headline.Owed, cells.Values.OfType<RingCell>().Sum(r => r.Owed));
            Assert.All(cells.Values.OfType<PlaceCell>(), p => Assert.Equal(p.Owed, p.Week[^1]));
            Assert.Equal(headline.OwedYesterday, cells.Values.OfType<PlaceCell>().Sum(p => p.Week[^2]));
            Assert.All(cells.Values.OfType<PlaceCell>(), p => Assert.Equal(p.Owed, p.Rings.Sum(r => r.Owed)));
            Assert.All(cells.Values.OfType<PlaceCell>(), p => Assert.Equal(Enum.GetValues<Ring>(), p.Rings.Select(r => r.Ring)));
        });

    private static DateOnly Do(Scene scene, DateOnly day, (int Kind, int A, int B, int C) step)
    {
        var (kind, a, b, c) = step;
        var streets = Scene.Tree.ChildrenOf(Sample.District);
        var line = Scene.Lines[a % Scene.Lines.Length];
        switch (kind)
        {
            case < 60:
                scene.Place(streets[b % streets.Length].Id, Tally.Of([.. Reached(line, day.AddDays((c % 20) - 15), c % 4)]));
                break;
            case < 75:
                scene.PlaceOwn(Tally.Of([.. Reached(line, day, b % 4)]));
                break;
            case < 90:
                return day.AddDays(1 + (a % 9));
            case < 96:
                ImmutableArray<Line> confirmed = [.. Scene.Lines.Where((_, i) => (b >> i) % 2 == 0)];
                scene.Adopt(Scene.PlanOf([.. confirmed.SelectMany(l => Targets.WriteOut(l, Scene.Tree))], confirmed));
                break;
            default:
                scene.Places = new PlaceTree(Scene.Tree.All.Select(p => p.Id == streets[a % streets.Length].Id ? p with { Name = $"街{b}" } : p));
                break;
        }

        return day;
    }

    private static IEnumerable<KeyValuePair<TallyKey, long>> Reached(Line line, DateOnly on, int far)
    {
        Stage[] stages = [Stage.Delivered, Stage.Completed, Stage.Accepted];
        return stages.Take(far).Select(stage => Sample.Reached(line, stage, on)).Append(Sample.Heard(line, on));
    }

    private static int Count(LineCounts c) => c.Missed + c.Behind + c.AtRisk + c.OnTrack + c.NoData + c.Unconfirmed + c.NothingDue;

    private static string Json(IReadOnlyDictionary<string, WallCell> cells) => string.Join('\n', cells.Select(c => $"{c.Key} {c.Value.ToJson()}"));
}
