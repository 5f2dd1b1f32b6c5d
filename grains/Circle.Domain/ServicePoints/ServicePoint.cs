using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.PointChecks;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>How far a shop has come on the way of §三(二)1; none is skipped. A public facility stays <see cref="Found"/>.</summary>
public enum Registration
{
    /// <summary>摸底: found by the street.</summary>
    Found,

    /// <summary>上报: before the bureau.</summary>
    Filed,

    /// <summary>备案: registered by the bureau 区商务局.</summary>
    Registered,

    /// <summary>签订服务协议</summary>
    Agreed,

    /// <summary>悬挂标牌</summary>
    SignHung,

    /// <summary>纳入日常监督和管理</summary>
    Supervised,
}

/// <summary>What the public sees of a point's state.</summary>
public enum PointState
{
    /// <summary>正常营业</summary>
    Open,

    /// <summary>暂停营业</summary>
    Paused,

    /// <summary>已关闭</summary>
    Closed,

    /// <summary>取消资格: open perhaps, but none of the programme's any more.</summary>
    Disqualified,
}

/// <param name="Facility">The facility that owns it; null: a shop.</param>
/// <param name="Source">The list or file that names it, or empty.</param>
[GenerateSerializer, Immutable, Alias("PointDraft")]
public sealed record PointDraft(
    [property: Id(0)] ServicePointId Id,
    [property: Id(1)] PointKindId Kind,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] PointListing Listing,
    [property: Id(4)] FacilityId? Facility,
    [property: Id(5)] string Source);

/// <summary>What a file is compared with: listing and place as a file had them, or as they stood at a version.</summary>
[GenerateSerializer, Immutable, Alias("PointBasis")]
public sealed record PointBasis([property: Id(0)] PointListing Listing, [property: Id(1)] PlaceId Place);

/// <summary>What happened to a service point.</summary>
public abstract record ServicePointEvent
{
    /// <param name="Line">The line of its kind, whose lead unit registers it.</param>
    /// <param name="IsRegistered">Whether its kind is one that is registered.</param>
    [EventType("point.found")]
    public sealed record Found(PointDraft Draft, LineId Line, bool IsRegistered) : ServicePointEvent;

    [EventType("point.filed")]
    public sealed record Filed(DateOnly On) : ServicePointEvent;

    /// <summary>退回: the bureau sends it back to the street.</summary>
    [EventType("point.returned")]
    public sealed record Returned(string Reason) : ServicePointEvent;

    [EventType("point.registered")]
    public sealed record Registered(string Number, DateOnly On) : ServicePointEvent;

    [EventType("point.agreed")]
    public sealed record Agreed(string Number, DateOnly On, DateOnly? Until) : ServicePointEvent;

    /// <summary>协议到期: since <paramref name="On"/> it is under none.</summary>
    [EventType("point.agreement-ended")]
    public sealed record AgreementEnded(DateOnly On) : ServicePointEvent;

    /// <summary>续签</summary>
    [EventType("point.agreement-renewed")]
    public sealed record AgreementRenewed(string Number, DateOnly On, DateOnly? Until) : ServicePointEvent;

    [EventType("point.sign-hung")]
    public sealed record SignHung(string Number, DateOnly On) : ServicePointEvent;

    [EventType("point.supervised")]
    public sealed record Supervised(DateOnly On) : ServicePointEvent;

    /// <param name="Complaint">The substantiated complaint 查实投诉 that it follows from.</param>
    [EventType("point.disqualified")]
    public sealed record Disqualified(string Complaint, string Reason, DateOnly On) : ServicePointEvent;

    /// <summary>启动取消资格核查, which the bureau ends by a disqualification or by keeping it.</summary>
    [EventType("point.review-opened")]
    public sealed record ReviewOpened(string Complaint, TicketId Ticket) : ServicePointEvent;

    [EventType("point.review-ended")]
    public sealed record ReviewEnded(string Reason) : ServicePointEvent;

    [EventType("point.sign-taken-down")]
    public sealed record SignTakenDown(DateOnly On) : ServicePointEvent;

    [EventType("point.corrected")]
    public sealed record Corrected(PointListing Listing) : ServicePointEvent;

