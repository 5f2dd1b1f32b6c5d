namespace Circle.Contracts.Journal;

/// <summary>The meter under which every part of the system counts for OpenTelemetry.</summary>
public static class CircleMeter
{
    public const string Name = "Circle";
}
