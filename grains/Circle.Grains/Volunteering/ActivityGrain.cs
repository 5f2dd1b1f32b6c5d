using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.Photos;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Grains.Blobs;
using Circle.Grains.Journal;
using Circle.Grains.Lists;
using Circle.Grains.Photos;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Volunteering;

[GrainType("activity")]
public sealed class ActivityGrain(AggregateServices services, IBlobs blobs, IListRows rows, ILogger<ActivityGrain> log)
    : AggregateGrain<VolunteerActivity, ActivityState, ActivityCommand, ActivityEvent>(services), IActivityGrain, IConcerns
{
    public Subject Subject => VolunteerActivity.SubjectOf(Committed.State);

    public bool IsThere => Committed.State.View is not null;

    public Refusal? Hidden => VolunteerActivity.NoSuch;

    public Task<ActivityView?> View() => Task.FromResult(Committed.State.View);

    public async Task<ImmutableArray<ActivityOverlap>> Overlaps()
        => Committed.State.View is { } view ? await new ServiceRows(rows).OverlapsOfAsync(view.Log, CancellationToken.None) : [];

    /// <summary>What only silos know is looked up first, whatever came with the request.</summary>
    async Task<Answer> ICommandGrain<ActivityCommand>.Tell(CommandId id, ActivityCommand command)
    {
        var caller = Caller.Current;
        command = await InformedAsync(command);
        Caller.Current = caller;
        return await Tell(id, command);
    }

    /// <summary>Where the team stands and who is in it is part of what is judged.</summary>
    async Task<ImmutableArray<Fault>> ICommandGrain<ActivityCommand>.Check(ActivityCommand command)
    {
        var caller = Caller.Current;
        command = await InformedAsync(command);
        Caller.Current = caller;
        return await Check(command);
    }

    public async Task<PhotoContent?> Photo(BlobId photo)
        => Committed.State.View?.Attachments.Any(a => a.Photo?.Blob == photo) == true ? await blobs.ShowAsync(BlobShelf.Activities, photo, log, "A picture of an activity") : null;

    private async Task<ActivityCommand> InformedAsync(ActivityCommand command) => command switch
    {
        ActivityCommand.Enter enter when Committed.State.View is null => await InformedAsync(enter),
        ActivityCommand.Attach attach => attach with { IsKept = await IsKeptAsync(attach) },
        ActivityCommand.Approve approve => approve with { Overlaps = await Overlaps() },
        ActivityCommand.TakePlace take => await HeardAsync(take),
        _ => command,
    };

    private async Task<ActivityCommand> InformedAsync(ActivityCommand.Enter enter)
    {
        var log = enter.Log;
        var site = SiteOfAsync(log.Team);
        var members = GrainFactory.GetGrain<IRosterGrain>(log.Team.Value).Members();
        var day = District.DateOf(log.Began);
        return enter with
        {
            Site = await site,
            Members = [.. (await members).Where(m => m.IsIn(day)).Select(m => m.Who)],
            Uncorrectable = log.Corrects is { } original ? await WhyNotCorrectedAsync(original, log.Team) : null,
        };
    }

    private async Task<Refusal?> WhyNotCorrectedAsync(ActivityId original, FacilityId team)
        => await GrainFactory.GetGrain<IActivityGrain>(original.Value).View() is { } view ? view.WhyNotCorrected(team) : Refusal.Unknown("corrects", "没有要更正的记录", "no such record to correct");

    private async Task<TeamSite?> SiteOfAsync(FacilityId team)
        => await GrainFactory.GetGrain<IFacilityGrain>(team.Value).View() is { } view ? new TeamSite(view.Place, view.Line, view.Name) : null;

    /// <summary>It lies for good before the event that names it is journaled; what the corrected record has of it lies there already.</summary>
    private async Task<bool> IsKeptAsync(ActivityCommand.Attach attach)
    {
        if (!attach.Sha.IsHash || !attach.Photo.Blob.IsHash || Caller.Current is not { } by) return false;
        if (await blobs.LaySentAsync(by, SentPhotos.ForActivity(attach.Sha), attach.Photo, BlobShelf.Activities)) return true;
        return Committed.State.View?.Log.Corrects is { } original
            && (await GrainFactory.GetGrain<IActivityGrain>(original.Value).View())?.Attachments.Any(a => a.Claim.Sha == attach.Sha && a.Photo == attach.Photo) == true;
    }

    /// <summary>The id follows from the two, so that the original hears it once however often it is told.</summary>
    private async Task<ActivityCommand> HeardAsync(ActivityCommand.TakePlace take)
    {
        if (Committed.State.View is not { Stage: ActivityStage.Correcting, Log: { Corrects: { } original, Id: var own } }) return take;
        Caller.Current = Actor.Timekeeper;
        var answer = await GrainFactory.GetGrain<IActivityGrain>(original.Value).Tell(CommandId.Derive("supersede", original.Value, own.Value), new ActivityCommand.Supersede(own));
        return answer switch
        {
            Answer.Accepted => take with { IsHeard = true },
            Answer.Refused { Refusal: var refusal } => take with { IsHeard = true, Refused = refusal },
            _ => throw new JournalException(JournalFault.Transient, $"{original} did not hear"),
        };
    }
}
