using Circle.Contracts.Accounts;
using Circle.Contracts.Duties;
using Circle.Contracts.Journal;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Web.Duties;

/// <summary>演练责任人: a few duties of the demonstration accounts, so that a rehearsal's first morning is not empty; all others stay 未录责任人.</summary>
internal sealed class DemonstrationDuties(IGrainFactory grains, ILogger<DemonstrationDuties> log)
{
    private const int LinesOfStreet = 6;
    private const int LinesOfCommunity = 2;

    /// <summary>Fewer than may be: while it catches up a rehearsal passes days in a second.</summary>
    private const int Earlier = DutyRoster.DaysBack / 2;

    private static readonly DateOnly Begins = new(2013, 9, 26);
    private static readonly Actor Rehearsal = new("rehearsal:duties");

    /// <returns>False: not now.</returns>
    public async Task<bool> OpenAsync()
    {
        Caller.Current = Rehearsal;
        var today = District.DateOf((await grains.GetGrain<IRehearsalGrain>(0).View()).Now);
        var from = today.AddDays(-Earlier) is var earlier && earlier > Begins ? earlier : Begins;
        var lines = (await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).View())?.Document.Lines ?? [];
        if (await grains.GetGrain<IPlaceQueries>(0).Find(null) is not { } district || lines.IsEmpty) return false;
        var (street, community, leadUnit) = (await GrantAsync("street"), await GrantAsync("community"), await GrantAsync("lead-unit"));
        if (street?.Place is not { } inStreet || community?.Place is not { } inCommunity || leadUnit?.Line is not { } unitLine) return false;

        (PlaceId Place, LineId? Line, string Holder)[] wanted =
        [
            (district, null, "programme"),
            (district, unitLine, "lead-unit"),
            (inStreet, null, "street"),
            .. Of(lines, inStreet, LinesOfStreet, "street"),
            (inCommunity, null, "community"),
            .. Of(lines, inCommunity, LinesOfCommunity, "community"),
        ];
        var isWhole = true;
        foreach (var (place, line, holder) in wanted) isWhole &= await AssignAsync(place, line, holder, from);
        if (isWhole) log.LogInformation("Demonstration duties: {Count}", wanted.Length);
        return isWhole;
    }

    private static IEnumerable<(PlaceId Place, LineId? Line, string Holder)> Of(IEnumerable<Line> lines, PlaceId place, int count, string holder)
        => lines.Where(l => !l.Excluded.Contains(place)).Take(count).Select(l => (place, (LineId?)l.Id, holder));

    private async Task<Grant?> GrantAsync(string name) => (await grains.GetGrain<IAccountGrain>(IdOf(name).Value).Grants()).FirstOrDefault();

    /// <returns>False: not now. Another web node, or an earlier start, may have done it.</returns>
    private async Task<bool> AssignAsync(PlaceId place, LineId? line, string holder, DateOnly from)
        => await grains.GetGrain<IDutyGrain>(place.Value).Tell(
            CommandId.Derive("demonstration-duty", place.Value, line?.Value ?? ""), new DutyCommand.Assign(place, line, IdOf(holder), from, null)) switch
        {
            Answer.Accepted => true,
            Answer.Refused { Refusal: var refusal } => refusal.Kind == RefusalKind.IdReused || refusal.Faults.Any(f => f.Code == "taken"),
            _ => false,
        };

    private static AccountId IdOf(string name) => AccountId.Of($"demonstration-{name}");
}
