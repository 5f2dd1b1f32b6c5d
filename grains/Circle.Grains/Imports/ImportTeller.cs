using System.Globalization;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.Places;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;

namespace Circle.Grains.Imports;

/// <summary>
/// Enters rows by the ordinary commands of their aggregates, a number of them at once. Whatever changed since the dry run is found by
/// the aggregate, and the row is judged again on the newest state.
/// </summary>
/// <param name="by">Whose commands they are.</param>
/// <param name="cause">What command ids are derived from: the import and its file.</param>
/// <param name="drafts">With the as-of date and the source that were given.</param>
internal sealed class ImportTeller(IGrainFactory grains, ExistingRows existing, ImportTable table, RowDrafts drafts, Actor by, string cause, TimeProvider real, Func<bool> isCancelled)
{
    private const int Underway = 128;
    private const int MostJudged = 5;

    /// <summary>For a database that comes up again, or a silo that takes over.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>After this every silo knows the places that another one has committed.</summary>
    private static readonly TimeSpan Hearsay = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(200);

    /// <summary>Streets before what stands under them.</summary>
    public async Task RunAsync()
    {
        foreach (var row in table.Rows.Where(r => r.Verdict.Draft is null)) row.Became(OutcomeOf(row.State));
        var waiting = table.Rows.Where(r => r.Verdict.Draft is not null).ToLookup(r => r.Verdict.Draft is ImportDraft.Community { Draft.Kind: PlaceKind.Street });
        await TogetherAsync(new Queue<TableRow>(waiting[true]));
        await TogetherAsync(new Queue<TableRow>(waiting[false]));
    }

    private static RowOutcome OutcomeOf(RowState state) => state switch
    {
        RowState.Unchanged => RowOutcome.Unchanged,
        RowState.Conflict => RowOutcome.LeftOut,
        _ => RowOutcome.Faulty,
    };

    private async Task TogetherAsync(Queue<TableRow> waiting)
    {
        await Task.WhenAll(Enumerable.Range(0, Underway).Select(async _ =>
        {
            while (waiting.TryDequeue(out var row))
            {
                if (isCancelled()) row.Became(RowOutcome.Cancelled);
                else await EnterAsync(row);
            }
        }));
    }

    private async Task EnterAsync(TableRow row)
    {
        var began = real.GetTimestamp();
        for (var judged = 0; ;)
        {
            var isNew = row.Existing is null;
            var answer = await TellAsync(row);
            if (answer is Answer.Refused { Refusal.Faults: var stale } && stale.Any(IsMeanwhile) && judged < MostJudged)
            {
                if (await JudgeAgainAsync(row))
                {
                    judged++;
                    if (row.Verdict.Draft is not null) continue;
                    row.Became(OutcomeOf(row.State));
                    return;
                }

                answer = new Answer.Busy();
            }

            switch (answer)
            {
                case Answer.Accepted:
                    row.Became(isNew ? RowOutcome.Added : RowOutcome.Changed);
                    return;
                case Answer.Refused { Refusal.Faults: [{ Code: "unchanged" }] }:
                    row.Became(RowOutcome.Unchanged);
                    return;
                case Answer.Refused { Refusal.Faults: var faults } when !faults.Any(IsHearsay) || real.GetElapsedTime(began) > Hearsay:
                    row.Became(RowOutcome.Refused, [.. faults.Select(f => new ImportFault(row.Row.Number, "", f.Code, f.Zh, f.En))]);
                    return;
                case Answer.Busy or Answer.Unsure when real.GetElapsedTime(began) > Patience:
                    row.Became(RowOutcome.Refused, [new ImportFault(row.Row.Number, "", "busy", "系统一直忙，这一行不确定是否已保存，请稍后重新导入同一文件", "busy all the time, and the row may or may not be saved: import the same file again later")]);
                    return;
                default:
                    await Task.Delay(Gap, real);
                    continue;
            }
        }
    }

    /// <summary>False: what stands cannot be read at the moment, and the row is as it was.</summary>
    private async Task<bool> JudgeAgainAsync(TableRow row)
    {
        try
        {
            var now = await existing.OneAsync(table.Form, drafts.Names, row.Existing?.Draft.Id ?? row.Verdict.Draft!.Id);
            row.JudgeAgain(table.Judge, now, now is null ? default : await existing.BasisAsync(table.Form, drafts.Names, now, row.Row.Version));
            return true;
        }
        catch (Exception e) when (IsPassing(e))
        {
            return false;
        }
    }

    private async Task<Answer> TellAsync(TableRow row)
    {
        var seen = row.Existing?.ListedAt ?? 0;
        var id = CommandId.Derive("import", cause, row.Row.Number.ToString(CultureInfo.InvariantCulture), seen.ToString(CultureInfo.InvariantCulture));
        // Of every call: what a call before this one left behind is gone.
        Caller.Current = by;
        try
        {
            return row.Verdict.Draft switch
            {
                ImportDraft.Point point => await grains.GetGrain<IServicePointGrain>(point.Id).Tell(id, new ServicePointCommand.Import(
                    point.Draft with { Source = drafts.Source }, row.Verdict.Said is ImportDraft.Point said ? new PointBasis(said.Draft.Listing, said.Draft.Place) : null, seen)),
                ImportDraft.Facility facility => await grains.GetGrain<IFacilityGrain>(facility.Id).Tell(id, new FacilityCommand.Enter(
                    drafts.Dated(facility.Draft with { Source = drafts.Source }), seen, row.Verdict.Said is ImportDraft.Facility said ? FacilityBasis.Of(said.Draft) : null)),
                ImportDraft.Community place => await grains.GetGrain<IPlaceGrain>(place.Id).Tell(id, new PlaceCommand.Enter(place.Draft with { Source = drafts.Source }, seen)),
                _ => throw new InvalidOperationException("nothing is told of this row"),
            };
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            return new Answer.Unsure();
        }
        catch (JournalException)
        {
            return new Answer.Busy();
        }
    }

    /// <summary>Of a database that comes up again, or a silo that takes over.</summary>
    internal static bool IsPassing(Exception e) => e is JournalException or TimeoutException or OrleansException;

    private static bool IsMeanwhile(Fault fault) => fault.Code == Refusal.ChangedMeanwhileCode;

    /// <summary>A place that another silo may not have heard of yet.</summary>
    private static bool IsHearsay(Fault fault) => fault is { Code: "unknown", Field: "place" } or { Code: "wrong-parent" };
}
