using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Tickets;

/// <summary>Whatever people do to a ticket, in whatever order; what is not allowed is refused and changes nothing.</summary>
internal static class Deeds
{
    private static readonly ImmutableArray<string> Categories = ["charges", "unattended", "information", "other"];

    private static readonly ImmutableArray<AnsweringUnit> Units = [Hotline.Community, Hotline.Street, Hotline.OtherStreet, Hotline.Parks, Hotline.Clinics];

    public static readonly ImmutableArray<string> Abouts = ["place:s1c1", "place:s1", "place:district", "facility:park", "facility:clinic", "point:shop"];

    public static readonly Gen<TicketCommand.Receive> Call = Gen.Select(
        Gen.Enum<TicketKind>(), One([.. Abouts]), One([.. Categories]), Gen.Enum<Urgency>(), Gen.Int[0, 4],
        (kind, about, category, urgency, caller) => Hotline.Call("t", kind, about, category, urgency, caller == 0 ? null : "caller"));

    public static readonly Gen<Action<Hotline, string>> Step = Gen.OneOf(
        Does(Hotline.Wang, [.. Units.Select(Hotline.To)]), Does(Hotline.Clerk, new TicketCommand.Sign()), Does(Hotline.Clerk, new TicketCommand.Contact()),
        Does(Hotline.Clerk, Hotline.Answer(), Hotline.Answer(TicketFinding.Unfounded)));

    /// <summary>What comes next of itself, so that lives are long; by whichever unit, and with whatever answer.</summary>
    public static readonly Gen<Action<Hotline, string>> Forward = Gen.Select(One([.. Units]), One(TicketFinding.Substantiated, TicketFinding.Unfounded), Gen.Int[0, 3], Gen.Enum<Satisfaction>()).Select(
        (unit, finding, luck, how) => (Action<Hotline, string>)((hotline, id) => hotline.Code(id, hotline[id].Stage is TicketStage.Received or TicketStage.Answered ? Hotline.Wang : Hotline.Clerk, hotline[id].Stage switch
        {
            TicketStage.Received => Hotline.To(unit),
            TicketStage.Dispatched => new TicketCommand.Sign(),
            TicketStage.SignedFor when hotline[id].NeedsContact => new TicketCommand.Contact(),
            TicketStage.Answered => luck == 0 ? Hotline.NotReached : Hotline.Said(luck == 1, how),
            TicketStage.Suspended => new TicketCommand.GoOn(),
            _ => Hotline.Answer(finding),
        })));

    public static readonly Gen<Action<Hotline, string>> Request = Gen.OneOf(
        Asks(_ => Hotline.Ask(TicketAsk.Return)),
        Gen.Int[1, 6].SelectMany(days => Asks(_ => Hotline.Ask(TicketAsk.Extend, days))),
        Gen.Int[0, 31].SelectMany(days => Asks(hotline => new TicketCommand.AskFor(TicketAsk.Suspend, Hotline.Words, 0, District.DateOf(hotline.Now).AddDays(days)))),
        Does(Hotline.Clerk, new TicketCommand.GoOn()));

    public static readonly Gen<Action<Hotline, string>> Reclassify = Gen.Select(One([.. Categories]), Gen.Enum<Urgency>(), (category, urgency) => new TicketCommand.Reclassify(TicketCategoryId.Of(category), urgency))
        .Select(command => (Action<Hotline, string>)((hotline, id) => hotline.Code(id, Hotline.Wang, command)));

    public static readonly Gen<Action<Hotline, string>> CallBack = Does(
        Hotline.Wang, Hotline.NotReached, Hotline.Said(false), Hotline.Said(false, Satisfaction.Dissatisfied), Hotline.Said(true), Hotline.Said(true, Satisfaction.Fair));

    public static readonly Gen<Action<Hotline, string>> Aside = Gen.OneOf(
        Does(Hotline.Li, new TicketCommand.Take(), new TicketCommand.LetGo()), Does(Hotline.Wang, new TicketCommand.Urge(), new TicketCommand.Take()), Does(Hotline.Chief, new TicketCommand.Supervise(Hotline.Words)));

    public static readonly Gen<Action<Hotline, string>> Move = One([.. Abouts]).Select(about => (Action<Hotline, string>)((hotline, id) => hotline.Code(id, Hotline.Wang, new TicketCommand.Move(new StreamId(about)))));

    public static readonly Gen<Action<Hotline, string>> End = Gen.OneOf(
        Does(Hotline.Chief, new TicketCommand.Close(TicketEnd.Unreasonable, Hotline.Words), new TicketCommand.Close(TicketEnd.Withdrawn, Hotline.Words)), Does(Hotline.Wang, new TicketCommand.AnswerAtOnce(Hotline.Words)));

    /// <summary>Quarters of an hour, most of them few: from a moment to five days.</summary>
    public static readonly Gen<TimeSpan> Pause = Gen.Frequency((6, Gen.Int[0, 20]), (2, Gen.Int[20, 480])).Select(quarters => TimeSpan.FromMinutes(15 * quarters));

    public static Gen<T> One<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static Gen<Action<Hotline, string>> Does(Actor by, params TicketCommand[] commands)
        => One(commands).Select(command => (Action<Hotline, string>)((hotline, id) => hotline.Code(id, by, command)));

    /// <summary>Asked for, and mostly granted.</summary>
    private static Gen<Action<Hotline, string>> Asks(Func<Hotline, TicketCommand.AskFor> ask) => Gen.Int[0, 5].Select(luck => (Action<Hotline, string>)((hotline, id) =>
    {
        hotline.Code(id, Hotline.Clerk, ask(hotline));
        if (luck > 0) hotline.Code(id, Hotline.Chief, luck == 1 ? new TicketCommand.Decline(Hotline.Words) : new TicketCommand.Grant());
    }));
}
