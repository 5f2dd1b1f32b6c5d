using System.Collections.Immutable;
using System.Security.Cryptography;
using Circle.Contracts.Accounts;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.ServiceRecords;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Volunteering;
using Circle.Grains.Journal;
using Circle.Grains.Lists;
using Circle.Grains.Volunteering;

namespace Circle.Grains.ServiceRecords;

[GrainType("record")]
public sealed class ServiceRecordGrain(AggregateServices services, IListRows rows)
    : AggregateGrain<ServiceRecord, ServiceRecordState, ServiceRecordCommand, ServiceRecordEvent>(services), IServiceRecordGrain, IConcerns
{
    /// <summary>Activities that are looked up at once.</summary>
    private const int Together = 20;

    public Subject Subject => ServiceRecord.SubjectOf(Committed.State);

    public bool IsThere => Committed.State.View is not null;

    public Refusal? Hidden => ServiceRecord.NoSuch;

    /// <summary>What only silos know is looked up first, and the code made by chance, whatever came with the request.</summary>
    async Task<Answer> ICommandGrain<ServiceRecordCommand>.Tell(CommandId id, ServiceRecordCommand command)
    {
        var caller = Caller.Current;
        command = await InformedAsync(command, caller);
        Caller.Current = caller;
        return await Tell(id, command);
    }

    /// <summary>Where the team stands is part of what is judged.</summary>
    async Task<ImmutableArray<Fault>> ICommandGrain<ServiceRecordCommand>.Check(ServiceRecordCommand command)
    {
        var caller = Caller.Current;
        command = await InformedAsync(command, caller);
        Caller.Current = caller;
        return await Check(command);
    }

    public Task<ServiceRecordView?> View() => Task.FromResult(Committed.State.View);

    public async Task<ServiceRecordLines> Lines()
    {
        if (Committed.State.View is not { } view) return new ServiceRecordLines([], null);
        var entries = await RecordRows.EntriesAsync(rows, view.Matter);
        var found = new List<ServiceRecordLine>();
        foreach (var some in entries.Take(ServiceRecord.MostEntries).Chunk(Together)) found.AddRange(await Task.WhenAll(some.Select(LineAsync)));
        return new ServiceRecordLines([.. found], view.Issued is { } issued ? ListedEntries.HashOf(entries) == issued.Hash : null);
    }

    private async Task<ServiceRecordCommand> InformedAsync(ServiceRecordCommand command, Actor? caller) => command switch
    {
        ServiceRecordCommand.Ask ask when Committed.State.View is null => await InformedAsync(ask, caller),
        ServiceRecordCommand.Issue issue when Committed.State.View is { Stage: ServiceRecordStage.Asked, Matter: var matter } => issue with
        {
            Entries = await RecordRows.EntriesAsync(rows, matter),
            Code = RandomNumberGenerator.GetString(VerificationCode.Alphabet, VerificationCode.Length),
            Serial = RandomNumberGenerator.GetString(VerificationCode.Alphabet, ServiceRecord.SerialLength),
        },
        _ => command,
    };

    private async Task<ServiceRecordCommand> InformedAsync(ServiceRecordCommand.Ask ask, Actor? caller)
    {
        var site = GrainFactory.GetGrain<IFacilityGrain>(ask.Team.Value).View();
        var who = ask.Who?.Value ?? (caller is { } by ? AccountId.Of(by)?.Value : null);
        var waiting = who is null ? [] : await rows.ListAsync(
            RecordRows.Any with { Who = who, Stages = [ServiceRecordView.WordOf(ServiceRecordStage.Asked)], Limit = ServiceRecord.MostWaiting }, CancellationToken.None);
        return ask with { Site = await site is { } view ? new TeamSite(view.Place, view.Line, view.Name) : null, Waiting = waiting.Length };
    }

    private async Task<ServiceRecordLine> LineAsync(ListedEntry listed)
    {
        var entry = listed.Entry;
        var log = await rows.FindAsync(VolunteerActivity.StreamOf(entry.Activity), CancellationToken.None) is { } row ? ActivityQueries.Read(row.View).Log : null;
        var (atlas, rules) = (Services.Atlas, Services.Atlas.Plan?.Document.Volunteering ?? VolunteeringRules.Usual);
        return new ServiceRecordLine(
            entry.Activity, entry.Began, entry.Ended, rules.Find(entry.Kind)?.Name ?? entry.Kind.Value, log is null ? "" : atlas.Places.Find(log.Place)?.Name ?? log.Place.Value,
            log?.Helped ?? 0, listed.Minutes, log?.Rating, entry.Stage == ActivityStage.Approved);
    }
}
