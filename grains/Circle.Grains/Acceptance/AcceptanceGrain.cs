using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private static readonly Answer PhotoGone = new Answer.Refused(new Refusal(RefusalKind.Invalid,
    [
        new Fault("photos", "not-uploaded", "照片还没有上传，或上传后超过一天；请重新上传", "a photo was not uploaded, or more than a day ago: upload it again"),
    ]));

    public Subject Subject => AcceptanceCase.SubjectOf(Committed.State);

    public bool IsThere => Committed.State.Facility is not null;

    private IFacilityGrain Facility => GrainFactory.GetGrain<IFacilityGrain>(this.GetPrimaryKeyString());

    public Task<AcceptanceView?> View() => Task.FromResult(AcceptanceView.Of(Committed.State));

    async Task<Answer> ICommandGrain<AcceptanceCommand>.Tell(CommandId id, AcceptanceCommand command)
    {
        if (command is AcceptanceCommand.Settle settle) return await Tell(id, settle with { Heard = await TellFacilityAsync() });
        var informed = await InformedAsync(command);
        return await KeepAsync(informed) ? await Tell(id, informed) : PhotoGone;
    }

    public async Task<PhotoContent?> Photo(BlobId photo)
    {
        if (!Committed.State.Rounds.SelectMany(r => r.Report.Photos.Concat(r.Findings.SelectMany(f => f.Finding.Photos))).Any(p => p.Blob == photo)) return null;
        try
        {
            return await blobs.GetAsync(BlobShelf.Inspections, photo, CancellationToken.None) is { } bytes ? new PhotoContent(ImmutableCollectionsMarshal.AsImmutableArray(bytes), false) : null;
        }
        catch (BrokenBlobException e)
        {
            log.LogError(e, "A photo of an acceptance is broken where it is kept");
            return new PhotoContent([], true);
        }
    }

    private async Task<AcceptanceCommand> InformedAsync(AcceptanceCommand command)
    {
        AcceptanceCommand informed = command switch
        {
            AcceptanceCommand.PlanInspection plan => plan with { Checklist = await StandardAsync(), Unfit = await UnfitAsync(plan.Members) },
            AcceptanceCommand.DrawCards draw => draw with { Seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) },
            _ => command,
        };
        return informed with { Facing = await Facility.Facing() };
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

    /// <summary>What a command names is kept before it is told, but of one that would be refused nothing is.</summary>
    /// <returns>False: something that it names was never sent, or too long ago.</returns>
    private async Task<bool> KeepAsync(AcceptanceCommand command)
    {
        ImmutableArray<Photo> photos = command switch
        {
            AcceptanceCommand.Report report => report.Photos,
            AcceptanceCommand.RecordItem record => record.Finding.Photos,
            _ => [],
        };
        if (photos.IsDefaultOrEmpty || AcceptanceCase.Decide(Committed.State, command, Circumstances()) is Decision<AcceptanceEvent>.Declined) return true;
        foreach (var photo in photos)
        {
            if (await blobs.GetAsync(BlobShelf.Inspections, photo.Blob, CancellationToken.None) is not null) continue;
            if (await blobs.GetAsync(BlobShelf.Uploads, photo.Blob, CancellationToken.None) is not { } content) return false;
            await blobs.PutAsync(BlobShelf.Inspections, content, CancellationToken.None);
        }

        return true;
    }

    private Circumstances Circumstances() => new(Services.Clock.Now, Caller.Current!.Value, Services.Atlas.Plan, Services.Atlas.Places) { Calendar = Services.Calendar };
}
