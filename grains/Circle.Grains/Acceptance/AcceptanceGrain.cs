using System.Collections.Immutable;
using System.Security.Cryptography;
using Circle.Contracts.Acceptance;
using Circle.Contracts.Accounts;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.Photos;
using Circle.Contracts.Standards;
using Circle.Domain.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Grains.Accounts;
using Circle.Grains.Blobs;
using Circle.Grains.Journal;
using Circle.Grains.Photos;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Acceptance;

/// <summary>
/// Every decision rests on what the facility says when it is asked. What becomes of the facility between that and the commit shows when it is told of
/// the verdict: it refuses, and the round is void.
/// </summary>
[GrainType("acceptance")]
public sealed class AcceptanceGrain(AggregateServices services, RightsBook rights, IBlobs blobs, ILogger<AcceptanceGrain> log)
    : AggregateGrain<AcceptanceCase, AcceptanceState, AcceptanceCommand, AcceptanceEvent>(services), IAcceptanceGrain, IConcerns
{
    /// <summary>Of one command's photos: more than once where what is in flight makes right what was wrong a moment ago.</summary>
    private const int MostLooks = 3;

    public Subject Subject => AcceptanceCase.SubjectOf(Committed.State);

    public bool IsThere => Committed.State.Facility is not null;

    private IFacilityGrain Facility => GrainFactory.GetGrain<IFacilityGrain>(this.GetPrimaryKeyString());

    public Task<AcceptanceView?> View() => Task.FromResult(AcceptanceView.Of(Committed.State));

    async Task<Answer> ICommandGrain<AcceptanceCommand>.Tell(CommandId id, AcceptanceCommand command)
    {
        if (command is AcceptanceCommand.Settle settle) return await Tell(id, settle with { Heard = await TellFacilityAsync() });
        for (var looks = 0; looks < MostLooks; looks++)
        {
            var answer = await Tell(id, await LookedAtAsync(await InformedAsync(command)));
            if (answer is not Answer.Refused { Refusal: var refusal } || refusal != AcceptanceCase.NotLookedAt) return answer;
        }

        return new Answer.Busy();
    }

    public async Task<PhotoContent?> Photo(BlobId photo)
        => Committed.State.Rounds.SelectMany(r => r.Report.Photos.Concat(r.Findings.SelectMany(f => f.Finding.Photos))).Any(p => p.Blob == photo)
            ? await blobs.ShowAsync(BlobShelf.Inspections, photo, log, "A photo of an acceptance")
            : null;

    private async Task<AcceptanceCommand> InformedAsync(AcceptanceCommand command)
    {
        AcceptanceCommand informed = command switch
        {
            AcceptanceCommand.PlanInspection plan => plan with { Checklist = await StandardAsync(), Unfit = await UnfitAsync(plan.Members) },
            AcceptanceCommand.DrawCards draw => draw with { Seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) },
            _ => command,
        };
        return informed with { Facing = await Facility.Facing(), Kept = null };
    }

    private async Task<Domain.Standards.Checklist?> StandardAsync()
        => IsThere ? (await GrainFactory.GetGrain<IStandardGrain>(Committed.State.Line.Value).View())?.InForce : null;

    /// <summary>By what they may do now: who is disabled later is stopped by the caller filter.</summary>
    private async Task<ImmutableArray<Actor>> UnfitAsync(ImmutableArray<Actor> members)
    {
        if (members.IsDefaultOrEmpty) return [];
        var unfit = ImmutableArray.CreateBuilder<Actor>();
        foreach (var member in members.Take(AcceptanceCase.MostMembers))
        {
            if (await rights.MissingAsync(member, new Need(Permission.Verify, Subject)) is not null) unfit.Add(member);
        }

        return unfit.ToImmutable();
    }

    /// <summary>
    /// Null: there is no verdict, or the facility has not answered; the agenda row stays and it is tried again. The id follows from the verdict, so
    /// that the facility hears it once however often it is told.
    /// </summary>
    private async Task<Answer?> TellFacilityAsync()
    {
        if (Committed.State is not { Facility: { } facility, Open.Verdict: { } verdict }) return null;
        return await Facility.Tell(CommandId.Derive(AcceptanceCase.Kind, facility.Value, $"{verdict.Version}"), verdict.ForFacility());
    }

    /// <summary>
    /// What a command shows is kept before it is told, but of one that would be refused nothing is. By the committed state: one that is decided on
    /// another is refused for not being looked at, and comes here again.
    /// </summary>
    private async Task<AcceptanceCommand> LookedAtAsync(AcceptanceCommand command)
    {
        if (AcceptanceCase.Decide(Committed.State, command, Circumstances()) is not Decision<AcceptanceEvent>.Declined { Refusal: var refusal } || refusal != AcceptanceCase.NotLookedAt) return command;
        var kept = ImmutableArray.CreateBuilder<Photo>();
        foreach (var photo in command.Shown)
        {
            if (await KeepAsync(command, photo)) kept.Add(photo);
        }

        return command with { Kept = kept.ToImmutable() };
    }

    /// <inheritdoc cref="SentPhotos.LaySentAsync"/>
    private async Task<bool> KeepAsync(AcceptanceCommand command, Photo photo)
    {
        if (command is AcceptanceCommand.RecordItem && Committed.State.Open?.Findings.Any(f => f.Finding.Photos.Contains(photo)) == true) return true;
        return await blobs.LaySentAsync(Caller.Current!.Value, command is AcceptanceCommand.Report ? SentPhotos.ForReport : SentPhotos.ForInspection, photo, BlobShelf.Inspections);
    }

    private Circumstances Circumstances() => new(Services.Clock.Now, Caller.Current!.Value, Services.Atlas.Plan, Services.Atlas.Places) { Calendar = Services.Calendar };
}
