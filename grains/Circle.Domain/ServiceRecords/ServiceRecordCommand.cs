using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Facilities;
using Circle.Domain.Volunteering;
using Orleans;

namespace Circle.Domain.ServiceRecords;

/// <summary>What may be asked of a record.</summary>
[GenerateSerializer, Immutable, Alias("ServiceRecordCommand")]
public abstract record ServiceRecordCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>申请, by the volunteer, or by the leader for whoever has no account.</summary>
    /// <param name="Who">Null: whoever asks.</param>
    /// <param name="From">First day; the period has at most <see cref="ServiceRecord.MostDays"/>.</param>
    /// <param name="Until">Last day, today at the latest.</param>
    [GenerateSerializer, Immutable, Alias("ServiceRecordCommand.Ask")]
    public sealed record Ask(
        [property: Id(0)] ServiceRecordId Id, [property: Id(1)] FacilityId Team, [property: Id(2)] VolunteerId? Who, [property: Id(3)] DateOnly From, [property: Id(4)] DateOnly Until) : ServiceRecordCommand
    {
        /// <summary>Where the team stands, as its own grain says; null: there is none.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public TeamSite? Site { get; init; }

        /// <summary>Of the same person, so many wait already, as the lists say.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public int Waiting { get; init; }
    }

    /// <summary>出具, by whoever answers for the team.</summary>
    [GenerateSerializer, Immutable, Alias("ServiceRecordCommand.Issue")]
    public sealed record Issue : ServiceRecordCommand
    {
        /// <summary>What the record lists, as the lists say; at most one more than <see cref="ServiceRecord.MostEntries"/> are looked at.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public ImmutableArray<ListedEntry> Entries { get; init; } = [];

        /// <summary>Made by chance when it is issued, and journaled; see <see cref="VerificationCode"/>.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public string? Code { get; init; }

        /// <summary>The part of the number that tells it from others of the day, made by chance as well.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public string? Serial { get; init; }
    }

    /// <summary>不予出具</summary>
    [GenerateSerializer, Immutable, Alias("ServiceRecordCommand.Decline")]
    public sealed record Decline([property: Id(0)] string Reason) : ServiceRecordCommand;

    /// <summary>撤销: whoever verifies it is told so from now on.</summary>
    [GenerateSerializer, Immutable, Alias("ServiceRecordCommand.Revoke")]
    public sealed record Revoke([property: Id(0)] string Reason) : ServiceRecordCommand;
}
