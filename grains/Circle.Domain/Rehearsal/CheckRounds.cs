using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>
/// 电话抽查: once a quarter the programme office has most streets' samples drawn, and inspectors call what was drawn. Which points these are
/// the rehearsal cannot know, since the system draws them; it knows how many there are and calls them by their numbers.
/// </summary>
internal sealed class CheckRounds(Setting setting)
{
    private const int NotDrawn = 2;
    private const int Slow = 3;
    private const int MissedCalls = 9;
    private const int SecondMistake = 30;
    private const int CallsADay = 8;

    /// <summary>Days into a quarter; of the first one shortly before people meet the district.</summary>
    private const int Begins = 35;

    /// <param name="rounds">What is done with the points, which tells how many of a street there are on a day.</param>
    public IEnumerable<FieldDeed> Deeds(ImmutableArray<FieldDeed> rounds)
    {
        if (setting.Plan.Directory is not { Checked: > 0 } rules) yield break;
        var lives = rounds.OfType<FieldDeed.OfPoint>().GroupBy(d => d.Point).Select(Life).ToImmutableArray();
        for (var quarter = Quarter.Of(Season.Meeting); quarter.FirstDay() <= Season.Last; quarter = quarter.Before(-1))
        {
            var day = setting.Calendar.OnOrAfter(quarter.FirstDay().AddDays(Begins));
            var streets = setting.Shuffle(setting.Places.OfKind(PlaceKind.Street), $"check {quarter}");
            for (var i = 0; i < streets.Length - NotDrawn; i++)
            {
                var at = District.At(day, new TimeOnly(15, 10, i));
                var count = Math.Min(rules.Checked, lives.Count(l => l.Street == streets[i].Id && l.From < at && at < l.To));
                if (count == 0) continue;
                foreach (var deed in Check(PointCheckId.Of(streets[i].Id, quarter), streets[i].Id, at, count, isSlow: i < Slow)) yield return deed;
            }
        }
    }

    /// <summary>Of one street: drawn, then called some a day, who is not there once more on the days after.</summary>
    private IEnumerable<FieldDeed> Check(PointCheckId id, PlaceId street, DateTimeOffset at, int count, bool isSlow)
    {
        var dice = setting.Seed.For("check", id.Value);
        yield return new FieldDeed.OfCheck(at, Cast.Office, id, new PointCheckCommand.Draw(id, street));
        var inspector = Cast.Inspector(1 + dice.Below(Cast.Inspectors));
        var mistakes = dice.Between(4, 26);
        var calls = new Queue<(int Number, int Tried)>(Enumerable.Range(1, count).Select(n => (n, 0)));
        for (var day = District.DateOf(at); calls.Count > 0;)
        {
            day = setting.Calendar.OnOrAfter(day.AddDays(1));
            var slot = District.At(day, new TimeOnly(15, dice.Below(30)));
            for (var left = Math.Min(calls.Count, isSlow ? 2 : CallsADay); left > 0; left--)
            {
                var (number, tried) = calls.Dequeue();
                slot = slot.AddSeconds(dice.Between(120, 420));
                var missed = dice.Chance(tried == 0 ? MissedCalls : 60);
                if (missed && tried + 1 < PointCheck.MostAttempts) calls.Enqueue((number, tried + 1));
                yield return new FieldDeed.OfCheck(slot, inspector, id, missed ? new PointCheckCommand.Answer(number, Verdict.Unreachable, [], null) : Found(dice, mistakes, number));
            }
        }
    }

    private static PointCheckCommand.Answer Found(Dice dice, int mistakes, int number)
    {
        if (!dice.Chance(mistakes)) return new(number, Verdict.Right, [], null);
        var first = dice.Pick([CheckedField.Hours, CheckedField.Hours, CheckedField.Phone, CheckedField.Services, CheckedField.State, CheckedField.Address]);
        if (first == CheckedField.State) return new(number, Verdict.Wrong, [first], "已关门，目录未更新");
        ImmutableArray<CheckedField> fields = dice.Chance(SecondMistake) && first != CheckedField.Services ? [first, CheckedField.Services] : [first];
        return new(number, Verdict.Wrong, fields, first == CheckedField.Hours && dice.Chance(50) ? "冬季提前一小时关门" : null);
    }

    /// <summary>From when to when one of them is there to be drawn.</summary>
    private (PlaceId? Street, DateTimeOffset From, DateTimeOffset To) Life(IGrouping<ServicePointId, FieldDeed.OfPoint> point)
    {
        var found = point.First(d => d.Command is ServicePointCommand.Find);
        var end = point.FirstOrDefault(d => d.Command is ServicePointCommand.Close or ServicePointCommand.Disqualify);
        return (setting.StreetOf(((ServicePointCommand.Find)found.Command).Draft.Place), found.At, end?.At ?? DateTimeOffset.MaxValue);
    }
}