    /// <param name="Listing">As it stands from now on.</param>
    /// <param name="File">What the file said, where a person kept something else; null: the same. The next file is compared with it.</param>
    [EventType("point.imported")]
    public sealed record Imported(PointListing Listing, PointBasis? File) : ServicePointEvent;

    [EventType("point.recorded")]
    public sealed record Noted(PointRecord Record) : ServicePointEvent;

    [EventType("point.moved")]
    public sealed record Moved(PlaceId To, string Reason) : ServicePointEvent;

    [EventType("point.paused")]
    public sealed record Paused(string Reason, DateOnly? Until) : ServicePointEvent;

    [EventType("point.resumed")]
    public sealed record Resumed : ServicePointEvent;

    [EventType("point.closed")]
    public sealed record Closed(string Reason, DateOnly On) : ServicePointEvent;

    [EventType("point.verified")]
    public sealed record Verified(FieldGroup Group, VerifiedBy By, DateOnly On) : ServicePointEvent;

    /// <summary>不符: whoever would verify found it wrong. A later one takes the place of the one before.</summary>
    [EventType("point.mismatched")]
    public sealed record Mismatched(ImmutableArray<CheckedField> Fields, VerifiedBy By, DateOnly On, string? Note) : ServicePointEvent;

    [EventType("point.photo-shown")]
    public sealed record PhotoShown(Photo Photo) : ServicePointEvent;

    [EventType("point.photo-removed")]
    public sealed record PhotoRemoved : ServicePointEvent;
}

/// <summary>A step of the way, and since when it stands.</summary>
/// <param name="Number">Of the registration, agreement or sign; null where the step has none.</param>
[GenerateSerializer, Immutable, Alias("RegistrationStep")]
public sealed record RegistrationStep(
    [property: Id(0)] Registration Step, [property: Id(1)] DateOnly On, [property: Id(2)] string? Number, [property: Id(3)] DateOnly? Until);

