using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Coordinations;

/// <summary>What may be asked of a matter.</summary>
[GenerateSerializer, Immutable, Alias("CoordinationCommand")]
public abstract record CoordinationCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>提出</summary>
    /// <param name="Street">Who raises it.</param>
    /// <param name="Lead">The line whose lead unit blocks it, or has whoever does see to it.</param>
    /// <param name="Text">What is blocked and what is asked, at most <see cref="Coordination.MaxText"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("CoordinationCommand.Raise")]
    public sealed record Raise(
        [property: Id(0)] CoordinationId Id, [property: Id(1)] PlaceId Street, [property: Id(2)] LineId Lead, [property: Id(3)] string Text) : CoordinationCommand
    {
        internal Refusal? Check(Circumstances at)
        {
            var faults = new FaultList();
            if (at.Places.Find(Street) is not { Kind: PlaceKind.Street }) faults.Add("street", "unknown", "没有这个街道", "no such street");
            if (at.Plan?.Find(Lead) is null) faults.Add("lead", "unknown", "没有这个项目", "no such line");
            faults.Prose("text", Text, 1, Coordination.MaxText, lines: true);
            return faults.Any ? faults.ToRefusal() : null;
        }
    }

    /// <summary>受理, by the unit.</summary>
    [GenerateSerializer, Immutable, Alias("CoordinationCommand.Take")]
    public sealed record Take : CoordinationCommand;

    /// <summary>答复, by the unit.</summary>
    [GenerateSerializer, Immutable, Alias("CoordinationCommand.Answer")]
    public sealed record Answer([property: Id(0)] string Text) : CoordinationCommand;

    /// <summary>退回, by the street: the answer does not settle it.</summary>
    [GenerateSerializer, Immutable, Alias("CoordinationCommand.Return")]
    public sealed record Return([property: Id(0)] string Reason) : CoordinationCommand;

    /// <summary>办结, by the street, answered or not: what no longer blocks it is over.</summary>
    [GenerateSerializer, Immutable, Alias("CoordinationCommand.Settle")]
    public sealed record Settle([property: Id(0)] string? Note) : CoordinationCommand;

    /// <summary>A rung's time has come.</summary>
    [GenerateSerializer, Immutable, Alias("CoordinationCommand.Escalate")]
    public sealed record Escalate : CoordinationCommand
    {
        public const string AgendaKind = "coordination-rung";
    }

    internal static Refusal? CheckText(string field, string? text, int min)
    {
        var faults = new FaultList();
        faults.Prose(field, text, min, Coordination.MaxText, lines: true);
        return faults.Any ? faults.ToRefusal() : null;
    }
}
