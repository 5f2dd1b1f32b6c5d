using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Tickets;

/// <summary>No order of pauses, returns, extensions, other priorities and new rounds loses or gains any time.</summary>
public sealed class LedgerPropertyTests
{
    private static readonly Gen<(Action<Hotline, string> Deed, TimeSpan After)[]> Life = Gen.Select(
        Gen.Frequency((6, Deeds.Forward), (4, Deeds.Step), (4, Deeds.Request), (2, Deeds.Reclassify), (3, Deeds.CallBack), (1, Deeds.Aside), (1, Deeds.Move)), Deeds.Pause).Array[1, 50];

    [Fact]
    public void Each_moment_is_exactly_ones_and_each_clock_has_used_what_its_holder_had()
        => Gen.Select(Deeds.Call, Life).Sample((call, life) =>
        {
            var hotline = new Hotline().Receive(call);
            var passed = new PassedTime(hotline, "t");
            foreach (var (deed, after) in life)
            {
                deed(hotline, "t");
                passed.Look();
                passed.Pass(after);
                var ticket = hotline["t"];
                Assert.Equal(hotline.Now - ticket.Received.At, Enum.GetValues<ClockHolder>().Aggregate(TimeSpan.Zero, (sum, holder) => sum + ticket.Ledger.Held(holder, 0, TimeLimit.Real(1), Watched.Calendar, hotline.Now)));
                Assert.Equal(PassedTime.HolderOf(ticket.Stage), ticket.Ledger.Holder);
                foreach (var (holder, limit) in new[] { (ClockHolder.Hotline, ticket.Limits.Dispatch), (ClockHolder.Unit, ticket.Limits.Finish), (ClockHolder.CallBack, ticket.Limits.CallBack) })
                    Assert.Equal(passed.Of(holder, limit), ticket.Ledger.Held(holder, ticket.RoundSince, limit, Watched.Calendar, hotline.Now));
                AssertDues(ticket, passed, hotline.Now);
            }
        });

    /// <summary>Each clock that runs has left what its limit leaves it, and those that are used up are late, as far as any runs at all.</summary>
    private static void AssertDues(TicketView ticket, PassedTime passed, DateTimeOffset now)
    {
        var (dues, limits) = (ticket.Dues, ticket.Limits);
        var isUnits = ticket.Ledger.Holder == ClockHolder.Unit;
        var dispatch = ticket.Dispatch;
        AssertDue(ticket.Stage == TicketStage.Received, dues.Dispatch, limits.Dispatch, passed.Of(ClockHolder.Hotline, limits.Dispatch), now);
        var sign = ticket.Stage == TicketStage.Dispatched ? ticket.Ledger.Due(ClockHolder.Unit, dispatch!.Since, limits.Sign, Watched.Calendar) : null;
        AssertDue(ticket.Stage == TicketStage.Dispatched, sign, limits.Sign, passed.SinceDispatch.In(limits.Sign), now);
        var needsContact = isUnits && ticket.NeedsContact && dispatch is { SignedFor: not null, Contacted: null };
        var contact = needsContact ? ticket.Ledger.Due(ClockHolder.Unit, dispatch!.SignedSince, limits.Contact, Watched.Calendar) : null;
        AssertDue(needsContact, contact, limits.Contact, passed.SinceSigned.In(limits.Contact), now);
        // Neither is owed after the finish.
        Assert.Equal((Min(sign, dues.Finish), Min(contact, dues.Finish)), (dues.Sign, dues.Contact));
        AssertDue(ticket.Stage == TicketStage.Answered, dues.CallBack, limits.CallBack, passed.Of(ClockHolder.CallBack, limits.CallBack), now);
        var own = isUnits ? ticket.Ledger.Due(ClockHolder.Unit, ticket.RoundSince, limits.Finish, Watched.Calendar) : null;
        AssertDue(isUnits, own, limits.Finish, passed.Of(ClockHolder.Unit, limits.Finish), now);
        Assert.Equal(own is { } at ? WorkTime.After(Watched.Calendar, at, TimeSpan.FromDays(ticket.Extended)) : null, dues.Finish);
        if (ticket.Stage != TicketStage.Suspended) Assert.Equal(Enum.GetValues<TicketClock>().Where(c => dues.Of(c) <= now), ticket.Late.Order());
    }

    private static DateTimeOffset? Min(DateTimeOffset? due, DateTimeOffset? finish) => due is { } at && finish is { } end && end < at ? end : due;

    private static void AssertDue(bool runs, DateTimeOffset? due, TimeLimit limit, TimeSpan used, DateTimeOffset now)
    {
        Assert.Equal(runs, due is not null);
        if (due is not { } at) return;
        if (used >= limit.Span) Assert.True(at <= now, $"{limit} is used up, and due at {at}");
        else Assert.Equal(limit.Span - used, limit.Between(Watched.Calendar, now, at));
    }

