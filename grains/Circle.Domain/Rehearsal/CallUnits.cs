using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;

namespace Circle.Domain.Rehearsal;

/// <summary>派往何处: which units the hotline thinks of, in this order.</summary>
internal static class CallUnits
{
    private const int Leads = 22;
    private const int Streets = 45;

    /// <returns>At least one; a 举报 has its lead unit alone.</returns>
    public static ImmutableArray<AnsweringUnit> Of(Setting setting, Call call, Dice dice)
    {
        var target = call.Target;
        var lead = target.Line is { } line && setting.Places.Root is { } district ? new AnsweringUnit(district.Id, line) : null;
        if (call.Matter.Kind == TicketKind.Report && lead is not null) return [lead];
        var street = new AnsweringUnit(setting.StreetOf(target.Place)!.Value, null);
        var community = setting.Places.Find(target.Place)?.Kind == PlaceKind.Community ? new AnsweringUnit(target.Place, null) : null;
        AnsweringUnit?[] all = dice.Below(100) switch
        {
            < Leads when call.Matter.Urgency == Urgency.Ordinary => [lead, street, community],
            < Leads + Streets => [street, lead, community],
            _ => [community, street, lead],
        };
        return [.. all.OfType<AnsweringUnit>()];
    }
}
