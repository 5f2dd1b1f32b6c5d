using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Orleans;

namespace Circle.Domain.Volunteering;

/// <summary>What may be asked of an activity.</summary>
[GenerateSerializer, Immutable, Alias("ActivityCommand")]
public abstract record ActivityCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>登记, by one of the team.</summary>
    [GenerateSerializer, Immutable, Alias("ActivityCommand.Enter")]
    public sealed record Enter([property: Id(0)] ActivityLog Log) : ActivityCommand
    {
        /// <summary>Where the team stands, as its own grain says; null: there is none. It neither travels nor is it part of what was asked.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public TeamSite? Site { get; init; }

        /// <summary>Of those who took part, who was in the team that day, as its roster says.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public ImmutableArray<VolunteerId> Members { get; init; } = [];

        /// <summary>Why the one that it corrects cannot be corrected, as that one's grain says; null: it can.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public Refusal? Uncorrectable { get; init; }
    }

    /// <summary>A picture that was announced has arrived.</summary>
    /// <param name="Sha">See <see cref="AttachmentClaim"/>.</param>
    [GenerateSerializer, Immutable, Alias("ActivityCommand.Attach")]
    public sealed record Attach([property: Id(0)] BlobId Sha, [property: Id(1)] Photo Photo) : ActivityCommand
    {
        /// <summary>Whether this picture was drawn from that very file, as its note beside it says.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public bool IsKept { get; init; }
    }

    /// <summary>审核通过</summary>
    /// <param name="DespiteOverlap">The reviewer has seen that somebody is down for two activities at once, and says why it is right; null: nobody is.</param>
    [GenerateSerializer, Immutable, Alias("ActivityCommand.Approve")]
    public sealed record Approve([property: Id(0)] string? DespiteOverlap) : ActivityCommand
    {
        /// <summary>Who of it is down for something else at the same time, as the lists say.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public ImmutableArray<ActivityOverlap> Overlaps { get; init; } = [];
    }

    /// <summary>退回</summary>
    [GenerateSerializer, Immutable, Alias("ActivityCommand.Return")]
    public sealed record Return([property: Id(0)] string Reason) : ActivityCommand;

    /// <summary>撤回, by whoever entered it.</summary>
    [GenerateSerializer, Immutable, Alias("ActivityCommand.Withdraw")]
    public sealed record Withdraw([property: Id(0)] string Reason) : ActivityCommand;

    /// <summary>A correction takes this one's place; by the latter's grain.</summary>
    [GenerateSerializer, Immutable, Alias("ActivityCommand.Supersede")]
    public sealed record Supersede([property: Id(0)] ActivityId By) : ActivityCommand;

    /// <summary>What the one that it corrects answered; by time.</summary>
    [GenerateSerializer, Immutable, Alias("ActivityCommand.TakePlace")]
    public sealed record TakePlace : ActivityCommand
    {
        public const string AgendaKind = "take-place";

        /// <summary>Why the other would not; null: it gave way.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public Refusal? Refused { get; init; }

        /// <summary>False: the other was not asked, and this one waits.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public bool IsHeard { get; init; }
    }
}

/// <summary>同一时间的另一次活动</summary>
[GenerateSerializer, Immutable, Alias("ActivityOverlap")]
public sealed record ActivityOverlap([property: Id(0)] VolunteerId Who, [property: Id(1)] ActivityId With, [property: Id(2)] DateTimeOffset From, [property: Id(3)] DateTimeOffset Until);
