using System.Globalization;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Cluster.Tests.Field;

/// <param name="Facility">Its id.</param>
public sealed record Deed(string Facility, CommandId Id, FacilityCommand Command, Actor Actor);

/// <summary>What many people would do to many facilities, in no sensible order: about half of it is refused. One thread's.</summary>
public sealed class RandomDeeds(int seed, string prefix, int facilities)
{
    private readonly Random _random = new(seed);
    private int _deeds;

    private DateOnly SomeDay => SmallDistrict.Today.AddDays(-_random.Next(60));

    private PlaceId SomePlace => SmallDistrict.Places[_random.Next(SmallDistrict.Places.Length)].Id;

    public IEnumerable<Deed> Registrations() => Enumerable.Range(0, facilities).Select(i =>
    {
        var line = i % 3 == 0 ? SmallDistrict.Bench : SmallDistrict.Room;
        return new Deed(NameOf(i), NewId(), new FacilityCommand.Register(SmallDistrict.Facility(NameOf(i), SomePlace, line)), Asking.Street);
    });

    public Deed Next()
    {
        var n = ++_deeds;
        var (command, actor) = _random.Next(12) switch
        {
            0 or 1 => (Progress(), Asking.Street),
            2 or 3 => (new FacilityCommand.ReportCompletion(SomeDay, null), Asking.Street),
            4 => (new FacilityCommand.File(SomeDay), Asking.Street),
            5 => (new FacilityCommand.Accept(95, SmallDistrict.Today, null), Asking.Inspector),
            6 => (new FacilityCommand.Return(["dust"], SmallDistrict.Today.AddDays(9), 60, SmallDistrict.Today), Asking.Inspector),
            7 => (new FacilityCommand.Suspend("floods", null), Asking.Street),
            8 => (new FacilityCommand.Resume(), Asking.Street),
            9 => (new FacilityCommand.Move(SomePlace, "reorganised"), Asking.Street),
            10 => (new FacilityCommand.Retract(Stage.Completed, "a slip"), Asking.Street),
            _ => ((FacilityCommand)new FacilityCommand.Correct(string.Create(CultureInfo.InvariantCulture, $"name {n}"), FacilityDetails.Unknown), Asking.Street),
        };
        return new Deed(NameOf(_random.Next(facilities)), NewId(), command, actor);
    }

    private FacilityCommand.ReportProgress Progress()
        => new(null, _random.Next(2) == 0 ? Stage.Prepared : Stage.Delivered, _random.Next(2) == 0 ? null : 1_000 * _random.Next(1, 10), SomeDay, null);

    private string NameOf(int i) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}");

    private CommandId NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new CommandId(new Guid(bytes));
    }
}
