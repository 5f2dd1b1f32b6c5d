using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Alerts;
using Circle.Domain.Coordinations;
using Circle.Domain.Places;

namespace Circle.Domain.Rehearsal;

/// <summary>需协调事项: a street that promised in vain for want of rooms or money asks the lead unit.</summary>
internal sealed class MatterDesk(Setting setting)
{
    private static readonly ImmutableArray<string> Answers =
    [
        "已与产权单位对接，本周内书面答复用房安排。",
        "补贴资金本月拨付，请街道先行开工。",
        "已列入区长效办周调度，由我单位牵头会商。",
    ];

    public IEnumerable<FieldDeed> Deeds(DateTimeOffset hour, Desks desks) => Raise(hour, desks).Concat(desks.Matters.Where(m => m.End is null).Select(m => Next(hour, m)).OfType<FieldDeed>());

    private IEnumerable<FieldDeed> Raise(DateTimeOffset hour, Desks desks)
    {
        var known = desks.Matters.Select(m => m.Matter.Id).ToHashSet();
        foreach (var alert in desks.Alerts.Where(a => a is { Lapses: > 0, SettlesAt: null, Promise.Reason: SlipReason.Rooms or SlipReason.Money }))
        {
            var id = CoordinationId.Of(string.Create(CultureInfo.InvariantCulture, $"rehearsal-{alert.Id}-{alert.Episode}"));
            if (known.Contains(id) || alert.Key.Line is not { } line || setting.StreetOf(alert.Key.Unit) is not { } street) continue;
            if (DeskWork.At(setting, hour, $"raise {id}")?.Chance(25) != true) continue;
            var wanted = alert.Promise!.Reason == SlipReason.Rooms ? "用房" : "资金";
            yield return new FieldDeed.OfMatter(hour, Cast.Street(street), id, new CoordinationCommand.Raise(
                id, street, line, $"{NameOf(alert.Key.Unit)}“{alert.Facts.Label}”因{wanted}未落实，承诺到期未完成，请牵头单位协调解决。"));
        }
    }

    private FieldDeed.OfMatter? Next(DateTimeOffset hour, CoordinationView matter)
    {
        var id = matter.Matter.Id;
        if (DeskWork.At(setting, hour, id.Value) is not { } dice) return null;
        var (lead, street) = (Cast.Lead(matter.Matter.Lead), Cast.Street(matter.Matter.Street));
        return matter.Stage switch
        {
            CoordinationStage.Raised when dice.Chance(45) => new(hour, lead, id, new CoordinationCommand.Take()),
            CoordinationStage.Taken or CoordinationStage.Returned when dice.Chance(25) => new(hour, lead, id, new CoordinationCommand.Answer(dice.Pick(Answers))),
            CoordinationStage.Answered when dice.Chance(50) => new(hour, street, id, matter.Return is null && setting.Seed.For("matter", id.Value).Chance(25)
                ? new CoordinationCommand.Return("答复未明确完成时间，请再答复。")
                : new CoordinationCommand.Settle(null)),
            _ => null,
        };
    }

    private string NameOf(PlaceId place) => setting.Places.Find(place)?.Name ?? place.Value;
}
