using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Acceptance;

/// <summary>What the facility itself says at the moment of a decision.</summary>
/// <param name="Completed">Day on which it was reported as built; null: it is not.</param>
/// <param name="Reporters">Whoever entered a part of what is to be verified.</param>
[GenerateSerializer, Immutable, Alias("FacilityFacing")]
public sealed record FacilityFacing(
    [property: Id(0)] FacilityId Facility,
    [property: Id(1)] LineId Line,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] string Name,
    [property: Id(4)] Stage Stage,
    [property: Id(5)] Standing Standing,
    [property: Id(6)] DateOnly? Completed,
    [property: Id(7)] ImmutableArray<Actor> Reporters)
{
    public static FacilityFacing? Of(FacilityState state) => state.Draft is not { } draft ? null : new(
        draft.Id,
        draft.Line,
        draft.Place,
        draft.Name,
        state.Stage,
        state.Standing,
        state.ReachedOn(Stage.Completed),
        [.. state.Milestones.Where(m => m.Stage < Stage.Accepted).Select(m => m.By).Distinct()]);
}

/// <summary>What may be asked of a facility's acceptance.</summary>
[GenerateSerializer, Immutable, Alias("AcceptanceCommand")]
public abstract record AcceptanceCommand
{
    /// <summary>Asked of the facility by the acceptance's own grain, whatever was there before: it neither travels nor is it part of what was asked.</summary>
    [field: NonSerialized]
    [JsonIgnore]
    public FacilityFacing? Facing { get; init; }

    /// <summary>Of what it shows, that which is kept and is as it is said to be. Looked at by the acceptance's own grain when nothing else is against it; null: not yet. It does not travel either.</summary>
    [field: NonSerialized]
    [JsonIgnore]
    public ImmutableArray<Photo>? Kept { get; init; }

    /// <summary>Photos that it names.</summary>
    [JsonIgnore]
    public virtual ImmutableArray<Photo> Shown => [];

    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>报竣材料: shows that a facility which is reported as built is built.</summary>
    /// <param name="Place">Of the facility, as is the line; where it is no longer so, the report is refused.</param>
    /// <param name="Note">1 to <see cref="AcceptanceCase.MaxNote"/> characters.</param>
    /// <param name="Photos">1 to <see cref="AcceptanceCase.MostPhotos"/>.</param>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.Report")]
    public sealed record Report([property: Id(0)] FacilityId Facility, [property: Id(1)] LineId Line, [property: Id(2)] PlaceId Place, [property: Id(3)] string Note, [property: Id(4)] ImmutableArray<Photo> Photos)
        : AcceptanceCommand
    {
        [JsonIgnore]
        public override ImmutableArray<Photo> Shown => Photos;

        protected override void Check(FaultList faults, Circumstances at)
        {
            CheckText(faults, "note", Note, 1);
            CheckPhotos(faults, Photos, 1, AcceptanceCase.MostPhotos);
        }
    }

