using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.Screens;

/// <summary>What may be asked of a screen.</summary>
[GenerateSerializer, Immutable, Alias("ScreenCommand")]
public abstract record ScreenCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>批准: from now on it may watch its place.</summary>
    /// <param name="Screen">Itself.</param>
    /// <param name="Name">1 to <see cref="Screens.Screen.MaxName"/> characters, as colleagues know the spot.</param>
    /// <param name="Place">It watches this place and all under it.</param>
    [GenerateSerializer, Immutable, Alias("ScreenCommand.Approve")]
    public sealed record Approve([property: Id(0)] ScreenId Screen, [property: Id(1)] string Name, [property: Id(2)] PlaceId Place, [property: Id(3)] Mounting Mounting) : ScreenCommand;

    /// <summary>更正: its name, or how it hangs.</summary>
    [GenerateSerializer, Immutable, Alias("ScreenCommand.Correct")]
    public sealed record Correct([property: Id(0)] string Name, [property: Id(1)] Mounting Mounting) : ScreenCommand;

    /// <summary>改换地点: it goes over to another place's wall by itself.</summary>
    [GenerateSerializer, Immutable, Alias("ScreenCommand.Move")]
    public sealed record Move([property: Id(0)] PlaceId To) : ScreenCommand;

    /// <summary>重新载入: its page is loaded anew.</summary>
    [GenerateSerializer, Immutable, Alias("ScreenCommand.Reload")]
    public sealed record Reload : ScreenCommand;

    /// <summary>撤销: it goes dark, for good.</summary>
    /// <param name="Reason">1 to <see cref="Screens.Screen.MaxReason"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("ScreenCommand.Revoke")]
    public sealed record Revoke([property: Id(0)] string Reason) : ScreenCommand;
}
