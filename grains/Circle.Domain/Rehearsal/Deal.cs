using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <summary>A fate that is dealt rather than left to chance, so that the district looks believable when people meet it.</summary>
/// <param name="Ready">When the stage that is due first is reached.</param>
/// <param name="ReturnedOn">It was in time, and an inspector sent it back on this day.</param>
internal sealed record Deal(DateOnly Ready, DateOnly? ReturnedOn = null);

/// <summary>What is still owed on <see cref="Season.Meeting"/>, and the line that is too slow.</summary>
internal sealed class Deals(Setting setting, ImmutableArray<Work> works)
{
    /// <summary>Streets that owe something at most.</summary>
    private const int MostStreets = 7;

    private readonly HashSet<PlaceId> owing = [];
    private readonly ImmutableDictionary<FacilityId, Deal>.Builder dealt = ImmutableDictionary.CreateBuilder<FacilityId, Deal>();

    public ImmutableDictionary<FacilityId, Deal> All()
    {
        var lines = works.GroupBy(w => w.Line.Id).Select(l => l.ToImmutableArray()).ToList();

        // Widest choice last: a line that is short in few places decides which streets owe, the others join them.
        foreach (var line in lines.Where(l => l.Any(w => w.DueAtMeeting)).OrderBy(l => l.Count(w => w.DueAtMeeting)))
            Shorten(line);
        foreach (var line in lines.Where(l => l[0].Manner.Struggles))
            Struggle([.. line.Where(w => w.FirstDue.Year == Season.Meeting.Year)]);
        return dealt.ToImmutable();
    }

    private void Shorten(ImmutableArray<Work> line)
    {
        var dice = setting.Seed.For("owed", line[0].Line.Id.Value);
        var due = line.Where(w => w.DueAtMeeting).ToList();
        var least = Math.Max(1, (int)Math.Round(due.Count * 0.07));
        var left = dice.Between(least, least + (due.Count > 30 ? 3 : 1));
        var lastDate = due.Max(w => w.FirstDue);
        var candidates = due.Where(w => w.FirstDue == lastDate && w.Pace is not Pace.Silent);
        foreach (var work in setting.Seed.Shuffle(candidates, w => w.Id.Value, "owing").OrderBy(Reluctance))
        {
            if (left == 0) break;
            if (work.Street is not { } street || (!owing.Contains(street) && owing.Count >= MostStreets)) continue;
            owing.Add(street);
            left--;
            dealt[work.Id] = Short(work, setting.Seed.For("short", work.Id.Value));
        }
    }

    private int Reluctance(Work work) => work.Pace == Pace.Late ? 0 : owing.Contains(work.Street!.Value) ? 1 : 2;

    private static Deal Short(Work work, Dice dice)
    {
        var (stage, window) = work.Windows.First();
        return stage == Stage.Completed && window.Days > 20 && dice.Chance(25)
            ? new Deal(window.At(dice.Between(50, 80)), Season.Meeting.AddDays(-dice.Between(1, 6)))
            : new Deal(Season.Meeting.AddDays(dice.Between(2, 26)));
    }

    /// <summary>Three of eight in the last weeks: enough for a forecast, too few for the date.</summary>
    private void Struggle(ImmutableArray<Work> line)
    {
        var dice = setting.Seed.For("struggle", line[0].Line.Id.Value);
        var order = setting.Seed.Shuffle(line, w => w.Id.Value, "struggle");
        for (var i = 0; i < order.Length; i++)
        {
            var ready = i < 3 ? Season.BeforeMeeting.AddDays(-dice.Between(0, 17))
                : i * 10 < order.Length * 7 ? order[i].FirstDue.AddDays(-dice.Between(1, 10))
                : order[i].FirstDue.AddDays(dice.Between(4, 45));
            dealt[order[i].Id] = new Deal(ready);
        }
    }
}
