using System.Text.Json;

namespace Circle.Silo.Storage;

/// <summary>Values that do not fit or cannot be written, whichever database it is.</summary>
internal static class DataFaults
{
    public static bool Is(Exception error)
        => error is OverflowException or FormatException or JsonException or ArgumentException or InvalidCastException
            or NotSupportedException;
}
