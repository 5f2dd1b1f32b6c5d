using System.Collections.Immutable;
using Circle.Contracts.Duties;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Accounts;

namespace Circle.Web.Duties;

/// <param name="Name">As colleagues know them; null: the account has no person any more.</param>
internal sealed record HolderView(AccountId Account, string? Name);

/// <param name="Line">Null: the place as a whole.</param>
internal sealed record DutyView(int Number, LineId? Line, DutyKind Kind, HolderView Holder, DateOnly From, DateOnly? Until);

/// <param name="Lead">Null: 未录责任人.</param>
internal sealed record PostView(LineId? Line, DutyView? Lead, DutyView? StandIn, DateOnly? NextChange, IReadOnlyList<DutyView> Upcoming);

internal sealed record HandOverView(int Number, HolderView From, HolderView To, DateOnly On, string? Note, IReadOnlyList<DutyView> Duties);

internal sealed record PlaceRosterView(PlaceLink Place, PlaceId? Parent, IReadOnlyList<PostView> Posts, IReadOnlyList<HandOverView> Open, ImmutableArray<LineId> LeftOut);

/// <param name="MayAppoint">Whether the caller may name people in the place asked about; for a page's own buttons, nothing rests on it.</param>
internal sealed record RostersView(DateOnly Today, DateOnly Day, IReadOnlyList<PlaceRosterView> Rosters, bool Truncated, bool MayAppoint);

/// <param name="Duty">Null: nobody there, and the next one was asked.</param>
internal sealed record AnsweringStepView(PlaceLink Place, LineId? Line, DutyView? Duty);

/// <param name="Duty">Who answers; null: 未录责任人, up to the district.</param>
/// <param name="Path">Whom it was asked of, the last one answers.</param>
internal sealed record AnsweringView(DutyView? Duty, IReadOnlyList<AnsweringStepView> Path);

internal sealed record OwnDutyView(PlaceLink Place, DutyView Duty);

internal sealed record OwnHandOverView(PlaceLink Place, HandOverView HandOver);

internal sealed record OwnDutiesView(DateOnly Today, IReadOnlyList<OwnDutyView> Items, IReadOnlyList<OwnHandOverView> Waiting);

/// <summary>Puts names beside the account ids that rosters hold.</summary>
internal sealed class DutyNames(PersonNames names)
{
    public async Task<RostersView> OfAsync(DutyRosters rosters, bool mayAppoint)
    {
        var known = await KnownAsync(rosters.Rosters.SelectMany(r => Accounts(r.Roster)));
        return new(rosters.Today, rosters.Day, [.. rosters.Rosters.Select(r => new PlaceRosterView(
            r.Place,
            r.Parent,
            [.. r.Roster.Posts.Select(p => new PostView(p.Line, known.View(p.Lead), known.View(p.StandIn), p.NextChange, [.. p.Upcoming.Select(d => known.Of(d))]))],
            [.. r.Roster.Open.Select(known.View)],
            r.LeftOut))], rosters.Truncated, mayAppoint);
    }

    public async Task<AnsweringView> OfAsync(Answering answering)
    {
        var known = await KnownAsync(answering.Path.Select(s => s.Duty).OfType<Duty>().Select(d => d.Holder));
        return new(
            known.View(answering.Path.LastOrDefault()?.Duty),
            [.. answering.Path.Select(s => new AnsweringStepView(s.Place, s.Line, known.View(s.Duty)))]);
    }

    public async Task<OwnDutiesView> OfAsync(OwnDuties own)
    {
        var known = await KnownAsync([.. own.Items.Select(i => i.Duty.Holder), .. own.Waiting.SelectMany(w => Accounts(w.HandOver))]);
        return new(
            own.Today,
            [.. own.Items.Select(i => new OwnDutyView(i.Place, known.Of(i.Duty)))],
            [.. own.Waiting.Select(w => new OwnHandOverView(w.Place, known.View(w.HandOver)))]);
    }

    private static IEnumerable<AccountId> Accounts(DutyRosterView roster)
        => roster.Posts.SelectMany(p => (Duty?[])[p.Lead, p.StandIn, .. p.Upcoming]).OfType<Duty>().Select(d => d.Holder).Concat(roster.Open.SelectMany(Accounts));

    private static IEnumerable<AccountId> Accounts(HandOver handOver) => handOver.Duties.Select(d => d.Holder).Append(handOver.To);

    private async Task<Known> KnownAsync(IEnumerable<AccountId> accounts)
    {
        var all = new Dictionary<AccountId, string>();
        foreach (var some in accounts.Distinct().Chunk(PersonNames.MaxAsked))
        {
            foreach (var (account, name) in await names.OfAsync(some)) all[account] = name;
        }

        return new(all);
    }

    private sealed record Known(Dictionary<AccountId, string> Names)
    {
        public DutyView Of(Duty duty) => new(duty.Number, duty.Line, duty.Kind, Holder(duty.Holder), duty.From, duty.Until);

        public DutyView? View(Duty? duty) => duty is null ? null : Of(duty);

        public HandOverView View(HandOver open)
            => new(open.Number, Holder(open.Duties[0].Holder), Holder(open.To), open.On, open.Note, [.. open.Duties.Select(Of)]);

        private HolderView Holder(AccountId account) => new(account, Names.GetValueOrDefault(account));
    }
}
