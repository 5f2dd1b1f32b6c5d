using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.PointChecks;

/// <summary>What may be asked of a check.</summary>
[GenerateSerializer, Immutable, Alias("PointCheckCommand")]
public abstract record PointCheckCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Has the system draw the sample of the present quarter.</summary>
    [GenerateSerializer, Immutable, Alias("PointCheckCommand.Draw")]
    public sealed record Draw([property: Id(0)] PointCheckId Check, [property: Id(1)] PlaceId Street) : PointCheckCommand
    {
        /// <summary>
        /// What the check's own grain drew, whatever was there before: it neither travels nor is it part of what was asked, so that nobody
        /// sends a sample, and the same request is the same whatever was drawn for it.
        /// </summary>
        [field: NonSerialized]
        [JsonIgnore]
        public Drawing? Drawing { get; init; }
    }

    /// <summary>Says what a call found; said again before the quarter is over it corrects what was said.</summary>
    /// <param name="Number">Of the point in the order of drawing, from 1.</param>
    /// <param name="Fields">At least one where it is wrong, else none.</param>
    /// <param name="Note">At most <see cref="PointCheck.MaxNote"/> characters, about the point and not about anybody; null: none.</param>
    [GenerateSerializer, Immutable, Alias("PointCheckCommand.Answer")]
    public sealed record Answer(
        [property: Id(0)] int Number, [property: Id(1)] Verdict Verdict, [property: Id(2)] ImmutableArray<CheckedField> Fields, [property: Id(3)] string? Note) : PointCheckCommand
    {
        /// <summary>Every fault of the input itself, or null.</summary>
        internal Refusal? Check()
        {
            var faults = new FaultList();
            if (Verdict == Verdict.Wrong) CheckNote.CheckFields(faults, Fields);
            else if (!Fields.IsEmpty) faults.Add("fields", "not-allowed", "只有不一致时才选择内容", "only what is wrong has fields");
            CheckNote.Check(faults, Note);
            return faults.Any ? faults.ToRefusal() : null;
        }
    }
}
