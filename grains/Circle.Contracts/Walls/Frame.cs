using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Time;

namespace Circle.Contracts.Walls;

/// <summary>Number of a frame. It carries the epoch: a screen with an old, higher number would wait for ever.</summary>
[GenerateSerializer, Immutable, Alias("FrameNumber")]
public readonly record struct FrameNumber([property: Id(0)] long Epoch, [property: Id(1)] long N);

/// <summary>How many of a region's children are heard from, and which are not (their names; at most 20).</summary>
[GenerateSerializer, Immutable, Alias("Coverage")]
public sealed record Coverage([property: Id(0)] int Reporting, [property: Id(1)] int Of, [property: Id(2)] ImmutableArray<string> Missing);

/// <summary>What changed on a wall since a frame that was seen: absolute cells by key, as JSON text, null for one that is gone.</summary>
/// <param name="Full">True: these are all cells.</param>
/// <param name="AsOf">Business time at which the figures were known to be whole.</param>
/// <param name="IsKept">The last picture of an activation that is gone, while this one is not whole yet: better than none, and older than what a screen may show.</param>
[GenerateSerializer, Immutable, Alias("Frame")]
public sealed record Frame(
    [property: Id(0)] FrameNumber Number,
    [property: Id(1)] bool Full,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] DateTimeOffset AsOf,
    [property: Id(4)] DateOnly Today,
    [property: Id(5)] ClockView Clock,
    [property: Id(6)] Coverage Coverage,
    [property: Id(7)] ImmutableDictionary<string, string?> Cells,
    [property: Id(8)] bool IsKept = false);

/// <param name="Speed">Business seconds per real second by day.</param>
/// <param name="Starting">The rehearsal is still catching up.</param>
[GenerateSerializer, Immutable, Alias("ClockView")]
public sealed record ClockView([property: Id(0)] OperatingMode Mode, [property: Id(1)] double Speed, [property: Id(2)] bool Paused, [property: Id(3)] bool Starting);