/// <summary>服务点 at one moment.</summary>
/// <param name="Line">Under which it was entered; whose it is now says <see cref="ServicePoint.Under"/>.</param>
/// <param name="IsRegistered">Whether its kind is one that the bureau registers.</param>
/// <param name="Steps">In their order; the last is where it stands.</param>
/// <param name="StateSince">Business day since which <paramref name="State"/> holds.</param>
/// <param name="Returned">Why the bureau sent it back; null: it has not, or it was filed anew.</param>
/// <param name="SignDown">Since when the sign of a disqualified one is down.</param>
/// <param name="PausedAt">Version of the last pause: tells two of one day apart.</param>
public sealed record ServicePointState(
    PointDraft? Draft,
    LineId? Line,
    bool IsRegistered,
    PointRecord Record,
    ImmutableArray<RegistrationStep> Steps,
    PointState State,
    DateOnly? StateSince,
    string? StateReason,
    DateOnly? Until,
    string? Returned,
    DateOnly? SignDown,
    ImmutableArray<Verification> Verified,
    bool CorrectedByHand,
    long PausedAt = 0,
    Deed? Last = null)
{
    /// <summary>Version of the last event that changed listing or place; 0 before the first.</summary>
    public long ListedAt { get; init; }

    /// <summary>Version of the last event that changed the office's record; 0 before the first.</summary>
    public long NotedAt { get; init; }

    /// <summary>Since when its agreement is over and not renewed; null: it is not.</summary>
    public DateOnly? AgreementEnded { get; init; }

    /// <summary>What the last file said; null: no file ever did.</summary>
    public PointBasis? Imported { get; init; }

    /// <summary>Null: none is shown.</summary>
    public Photo? Photo { get; init; }

    /// <summary>Business day since which it is shown.</summary>
    public DateOnly? PhotoSince { get; init; }

    /// <summary>Business day on which it was entered.</summary>
    public DateOnly? FoundOn { get; init; }

    /// <summary>取消资格核查 that is open, the oldest complaint first; at most <see cref="ServicePoint.MostReviews"/>.</summary>
    public ImmutableArray<PointReview> Reviews { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Corrections since a group was verified: it counts as never verified then, whoever had verified it before.</summary>
    public ImmutableArray<Correction> Corrected { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Null: nobody has found anything wrong, or it was corrected or verified since.</summary>
    public PointMismatch? Mismatch { get; init; }

    public Registration Registration => Steps.IsEmpty ? Registration.Found : Steps[^1].Step;

    /// <summary>What it counts as: under an agreement that is over it is registered and no more.</summary>
    public Registration Standing => AgreementEnded is null ? Registration : Registration.Registered;

    public RegistrationStep? Agreement => Steps.FirstOrDefault(s => s.Step == Registration.Agreed);

    /// <summary>Whatever was corrected since; null: never.</summary>
    public DateOnly? VerifiedOn(FieldGroup group)
    {
        foreach (var verification in Verified)
            if (verification.Group == group) return verification.On;
        return null;
    }
}

/// <summary>服务点: events, decisions and fold of one entry of the public directory.</summary>
public sealed class ServicePoint : IAggregate<ServicePointState, ServicePointCommand, ServicePointEvent>
{
    public const int MaxReason = 1_000;
    public const int MaxNumber = 50;

    /// <summary>Substantiated complaints under review at once; one more is heard of where its ticket is read.</summary>
    public const int MostReviews = 20;

    public static string Kind => "point";

    public static int FoldVersion => 5;

    public static ServicePointState Empty { get; } = new(null, null, false, PointRecord.Unknown, [], PointState.Open, null, null, null, null, null, [], false);

    public static StreamId StreamOf(ServicePointId id) => StreamId.Of(Kind, id.Value);

    /// <summary>
    /// The bureau alone registers, sends back and disqualifies: it is the lead unit of the kind's line. Of one that is not there the whole
    /// district's right is needed: to anybody else it looks like somebody else's.
    /// </summary>
    public static Need? Needs(ServicePointState state, ServicePointCommand command)
    {
        var subject = SubjectOf(state);
        return command switch
        {
            ServicePointCommand.Find find => new Need(Permission.Keep, new Subject(find.Draft.Place)),
            ServicePointCommand.Import import when state.Draft is null => new Need(Permission.Keep, new Subject(import.Draft.Place)),
            ServicePointCommand.Import import => new Need(Permission.Keep, subject, subject with { Place = import.Draft.Place }),
            ServicePointCommand.Move move => new Need(Permission.Keep, subject, subject with { Place = move.To }),
            ServicePointCommand.OpenReview => null,
            ServicePointCommand.Register or ServicePointCommand.Return or ServicePointCommand.Disqualify or ServicePointCommand.EndReview => new Need(Permission.Register, subject),
            ServicePointCommand.Verify or ServicePointCommand.Mismatch => new Need(Permission.Report, subject),
            _ => new Need(Permission.Keep, subject),
        };
    }

    /// <summary>As a plan has it: of the line that its kind is of by now.</summary>
    /// <param name="rules">Null before a plan says any.</param>
    public static ServicePointState Under(ServicePointState state, DirectoryRules? rules)
        => state is { Draft: { } draft, Line: { } entered } && rules?.LineOf(draft.Kind, entered) is { } line && line != entered ? state with { Line = line } : state;

    public static Subject SubjectOf(ServicePointState state) => state.Draft is { } draft ? new Subject(draft.Place, state.Line) : Subject.District;

    public static Decision<ServicePointEvent> Decide(ServicePointState state, ServicePointCommand command, Circumstances circumstances)
    {
        if (command.Check(circumstances) is { } invalid) return invalid;
        return command switch
        {
            ServicePointCommand.Find c => PointLife.Find(state, c.Draft, circumstances),
            ServicePointCommand.Import c when state.Draft is null => PointImport.Find(c, circumstances),
            _ when state.Draft is null => Refusal.Unknown("id", "没有这个服务点", "no such service point"),
            ServicePointCommand.TakeDownSign c => PointRegistration.TakeDownSign(state, c),
            ServicePointCommand.HidePhoto => PointLife.HidePhoto(state),
            _ when state.State == PointState.Closed => Refusal.NotNow("closed", "该服务点已关闭，重新开办请另行登记", "the point is closed: register it anew if it opens again"),
            _ when state.State == PointState.Disqualified => Refusal.NotNow("disqualified", "该服务点已取消资格，不能再改", "the point is disqualified and does not change any more"),
            ServicePointCommand.Correct c => PointLife.Correct(state, c),
            ServicePointCommand.Import c => PointImport.Update(state, c),
            ServicePointCommand.Note c => PointLife.Note(state, c),
            ServicePointCommand.Move c => PointLife.Move(state, c, circumstances),
            ServicePointCommand.OpenReview c => PointRegistration.OpenReview(state, c),
            ServicePointCommand.EndReview when state.Reviews.IsEmpty => Refusal.NotNow("no-review", "该服务点没有待核查的查实投诉", "no substantiated complaint of it is under review"),
            ServicePointCommand.EndReview c => Decision<ServicePointEvent>.Accept(new ServicePointEvent.ReviewEnded(c.Reason.Trim())),
            ServicePointCommand.Pause when state.State == PointState.Paused => Refusal.NotNow("paused", "该服务点已暂停营业", "the point is paused already"),
            ServicePointCommand.Pause c => Decision<ServicePointEvent>.Accept(new ServicePointEvent.Paused(c.Reason, c.Until)),
            ServicePointCommand.Resume when state.State != PointState.Paused => Refusal.NotNow("not-paused", "该服务点没有暂停", "the point is not paused"),
            ServicePointCommand.Resume => Decision<ServicePointEvent>.Accept(new ServicePointEvent.Resumed()),
            ServicePointCommand.Close c => Decision<ServicePointEvent>.Accept(new ServicePointEvent.Closed(c.Reason, c.On), c.On),
            ServicePointCommand.Verify c => PointLife.Verify(state, c, circumstances),
            ServicePointCommand.Mismatch c => PointLife.Mismatch(state, c),
            ServicePointCommand.ShowPhoto c => PointLife.ShowPhoto(state, c),
            _ => PointRegistration.Decide(state, command, circumstances),
        };
    }

    public static ServicePointState Fold(ServicePointState state, Recorded<ServicePointEvent> recorded)
        => Apply(state, recorded) with
        {
            Last = recorded.Actor == Actor.Seeds || !IsNews(recorded.Event) ? state.Last : new Deed(EventCatalog<ServicePointEvent>.NameOf(recorded.Event).Name, recorded.RecordedAt),
        };

    /// <summary>What a wall tells of: not what a file enters by the thousand, nor what only offices care for.</summary>
    private static bool IsNews(ServicePointEvent happened)
        => happened is ServicePointEvent.Registered or ServicePointEvent.Agreed or ServicePointEvent.SignHung or ServicePointEvent.Disqualified or ServicePointEvent.Closed;

    public static ImmutableArray<RowImage> Contribute(ServicePointState state)
        => state.Draft is { } draft ? [new RowImage(StreamOf(draft.Id), ServicePointView.HeadOf(state), CircleCells.Of(state))] : [];

    /// <summary>A pause or an agreement with an end is over on the day after it, by time itself.</summary>
    public static ImmutableArray<AgendaItem> Agenda(ServicePointState state)
    {
        if (state is not { Draft.Id: var id, State: PointState.Open or PointState.Paused }) return [];
        var items = ImmutableArray.CreateBuilder<AgendaItem>();
        if (state is { State: PointState.Paused, Until: { } until })
            items.Add(At(ServicePointCommand.Resume.AgendaKind, state.PausedAt.ToString(CultureInfo.InvariantCulture), until));
        if (state is { Agreement.Until: { } last, AgreementEnded: null })
            items.Add(At(ServicePointCommand.EndAgreement.AgendaKind, last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last));
        return items.DrainToImmutable();

        AgendaItem At(string kind, string key, DateOnly lastDay) => new(StreamOf(id), kind, key, District.At(lastDay.AddDays(1)), StreamOf(id));
    }

    private static ServicePointState Apply(ServicePointState state, Recorded<ServicePointEvent> recorded)
    {
        var day = District.DateOf(recorded.RecordedAt);
        return recorded.Event switch
        {
            ServicePointEvent.Found e => Empty with { Draft = e.Draft, Line = e.Line, IsRegistered = e.IsRegistered, StateSince = day, FoundOn = day, ListedAt = recorded.Version },
            // That it could be filed says that its kind is registered by now.
            ServicePointEvent.Filed e => At(state, Registration.Filed, e.On) with { Returned = null, IsRegistered = true },
            ServicePointEvent.Returned e => state with { Steps = [], Returned = e.Reason },
            ServicePointEvent.Registered e => At(state, Registration.Registered, e.On, e.Number),
            ServicePointEvent.Agreed e => At(state, Registration.Agreed, e.On, e.Number, e.Until),
            ServicePointEvent.AgreementEnded e => state with { AgreementEnded = e.On },
            ServicePointEvent.AgreementRenewed e => state with
            {
                Steps = [.. state.Steps.Select(s => s.Step == Registration.Agreed ? new RegistrationStep(s.Step, e.On, e.Number, e.Until) : s)],
                AgreementEnded = null,
            },
            ServicePointEvent.SignHung e => At(state, Registration.SignHung, e.On, e.Number),
            ServicePointEvent.Supervised e => At(state, Registration.Supervised, e.On),
            ServicePointEvent.Disqualified e => Stand(state, PointState.Disqualified, e.On, e.Reason) with { Reviews = [] },
            ServicePointEvent.ReviewOpened e => state with { Reviews = state.Reviews.Add(new PointReview(e.Complaint, e.Ticket, day)) },
            ServicePointEvent.ReviewEnded => state with { Reviews = [] },
            ServicePointEvent.SignTakenDown e => state with { SignDown = e.On },
            ServicePointEvent.Corrected e => Listed(state, e.Listing, day, recorded) with { CorrectedByHand = true },
            ServicePointEvent.Imported e => Listed(state, e.Listing, day, recorded) with { Imported = e.File ?? new PointBasis(e.Listing, state.Draft!.Place) },
            ServicePointEvent.Noted e => state with { Record = e.Record, NotedAt = recorded.Version },
            ServicePointEvent.Moved e => state with { Draft = state.Draft! with { Place = e.To }, CorrectedByHand = true, ListedAt = recorded.Version, Mismatch = state.Mismatch?.Without(IsState) },
            ServicePointEvent.Paused e => Stand(state, PointState.Paused, day, e.Reason) with { Until = e.Until, PausedAt = recorded.Version, Mismatch = state.Mismatch?.Without(IsState) },
            ServicePointEvent.Resumed => Stand(state, PointState.Open, day, null) with { Mismatch = state.Mismatch?.Without(IsState) },
            ServicePointEvent.Closed e => Stand(state, PointState.Closed, e.On, e.Reason),
            ServicePointEvent.Verified e => state with
            {
                Verified = [.. state.Verified.Where(v => v.Group != e.Group), new(e.Group, e.On, e.By, recorded.Actor)],
                Corrected = state.Corrected.RemoveAll(c => c.Group == e.Group && c.On <= e.On),
                Mismatch = state.Mismatch is { } wrong && wrong.On <= e.On ? wrong.Without(field => FieldGroups.Of(field) == e.Group) : state.Mismatch,
            },
            ServicePointEvent.Mismatched e => state with { Mismatch = new PointMismatch(e.Fields, e.By, e.On, e.Note, recorded.Actor).After(state.Mismatch) },
            ServicePointEvent.PhotoShown e => state with { Photo = e.Photo, PhotoSince = day },
            ServicePointEvent.PhotoRemoved => state with { Photo = null, PhotoSince = null },
            _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
        };
    }

    /// <summary>Whatever group it changes is no longer verified; what was reported wrong of it is answered.</summary>
    private static ServicePointState Listed(ServicePointState state, PointListing listing, DateOnly day, Recorded<ServicePointEvent> recorded)
    {
        var before = state.Draft!.Listing;
        return state with
        {
            Draft = state.Draft with { Listing = listing },
            ListedAt = recorded.Version,
            Corrected = Correction.After(state.Corrected, before, listing, day, recorded.Actor),
            Mismatch = state.Mismatch?.Without(FieldGroups.FieldsChanged(before, listing).Contains),
        };
    }

    private static bool IsState(CheckedField field) => field == CheckedField.State;

    private static ServicePointState At(ServicePointState state, Registration step, DateOnly on, string? number = null, DateOnly? until = null)
        => state with { Steps = state.Steps.Add(new(step, on, number, until)) };

    private static ServicePointState Stand(ServicePointState state, PointState now, DateOnly since, string? reason)
        => state with { State = now, StateSince = since, StateReason = reason, Until = null };
}
