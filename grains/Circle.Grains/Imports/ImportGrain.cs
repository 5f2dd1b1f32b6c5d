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
        if (owner is { } other && other != caller) return Refused(Gone);
        if (isPreparing || phase == ImportPhase.Running) return Refused(Running);
        if (atlas.Plan is not { } plan || ImportForms.Find(plan.Document, upload.Form) is not { } form)
            return Refused(Refusal.Unknown("form", "没有这个模板", "no such form"));
        if (await book.MissingAsync(caller, new Need(form.Permission)) is { } forbidden) return Refused(forbidden);
        if (shelf.Take(Key, caller, TryDrop) is { } full) return Refused(full);

        isPreparing = true;
        owner = caller;
        try
        {
            return await PrepareAsync(upload, form, caller);
        }
        finally
        {
            isPreparing = false;
            if (table is null)
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
        foreach (var choice in choices.Take(ImportChoice.Most)) whole.Choose(choice);
        return Task.FromResult(Shown(whole));
    }

    public async Task<ImportAnswer> Apply(DateOnly day, string from)
    {
        if (Own() is not { } whole) return Refused(Gone);
        if (phase == ImportPhase.Running) return Shown(whole);
        if (phase != ImportPhase.Ready) return Refused(Over);
        if (await book.MissingAsync(owner, new Need(whole.Form.Permission)) is { } forbidden) return Refused(forbidden);
        if (FaultsOf(whole, day, from) is { } invalid) return Refused(invalid);
        if (phase != ImportPhase.Ready) return Shown(whole);

        (asOf, source, phase) = (day, from.Trim(), ImportPhase.Running);
        using (ExecutionContext.SuppressFlow()) _ = RunAsync(whole, owner!.Value, whole.Reading.Drafts with { AsOf = day, Source = source });
        return Shown(whole);
    }

    public Task<ImportAnswer> Cancel()
    {
        if (Own() is not { } whole) return Task.FromResult(Refused(Gone));
        if (phase == ImportPhase.Running) isCancelled = true;
        else if (phase == ImportPhase.Ready) phase = ImportPhase.Cancelled;
        return Task.FromResult(Shown(whole));
    }

    private static Refusal Over { get; } = Refusal.NotNow("over", "这次导入已结束，要再导入请重新上传", "this import is over: upload the file to import again");

    private static ImportAnswer Refused(Refusal refusal) => new(null, refusal);

    private ImportTable? Own() => owner is not null && owner == Caller.Current ? table : null;

    /// <summary>By the shelf, from another grain's turn: it is gone at once, and its memory soon after.</summary>
    private bool TryDrop()
    {
        if (isPreparing || phase == ImportPhase.Running) return false;
        table = null;
        return true;
    }

    private async Task<ImportAnswer> PrepareAsync(ImportUpload upload, ImportForm form, Actor caller)
    {
        table = null;
        var at = new Circumstances(clock.Now, caller, atlas.Plan, atlas.Places);
        var drafts = new RowDrafts(form, new PlaceNames(atlas.Places), at, at.Today, upload.FileName);
        var faults = new FaultList();

        // Seconds of work for the largest file: not in a turn of this grain.
        var reading = await Task.Run(() => SheetReading.Of(upload.Sheet, drafts, faults));
        if (reading is null) return Refused(faults.ToRefusal());

        var all = await existing.AllAsync(form, reading.Drafts.Names);
        var matched = await Task.Run(() => new RowMatches(form, reading.Drafts.Names, all).Of(reading.Rows));
        var rows = ImmutableArray.CreateBuilder<TableRow>(matched.Length);
        foreach (var (row, there, isTwice) in matched)
        {
            var judged = await ForbiddenAsync(form, row, there, caller) is { } why ? row.WithFault("", why.Code, why.Zh, why.En) : row;
            rows.Add(new TableRow(judged, judged.Draft is null ? null : there, isTwice)
            {
                Basis = there is null || judged.Draft is null ? default : await existing.BasisAsync(form, reading.Drafts.Names, there, row.Version),
            });
        }

        var whole = new ImportTable(upload, reading, rows.MoveToImmutable());
        await Task.Run(() =>
        {
            foreach (var row in whole.Rows) row.Judge(whole.Judge);
        });
        (table, phase, isCancelled, asOf, source, record) = (whole, ImportPhase.Ready, false, null, null, null);
        return Shown(whole);
    }

    /// <summary>What would be refused row by row is said beforehand, and nothing is shown of what is not one's own.</summary>
    private async ValueTask<Fault?> ForbiddenAsync(ImportForm form, ReadRow row, Existing? there, Actor caller)
    {
        if (row.Draft is not { } draft) return null;
        var need = form.Subject == ImportSubject.Communities ? new Need(form.Permission, Subject.District)
            : there is null ? new Need(form.Permission, new Subject(draft.Place, form.Line))
            : new Need(form.Permission, new Subject(draft.Place, form.Line), new Subject(there.Draft.Place, form.Line));
        return await book.MissingAsync(caller, need) is { Faults: [var why, ..] } ? why : null;
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
            await KeepAsync(whole, by, drafts);
        }
        catch (Exception e)
        {
            log.LogError(e, "Import {Import} stopped", Key);
        }
        finally
        {
            // Whatever stopped it, no row is left without an answer.
            foreach (var row in whole.Rows.Where(r => r.Outcome is null)) row.Became(RowOutcome.Cancelled);
            phase = isCancelled ? ImportPhase.Cancelled : ImportPhase.Finished;
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
        for (var tried = 0; tried < 30; tried++)
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
                default:
                    await Task.Delay(TimeSpan.FromSeconds(1), real);
                    continue;
            }
        }
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
