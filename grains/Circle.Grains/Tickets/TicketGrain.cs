using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Accounts;
using Circle.Contracts.Alerts;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.ServicePoints;
using Circle.Contracts.Supervisions;
using Circle.Contracts.Tickets;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Blobs;
using Circle.Domain.Delivery;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Grains.Blobs;
using Circle.Grains.Delivery;
using Circle.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Tickets;

[GrainType("ticket")]
public sealed class TicketGrain(AggregateServices services, IBlobs blobs, StageDesk stages, ILogger<TicketGrain> log)
    : AggregateGrain<Ticket, TicketState, TicketCommand, TicketEvent>(services), ITicketGrain, IConcerns
{
    /// <summary>Joined tickets that are told at once.</summary>
    private const int Together = 20;

    public Subject Subject => Committed.State.View?.Dispatch is { Unit: { } unit } ? unit.ToSubject() : Subject.District;

    public bool IsThere => Committed.State.View is not null;

    public Refusal? Hidden => Ticket.NoSuch;

    /// <summary>What only silos know is looked up first, whatever came with the request.</summary>
    async Task<Answer> ICommandGrain<TicketCommand>.Tell(CommandId id, TicketCommand command)
    {
        var caller = Caller.Current;
        switch (command)
        {
            case TicketCommand.Receive receive:
                var sited = receive with { Site = await SiteOfAsync(receive.Intake.About) };
                command = sited with { Number = await NumberAsync(sited) };
                break;
            case TicketCommand.File file:
                var placed = await PlacedAsync(file);
                command = placed with { Number = await NumberAsync(placed.ToReceive()) };
                break;
            case TicketCommand.Move move:
                command = move with { Site = await SiteOfAsync(move.About) };
                break;
            case TicketCommand.Answer answer:
                command = answer with { Kept = await Files.KeptAsync(answer.Files, Named) };
                break;
            case TicketCommand.Link link:
                command = link with { MayJoin = await Of(link.Parent).View() is { } parent && parent.MayAdopt(TicketId.Of(this.GetPrimaryKeyString())) };
                break;
            case TicketCommand.React react when Committed.State.View is { } ticket && ticket.Pending.Contains(new PendingReaction(react.What, react.Version)):
                await ReactAsync(ticket, react);
                break;
        }

        Caller.Current = caller;
        return await Tell(id, command);
    }

    /// <summary>Where a facility or service point stands is part of what is judged.</summary>
    async Task<ImmutableArray<Fault>> ICommandGrain<TicketCommand>.Check(TicketCommand command)
    {
        var caller = Caller.Current;
        command = command switch
        {
            TicketCommand.Receive receive => receive with { Site = await SiteOfAsync(receive.Intake.About) },
            TicketCommand.File file => await PlacedAsync(file),
            TicketCommand.Move move => move with { Site = await SiteOfAsync(move.About) },
            _ => command,
        };
        Caller.Current = caller;
        return await Check(command);
    }

    public Task<TicketView?> View() => Task.FromResult(Committed.State.View);

    public Task<TicketView?> Assigned() => Task.FromResult(Committed.State.View is { Dispatches.IsEmpty: false } ticket ? ticket.ForUnit() : null);

    public async Task<BlobId?> Keep(string mediaType, ImmutableArray<byte> content)
        => Committed.State.View is { Ledger.Holder: ClockHolder.Unit or ClockHolder.Suspended }
            ? await Files.KeepAsync(mediaType, content)
            : null;

    public Task<EvidenceContent?> File(BlobId id) => Files.ReadAsync(Named.FirstOrDefault(f => f.Blob == id));

    public Task<EvidenceContent?> AssignedFile(BlobId id) => File(id);

    private TicketFiles Files => new(blobs, StreamId.Of(Ticket.Kind, this.GetPrimaryKeyString()), log);

    private IEnumerable<ReplyFile> Named => Committed.State.View?.Answers.SelectMany(a => a.Files) ?? [];

    /// <summary>What is nearest is looked up here and is no part of what was asked: whoever asks again after it moved asks the same.</summary>
    private async Task<TicketCommand.File> PlacedAsync(TicketCommand.File file)
        => file.Position is { } at
            ? file with { Nearest = await GrainFactory.GetGrain<ITicketQueries>(0).Near(at) is { } near ? Place.StreamOf(near) : null }
            : file with { Site = await SiteOfAsync(file.About) };

    /// <summary>Null: there is no such facility or point, or it is about a place, which the decision knows.</summary>
    private async Task<TicketSite?> SiteOfAsync(StreamId about)
    {
        if (about.IsOf(Facility.Kind) && TextId.TryParse<FacilityId>(about.Id, out var facility))
            return await GrainFactory.GetGrain<IFacilityGrain>(facility.Value).View() is { } view ? new TicketSite(view.Place, view.Line) : null;
        if (about.IsOf(ServicePoint.Kind) && TextId.TryParse<ServicePointId>(about.Id, out var point))
            return await GrainFactory.GetGrain<IServicePointGrain>(point.Value).View() is { Point: var entry } ? new TicketSite(entry.Place, entry.Line) : null;
        return null;
    }

    /// <summary>Null where it was received already, or is faulty in itself: no number is spent on it.</summary>
    private async Task<TicketNumber?> NumberAsync(TicketCommand.Receive receive)
        => Committed.State.View is not null || receive.Intake.Id.Value != this.GetPrimaryKeyString() || !(await Check(receive)).IsEmpty
            ? null
            : await GrainFactory.GetGrain<ITicketBookGrain>(TicketBook.IdOf(District.DateOf(Services.Clock.Now))).Next();

    private Task ReactAsync(TicketView ticket, TicketCommand.React react) => react.What switch
    {
        TicketReaction.Children => TellChildrenAsync(ticket),
        TicketReaction.Join => JoinAsync(ticket),
        TicketReaction.Review => OneAsync(react, GrainFactory.GetGrain<IServicePointGrain>(ticket.About.Row.Id), new ServicePointCommand.OpenReview(ticket.Number.ToString(), ticket.Intake.Id)),
        TicketReaction.Alert => RaiseAsync(ticket, react),
        TicketReaction.City => TellCityAsync(ticket, react.Version),
        _ => throw new InvalidOperationException($"unknown reaction {react.What}"),
    };

    private Task TellCityAsync(TicketView ticket, long version)
        => ticket.Intake.City is { } city && ticket.Untold.FirstOrDefault(n => n.Version == version) is { } news
            ? stages.TellAsync(new HeardTicket(ticket.Intake.Id, version, city.Number, ticket.Number, news.Stage, news.At, news.Unit))
            : Task.CompletedTask;

    /// <summary>One that was met, handed on or closed meanwhile raises nothing any more.</summary>
    private Task RaiseAsync(TicketView ticket, TicketCommand.React react)
    {
        if (!ticket.IsOpen || ticket.Late.IsEmpty) return Task.CompletedTask;
        var district = Services.Atlas.Places.Root ?? throw new JournalException(JournalFault.Transient, "this silo does not know the places yet");
        var finding = LifeSafetyRule.Of(ticket, district.Id);
        return OneAsync(react, GrainFactory.GetGrain<IAlertGrain>(AlertId.Of(finding.Key).Value), new AlertCommand.Raise(finding));
    }

    /// <summary>One that is not taken in, since the other was closed or joined meanwhile, comes back to the queue.</summary>
    private async Task JoinAsync(TicketView ticket)
    {
        if (ticket is not { Stage: TicketStage.Linked, Parent: { } parent }) return;
        var own = ticket.Intake.Id;
        Caller.Current = Actor.Timekeeper;
        var answer = await Of(parent).Tell(CommandId.Derive("adopt", parent.Value, own.Value, ticket.Round.ToString(CultureInfo.InvariantCulture)), new TicketCommand.Adopt(own));
        if (answer is Answer.Busy or Answer.Unsure) throw new JournalException(JournalFault.Transient, $"{parent} did not hear");
        if (answer is Answer.Accepted or Answer.Refused { Refusal.Faults: [{ Code: "adopted" }] }) return;
        await Tell(CommandId.Derive("unjoined", parent.Value, own.Value, ticket.Round.ToString(CultureInfo.InvariantCulture)), new TicketCommand.FollowParent(parent, null, TicketFinding.None));
    }

    private ITicketGrain Of(TicketId ticket) => GrainFactory.GetGrain<ITicketGrain>(ticket.Value);

    private async Task TellChildrenAsync(TicketView ticket)
    {
        // Closed without an answer it has none for them either, whatever was said in a round before.
        var (words, finding) = ticket switch
        {
            { Stage: TicketStage.Answered } or { End: TicketEnd.Solved or TicketEnd.Unsolved or TicketEnd.Unreachable or TicketEnd.Told } => (ticket.Answers[^1].Words, ticket.Answers[^1].Finding),
            { End: TicketEnd.AtOnce } => (ticket.EndedFor, TicketFinding.None),
            _ => ((WordsId?)null, TicketFinding.None),
        };
        foreach (var some in ticket.Children.Chunk(Together))
        {
            await Task.WhenAll(some.Select(child => ToldAsync(
                Of(child),
                CommandId.Derive("follow", child.Value, this.GetPrimaryKeyString(), ticket.Answers.Length.ToString(CultureInfo.InvariantCulture), words?.Value ?? ""),
                new TicketCommand.FollowParent(ticket.Intake.Id, words, finding))));
        }
    }

    private Task OneAsync<TCommand>(TicketCommand.React react, ICommandGrain<TCommand> grain, TCommand command)
        => ToldAsync(grain, CommandId.Derive("ticket", this.GetPrimaryKeyString(), react.What.ToString(), react.Version.ToString(CultureInfo.InvariantCulture)), command);

    /// <summary>That it is refused is an answer: it went its own way meanwhile.</summary>
    /// <exception cref="JournalException">It did not hear: the row of the agenda stays, and it is told again.</exception>
    private static async Task ToldAsync<TCommand>(ICommandGrain<TCommand> grain, CommandId id, TCommand command)
    {
        Caller.Current = Actor.Timekeeper;
        if (await grain.Tell(id, command) is Answer.Busy or Answer.Unsure) throw new JournalException(JournalFault.Transient, $"{grain.GetPrimaryKeyString()} did not hear");
    }
}
