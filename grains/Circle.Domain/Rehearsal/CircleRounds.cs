using System.Collections.Immutable;
using Circle.Domain.LivingCircles;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>Streets draw where their communities lie, on a morning of the first two weeks.</summary>
internal sealed class CircleRounds(Setting setting)
{
    private const int Days = 14;

    public IEnumerable<FieldDeed> Deeds(ImmutableArray<CircleCommand.Draw> circles)
        => from circle in circles
           let street = setting.StreetOf(circle.Community)
           where street is not null
           let dice = setting.Seed.For("circle", circle.Community.Value)
           let day = setting.Calendar.OnOrAfter(Season.First.AddDays(dice.Below(Days)))
           select new FieldDeed.OfCircle(District.At(day, new TimeOnly(9, dice.Below(60), dice.Below(60))), Cast.Street(street.Value), circle);
}