    /// <summary>撤回: whoever reported takes it back, before anybody has begun to inspect.</summary>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.TakeBack")]
    public sealed record TakeBack([property: Id(0)] string Reason) : AcceptanceCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckText(faults, "reason", Reason, 1);
    }

    /// <summary>街道核查 of what was reported.</summary>
    /// <param name="IsSound">False: it goes back for the reason in the note.</param>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.CheckReport")]
    public sealed record CheckReport([property: Id(0)] bool IsSound, [property: Id(1)] string? Note) : AcceptanceCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckText(faults, "note", Note, IsSound ? 0 : 1);
    }

    /// <summary>安排联合验收, anew as long as nothing is recorded.</summary>
    /// <param name="On">Today or later, within <see cref="CasePlanning.MostAhead"/> days.</param>
    /// <param name="Members">1 to <see cref="AcceptanceCase.MostMembers"/>, of whom nobody reported or checked it.</param>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.PlanInspection")]
    public sealed record PlanInspection([property: Id(0)] DateOnly On, [property: Id(1)] ImmutableArray<Actor> Members) : AcceptanceCommand
    {
        /// <summary>The line's standard as it is in force, told by the acceptance's own grain; null: none is written.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public Checklist? Checklist { get; init; }

        /// <summary>Members that may not verify there: there is no such account, it is disabled, or its roles do not reach. Told by the acceptance's own grain.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public ImmutableArray<Actor> Unfit { get; init; } = [];

        protected override void Check(FaultList faults, Circumstances at)
        {
            if (On < at.Today || On.DayNumber - at.Today.DayNumber > CasePlanning.MostAhead)
                faults.Add("on", "out-of-range", $"验收日期应从今天起、在 {CasePlanning.MostAhead} 天之内", $"must lie within {CasePlanning.MostAhead} days from today");
            if (Members.IsDefaultOrEmpty || Members.Length > AcceptanceCase.MostMembers)
                faults.Add("members", "out-of-range", $"验收组应有 1 至 {AcceptanceCase.MostMembers} 人", $"1 to {AcceptanceCase.MostMembers} members");
            else if (Members.Distinct().Count() < Members.Length)
                faults.Add("members", "twice", "同一人选了两次", "somebody is named twice");
        }
    }

    /// <summary>取消 a round: e.g. its facility's report was taken back.</summary>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.CallOff")]
    public sealed record CallOff([property: Id(0)] string Reason) : AcceptanceCommand
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckText(faults, "reason", Reason, 1);
    }

    /// <summary>What the members of a planned inspection do, and nobody else.</summary>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.Inspect")]
    public abstract record Inspect : AcceptanceCommand
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
        }
    }

    /// <summary>抽取居民: has the system draw cards of a paper register.</summary>
    /// <param name="Population">Households in it, 1 to <see cref="SurveySheet.MaxPopulation"/>.</param>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.DrawCards")]
    public sealed record DrawCards([property: Id(0)] int Population) : Inspect
    {
        /// <summary>By chance, made by the acceptance's own grain, so that nobody sends one.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public string? Seed { get; init; }

        protected override void Check(FaultList faults, Circumstances at) => faults.Range("population", Population, 1, SurveySheet.MaxPopulation);
    }

    /// <summary>What was answered on a card; said again it is corrected.</summary>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.AnswerCard")]
    public sealed record AnswerCard([property: Id(0)] int Card, [property: Id(1)] ImmutableArray<CriterionAnswer> Answers) : Inspect;

    /// <summary>打分 of one item; said again it is corrected.</summary>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.RecordItem")]
    public sealed record RecordItem([property: Id(0)] ItemFinding Finding) : Inspect
    {
        [JsonIgnore]
        public override ImmutableArray<Photo> Shown => Finding.Photos;
    }

    /// <summary>Where the inspection takes place.</summary>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.Locate")]
    public sealed record Locate([property: Id(0)] SitePosition At) : Inspect
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            Position.Check(faults, "position", At.Position);
            faults.Range("accuracy", At.Accuracy, 0, SitePosition.MostAccuracy);
        }
    }

    /// <summary>通过</summary>
    /// <param name="On">From the day that was planned to today.</param>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.Pass")]
    public sealed record Pass([property: Id(0)] DateOnly On, [property: Id(1)] string? Note) : Inspect
    {
        protected override void Check(FaultList faults, Circumstances at) => CheckText(faults, "note", Note, 0);
    }

    /// <summary>退回整改: with every defect that is recorded, and with what else is named.</summary>
    /// <param name="Further">At most <see cref="Concluding.MostShortcomings"/> together with the defects.</param>
    /// <param name="RectifyBy">After the day of the inspection, within two years.</param>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.Fail")]
    public sealed record Fail([property: Id(0)] DateOnly On, [property: Id(1)] DateOnly RectifyBy, [property: Id(2)] ImmutableArray<string> Further) : Inspect
    {
        protected override void Check(FaultList faults, Circumstances at)
        {
            for (var i = 0; i < Further.Length && i < Concluding.MostShortcomings; i++) CheckText(faults, $"further/{i}", Further[i], 1, AcceptanceCase.MaxDefect);
            if (RectifyBy <= On || RectifyBy.DayNumber - On.DayNumber > 730)
                faults.Add("rectifyBy", "out-of-range", "整改期限应晚于验收日期，且在两年之内", "must be after the day of the inspection and within two years");
        }
    }

    /// <summary>The facility was told of the verdict.</summary>
    [GenerateSerializer, Immutable, Alias("AcceptanceCommand.Settle")]
    public sealed record Settle : AcceptanceCommand
    {
        public const string AgendaKind = "settle-acceptance";

        /// <summary>The facility's answer, heard by the acceptance's own grain; null: it has not been asked, or not answered.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public Answer? Heard { get; init; }

        protected override void Check(FaultList faults, Circumstances at)
        {
        }
    }

    /// <summary>Every fault of the input itself, or null.</summary>
    internal Refusal? Check(Circumstances circumstances)
    {
        var faults = new FaultList();
        Check(faults, circumstances);
        return faults.Any ? faults.ToRefusal() : null;
    }

    protected abstract void Check(FaultList faults, Circumstances at);

    /// <summary>Free text stays in the journal for ever.</summary>
    internal static void CheckText(FaultList faults, string field, string? text, int min, int max = AcceptanceCase.MaxNote)
        => faults.Prose(field, text, min, max, lines: max == AcceptanceCase.MaxNote);

    internal static void CheckPhotos(FaultList faults, ImmutableArray<Photo> photos, int least, int most)
    {
        if (photos.Length < least || photos.Length > most) faults.Add("photos", "out-of-range", $"应有 {least} 至 {most} 张照片", $"{least} to {most} photos");
        else for (var i = 0; i < photos.Length; i++) photos[i].Check(faults, $"photos/{i}");
        if (photos.DistinctBy(p => p.Blob).Count() < photos.Length) faults.Add("photos", "twice", "同一张照片选了两次", "a photo is shown twice");
    }
}