    [Fact]
    public void A_pause_moves_what_is_due_by_exactly_the_time_that_passed_in_its_own_kind()
        => Gen.Select(Deeds.Call, Deeds.Pause, Deeds.Pause, Gen.Int[0, 20], Gen.Bool).Sample((call, before, pause, days, contacts) =>
        {
            var urgency = call.Intake.Urgency == Urgency.LifeSafety ? Urgency.Urgent : call.Intake.Urgency;
            var hotline = new Hotline().Receive(call with { Intake = call.Intake with { Kind = TicketKind.Help, Urgency = urgency } }, Hotline.Street).Then("t", Hotline.Clerk, new TicketCommand.Sign());
            if (contacts && hotline["t"].NeedsContact) hotline.Then("t", Hotline.Clerk, new TicketCommand.Contact());
            hotline.Until(hotline.Now + before);
            var (from, was) = (hotline.Now, hotline["t"].Dues);
            hotline.Then("t", Hotline.Clerk, new TicketCommand.AskFor(TicketAsk.Suspend, Hotline.Words, 0, District.DateOf(from).AddDays(days))).Then("t", Hotline.Chief, new TicketCommand.Grant());
            Assert.Null(hotline["t"].Dues.Next);
            hotline.Until(hotline.Now + pause);
            if (hotline["t"].Stage == TicketStage.Suspended) hotline.Then("t", Hotline.Clerk, new TicketCommand.GoOn());
            var (to, now, limits) = (hotline["t"].Ledger.Intervals[^1].From, hotline["t"].Dues, hotline["t"].Limits);
            // What is owed with the finish moves with it.
            if (!(was.Contact >= was.Finish || now.Contact >= now.Finish)) AssertMoved(limits.Contact, was.Contact, now.Contact, from, to);
            AssertMoved(limits.Finish, was.Finish, now.Finish, from, to);
        });

    private static void AssertMoved(TimeLimit limit, DateTimeOffset? was, DateTimeOffset? now, DateTimeOffset from, DateTimeOffset to)
    {
        Assert.Equal(was is null, now is null);
        if (was is not { } before || now is not { } after) return;
        // What was used up by then stays used up since then, also at its very beginning.
        if (before <= from) Assert.Equal(before, after);
        else Assert.Equal(limit.Between(Watched.Calendar, from, to), limit.Between(Watched.Calendar, before, after));
    }

    [Fact]
    public void An_extension_moves_the_finish_by_its_working_days()
        => Gen.Select(Deeds.Call, Deeds.Pause, Gen.Int[1, 15]).Sample((call, before, days) =>
        {
            var hotline = new Hotline().Receive(call with { Intake = call.Intake with { Kind = TicketKind.Help } }, Hotline.Street);
            hotline.Until(hotline.Now + before);
            var was = hotline["t"].Dues;
            if (days > HotlineRules.Usual.MostExtensionOf(call.Intake.Urgency) || was.Finish <= hotline.Now)
            {
                Assert.NotEqual("", hotline.Code("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, days)));
                Assert.Equal(was.Finish, hotline["t"].Dues.Finish);
                return;
            }

            hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, days)).Then("t", Hotline.Chief, new TicketCommand.Grant());
            Assert.Equal(TimeSpan.FromDays(days), WorkTime.Between(Watched.Calendar, was.Finish!.Value, hotline["t"].Dues.Finish!.Value));
            var own = hotline["t"].Ledger.Due(ClockHolder.Unit, hotline["t"].Dispatch!.Since, hotline["t"].Limits.Sign, Watched.Calendar);
            Assert.Equal(Min(own, was.Finish), was.Sign);
            Assert.Equal(Min(own, hotline["t"].Dues.Finish), hotline["t"].Dues.Sign);
        });

    /// <summary>
    /// After each step of any life: to another urgency and back, at once and after a while, beside one of which nobody changed anything. As long as both lives are the
    /// same: by another urgency more or less is granted.
    /// </summary>
    [Fact]
    public void Another_urgency_and_back_leaves_all_that_is_due_as_it_was()
        => Gen.Select(Deeds.Call, Life, Gen.Enum<Urgency>(), Gen.Int[0, 50], Gen.Int[0, 10]).Sample((call, life, other, at, length) =>
        {
            var (one, twin) = (new Hotline().Receive(call), new Hotline().Receive(call));
            var kept = new TicketCommand.Reclassify(call.Intake.Category, call.Intake.Urgency);
            for (var i = 0; i < life.Length; i++)
            {
                if (i == at) one.Code("t", Hotline.Wang, kept with { Urgency = other });
                if (i == at + length) one.Code("t", Hotline.Wang, kept);
                if (one["t"].Urgency == call.Intake.Urgency && one["t"].Category == call.Intake.Category && Granted(one).SequenceEqual(Granted(twin)) && twin["t"].Urgency == call.Intake.Urgency && twin["t"].Category == call.Intake.Category)
                    Assert.Equal(twin["t"].Dues, one["t"].Dues);
                var (dues, late) = (one["t"].Dues, one["t"].Late);
                var now = new TicketCommand.Reclassify(one["t"].Category, one["t"].Urgency);
                if (one.Code("t", Hotline.Chief, now with { Urgency = other }) == "")
                {
                    one.Then("t", Hotline.Chief, now);
                    Assert.Equal(dues, one["t"].Dues);
                    Assert.Equal(late.Order(), one["t"].Late.Order());
                }

                life[i].Deed(one, "t");
                life[i].Deed(twin, "t");
                foreach (var hotline in new[] { one, twin }) hotline.Until(hotline.Now + life[i].After);
            }
        });

    /// <summary>What was done with it and when; not its corrections, nor what a clock alone started.</summary>
    private static IEnumerable<(Type, DateTimeOffset)> Granted(Hotline hotline)
        => hotline.Events("t").Where(e => e.Event is not (TicketEvent.Reclassified or TicketEvent.RanOut or TicketEvent.Reacted)).Select(e => (e.Event.GetType(), e.RecordedAt));
}
