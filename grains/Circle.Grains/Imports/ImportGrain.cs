using System.Collections.Immutable;
using Circle.Contracts.Imports;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Grains.Accounts;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Circle.Grains.Imports;

/// <summary>
/// Holds one import for its owner, and enters it. Nothing of it is stored before it is over: what is entered is in the journal of
/// whatever it was entered into, and a file that is uploaded again finds that unchanged.
/// </summary>
[GrainType("import-run"), Reentrant, CollectionAgeLimit(Hours = 2)]
public sealed class ImportGrain(
    ExistingRows existing, ImportShelf shelf, RightsBook book, Atlas atlas, BusinessClock clock, TimeProvider real, ILogger<ImportGrain> log) : Grain, IImportGrain
{
    private static readonly Refusal Gone = Refusal.Unknown(
        "", "上传已失效，请重新上传；已导入的行再次上传时显示为“没有变化”", "the upload is gone: upload the file again; rows that were entered are shown as unchanged then");

    private static readonly Refusal Running = Refusal.NotNow("running", "正在导入，请等它完成或取消", "it is running: wait until it is over, or cancel it");

    private static readonly TimeSpan RecordGap = TimeSpan.FromSeconds(1);

    private Actor? owner;
    private volatile ImportTable? table;
    private ImportPhase phase;
    private bool isPreparing;
    private bool isCancelled;
    private DateOnly? asOf;
    private string? source;
    private ImportId? record;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        isCancelled = true;
        shelf.Release(Key);
        return Task.CompletedTask;
    }

    public async Task<ImportAnswer> Prepare(ImportUpload upload)
    {
        if (Caller.Current is not { } caller) return Refused(Caller.SignedOut);
        if (atlas.Plan is not { } plan || ImportForms.Find(plan.Document, upload.Form) is not { } form)
            return Refused(Refusal.Unknown("form", "没有这个模板", "no such form"));
        if (await book.MissingAsync(caller, new Need(form.Permission)) is { } forbidden) return Refused(forbidden);

        // After the last wait: nobody comes in between from here to the mark that it is being prepared.
        if (owner is { } other && other != caller) return Refused(Gone);
        if (isPreparing || phase == ImportPhase.Running) return Refused(Running);
        if (shelf.Take(Key, caller, () => table = null) is { } full) return Refused(full);

        isPreparing = true;
        owner = caller;
        try
        {
            return await PrepareAsync(upload, form, caller);
        }
        finally
        {
            isPreparing = false;
            if (table is not null)
            {
                shelf.Mark(Key, ShelfState.Ready);
            }
            else
            {
                owner = null;
                shelf.Release(Key);
            }
        }
    }

    public Task<ImportAnswer> View() => Task.FromResult(Own() is { } whole ? Shown(whole) : Refused(Gone));

    public Task<ImportRowPage?> Rows(ImportRowQuery query) => Task.FromResult(Own()?.Page(query));

    public Task<ImportAnswer> Choose(ImmutableArray<ImportChoice> choices)
    {
        if (Own() is not { } whole) return Task.FromResult(Refused(Gone));
        if (phase != ImportPhase.Ready) return Task.FromResult(Refused(phase == ImportPhase.Running ? Running : Over));
        if (!shelf.Mark(Key, ShelfState.Ready)) return Task.FromResult(Refused(Gone));
        whole.Choose(choices.Take(ImportChoice.Most));
        return Task.FromResult(Shown(whole));
    }

    public async Task<ImportAnswer> Apply(DateOnly day, string from)
    {
        if (Own() is not { } whole) return Refused(Gone);
        if (phase == ImportPhase.Running) return Again(whole, day, from);
        if (phase != ImportPhase.Ready) return Refused(Over);
        if (await book.MissingAsync(owner, new Need(whole.Form.Permission)) is { } forbidden) return Refused(forbidden);
        if (FaultsOf(whole, day, from) is { } invalid) return Refused(invalid);

        // Whoever asked at the same time, or took its place, was first.
        if (table != whole) return Refused(Gone);
        if (phase == ImportPhase.Running) return Again(whole, day, from);
        if (phase != ImportPhase.Ready) return Refused(Over);
        if (!shelf.Mark(Key, ShelfState.Busy)) return Refused(Gone);

        (asOf, source, phase) = (day, from.Trim(), ImportPhase.Running);
        using (ExecutionContext.SuppressFlow()) _ = RunAsync(whole, owner!.Value, whole.Reading.Drafts with { AsOf = day, Source = source });
        return Shown(whole);
    }

    public Task<ImportAnswer> Cancel()
    {
        if (Own() is not { } whole) return Task.FromResult(Refused(Gone));
        switch (phase)
        {
            case ImportPhase.Running:
                isCancelled = true;
                return Task.FromResult(Shown(whole));
            case ImportPhase.Ready:
                phase = ImportPhase.Cancelled;
                shelf.Mark(Key, ShelfState.Over);
                return Task.FromResult(Shown(whole));
            default:
                var last = Shown(whole);
                table = null;
                shelf.Release(Key);
                return Task.FromResult(last);
        }
    }

    private static Refusal Over { get; } = Refusal.NotNow("over", "这次导入已结束，要再导入请重新上传", "this import is over: upload the file to import again");

    private static ImportAnswer Refused(Refusal refusal) => new(null, refusal);

    private ImportTable? Own() => owner is not null && owner == Caller.Current ? table : null;

    /// <summary>Asked for once more while it runs: the same is no fault, and other words come too late.</summary>
    private ImportAnswer Again(ImportTable whole, DateOnly day, string from) => (day, from.Trim()) == (asOf, source)
        ? Shown(whole)
        : Refused(Refusal.NotNow(
            "running", $"已按 {asOf:yyyy-MM-dd}、“{source}”开始导入，不能再改；要改请先取消，再重新上传",
            $"it is being entered as of {asOf:yyyy-MM-dd} from {source}: to change that, cancel it and upload the file again"));

    private async Task<ImportAnswer> PrepareAsync(ImportUpload upload, ImportForm form, Actor caller)
    {
        table = null;
        var at = new Circumstances(clock.Now, caller, atlas.Plan, atlas.Places);
        var drafts = new RowDrafts(form, new PlaceNames(atlas.Places), at, at.Today, upload.FileName);
        var faults = new FaultList();

        // Seconds of work for the largest file: not in a turn of this grain.
        var reading = await Task.Run(() => SheetReading.Of(upload.Sheet, drafts, faults));
        if (reading is null) return Refused(faults.ToRefusal());

        var whole = new ImportTable(upload, reading, await new ImportComparison(existing, book, reading, caller).RowsAsync());
        await Task.Run(() =>
        {
            foreach (var row in whole.Rows) row.Judge(whole.Judge);
        });
        (table, phase, isCancelled, asOf, source, record) = (whole, ImportPhase.Ready, false, null, null, null);
        return Shown(whole);
    }

    private Refusal? FaultsOf(ImportTable whole, DateOnly day, string from)
    {
        var faults = new FaultList();
        faults.Text("source", from, 1, ImportRecord.MaxSource);
        faults.Day("asOf", day, new DateOnly(1949, 10, 1), clock.Today);
        if (whole.Form is { Subject: ImportSubject.Facilities, Line: { } line } && atlas.Plan?.Baselines.GetValueOrDefault(line) is { } baseline && day > baseline.AsOf
            && whole.Rows.Any(r => r.Existing is null && r.Verdict.Draft is ImportDraft.Facility { Draft: { Origin: Domain.Facilities.Origin.Existing, Since: null } }))
        {
            faults.Add("asOf", "after-baseline", $"该项目的基线已确认到 {baseline.AsOf:yyyy-MM-dd}，请填写不晚于它的日期", $"the line's baseline is confirmed as of {baseline.AsOf:yyyy-MM-dd}: give a day not after it");
        }

        return faults.Any ? faults.ToRefusal() : null;
    }

    private async Task RunAsync(ImportTable whole, Actor by, RowDrafts drafts)
    {
        try
        {
            DelayDeactivation(TimeSpan.FromHours(1));
            await new ImportTeller(GrainFactory, existing, whole, drafts, by, $"{Key}\n{whole.Upload.Sha256}\n{drafts.AsOf:O}\n{drafts.Source}", real, () => isCancelled).RunAsync();
        }
        catch (Exception e)
        {
            log.LogError(e, "Import {Import} stopped", Key);
        }

        try
        {
            // Whatever stopped it, no row is left without an answer.
            foreach (var row in whole.Rows.Where(r => r.Outcome is null))
            {
                if (isCancelled) row.Became(RowOutcome.Cancelled);
                else row.Became(RowOutcome.Refused, [new ImportFault(row.Row.Number, "", "stopped", "导入中断，这一行不确定是否已保存，请重新导入同一文件", "the import broke off, and the row may or may not be saved: import the same file again")]);
            }

            await KeepAsync(whole, by, drafts);
        }
        catch (Exception e)
        {
            log.LogError(e, "Import {Import} has no record", Key);
        }
        finally
        {
            phase = isCancelled ? ImportPhase.Cancelled : ImportPhase.Finished;
            shelf.Mark(Key, ShelfState.Over);
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    /// <summary>A record that cannot be kept is no reason to call what is entered undone; the page says that there is none.</summary>
    private async Task KeepAsync(ImportTable whole, Actor by, RowDrafts drafts)
    {
        var counts = ImportCounts.Of(whole.Rows.Select(r => r.Outcome));
        var id = ImportId.Of(clock.Now, Key);
        var kept = new ImportRecord(id, whole.Form.Id, whole.Form.Name, whole.Form.EnglishName, whole.Form.Line, whole.Upload.FileName, whole.Upload.Sha256, drafts.AsOf, drafts.Source, counts);
        var command = CommandId.Derive("import-record", Key);
        for (var began = real.GetTimestamp(); real.GetElapsedTime(began) < ImportTeller.Patience; await Task.Delay(RecordGap, real))
        {
            try
            {
                Caller.Current = by;
                switch (await GrainFactory.GetGrain<IImportRecordGrain>(id.Value).Tell(command, new ImportCommand.Finish(kept, whole.Form.Permission)))
                {
                    case Answer.Accepted:
                        record = id;
                        return;
                    case Answer.Refused refused:
                        log.LogWarning("Import {Import} has no record: {Codes}", Key, string.Join(", ", refused.Refusal.Faults.Select(f => f.Code)));
                        return;
                }
            }
            catch (Exception e) when (ImportTeller.IsPassing(e))
            {
                log.LogWarning(e, "Import {Import} cannot keep its record yet", Key);
            }
        }

        log.LogError("Import {Import} has no record: the journal was busy all the time", Key);
    }

    private ImportAnswer Shown(ImportTable whole)
    {
        var counts = ImportCounts.Of(whole.Rows.Select(r => r.Outcome));
        var line = whole.Form.Line;
        return new(
            new ImportView(
                whole.Form.Id, whole.Form.Name, whole.Form.EnglishName, whole.Upload.FileName, whole.Upload.Sha256, phase, whole.Rows.Length, whole.States(),
                whole.Rows.Count(r => r.Outcome is not null), counts, asOf, source, line, line is { } of ? atlas.Plan?.Baselines.GetValueOrDefault(of)?.AsOf : null, record),
            null);
    }
}
