namespace Circle.Measure.Walls;

/// <summary>A frame as a screen had it.</summary>
/// <param name="At">Monotonic ticks when its last byte was read; one clock for all processes of a machine.</param>
/// <param name="Completed">Today's completions as the screen shows them from then on; -1 before it has heard of any.</param>
internal readonly record struct Sighting(long At, long Completed);

/// <summary>All that one screen saw.</summary>
/// <param name="Group">Which of the groups that were asked for it belongs to.</param>
/// <param name="First">Bytes that it had read when it had its first picture.</param>
/// <param name="Asked">When it asked for frames.</param>
/// <param name="BrokenAt">When the server broke off; 0: it did not.</param>
internal sealed record Watched(int Group, long Asked, long BrokenAt, long Bytes, long First, IReadOnlyList<Sighting> Frames);
