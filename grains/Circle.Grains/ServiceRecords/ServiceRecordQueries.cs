using System.Collections.Immutable;
using Circle.Contracts.ServiceRecords;
using Circle.Contracts.Volunteering;
using Circle.Domain.Facilities;
using Circle.Domain.ServiceRecords;
using Circle.Grains.Lists;
using Circle.Grains.Plans;
using Orleans.Concurrency;

namespace Circle.Grains.ServiceRecords;

[StatelessWorker, Reentrant, GrainType("service-record-queries")]
public sealed class ServiceRecordQueries(IListRows rows, Atlas atlas) : Grain, IServiceRecordQueries
{
    /// <summary>Stages that the row of a record itself may have: that of its code is another.</summary>
    private static readonly ImmutableArray<string> Own = [.. Enum.GetValues<ServiceRecordStage>().Select(ServiceRecordView.WordOf)];

    public async Task<ImmutableArray<ServiceRecordView>> OfPerson(PersonRecords query)
        => [.. (await rows.ListAsync(RecordRows.Any with { Who = query.Who.Value, Stages = Own, Limit = ServiceRecordPage.MaxLimit }, CancellationToken.None)).Select(r => RecordRows.Read(r.View))];

    public async Task<ServiceRecordPage> List(ServiceRecordQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, ServiceRecordPage.MaxLimit);
        var found = await rows.ListAsync(
            RecordRows.Any with
            {
                Regions = query.Place is { } place ? atlas.Places.Under(place) ?? [] : null,
                About = query.Team is { } team ? Facility.StreamOf(team) : null,
                Lines = query.Line is { } line ? [line.Value] : null,
                Stages = query.IsWaiting ? [ServiceRecordView.WordOf(ServiceRecordStage.Asked)] : Own,
                Order = query.IsWaiting ? ListOrder.ByDue : ListOrder.Newest,
                After = query.After is { } after ? new ListCursor(after.Key, after.Row) : null,
                Limit = limit + 1,
            },
            CancellationToken.None);
        var next = found.Length > limit ? found[limit - 1].Cursor : null;
        return new ServiceRecordPage([.. found.Take(limit).Select(r => RecordRows.Read(r.View))], next is null ? null : new ActivityCursor(next.Key, next.Id));
    }

    /// <summary>No grain is woken by a code that somebody made up.</summary>
    public async Task<VerifiedRecord?> Verify(string code)
    {
        var found = await rows.ListAsync(RecordRows.Any with { Who = VerificationCode.HashOf(code), Stages = [ServiceRecord.CodeStage] }, CancellationToken.None);
        if (found.IsEmpty || RecordRows.Read(found[0].View) is not { Issued: { } issued } view) return null;
        return new VerifiedRecord(view, ListedEntries.HashOf(await RecordRows.EntriesAsync(rows, view.Matter)) == issued.Hash);
    }
}
