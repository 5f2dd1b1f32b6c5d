using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Contracts.Seeds;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Places;
using Circle.Seeds;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Circle.Silo.Seeds;

/// <summary>
/// Brings the seed files into the journal by the same commands that a person would use. A file that was imported whole is
/// skipped until its bytes change; what exists is never overwritten where a person has corrected it.
/// </summary>
public sealed class SeedImport(SeedSet seeds, IGrainFactory grains, ILogger<SeedImport> log) : BackgroundService
{
    private const int Together = 64;

    /// <summary>
    /// Rounds for rows that were refused: a silo may not know yet of places and plan that another has just committed. Their gaps
    /// together are longer than the period at which it looks.
    /// </summary>
    private const int Rounds = 4;

    private static readonly TimeSpan BusyGap = TimeSpan.FromMilliseconds(200);

    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when every file has been gone through; not before it the system is ready.</summary>
    public Task Finished => finished.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            Caller.Current = Actor.Seeds;
            var ledger = grains.GetGrain<ISeedLedgerGrain>(0);
            var known = await ledger.Known();
            var imported = new List<SeedFile>();

            foreach (var part in seeds.PlaceParts.Where(p => IsNew(p.File)))
            {
                var isWhole = true;
                foreach (var level in part.Rows.GroupBy(p => p.Kind).OrderBy(g => g.Key))
                    isWhole &= await TellAsync(part.File, level, p => p.Id.Value, p => new PlaceCommand.Import(p), p => grains.GetGrain<IPlaceGrain>(p.Id.Value), stoppingToken);
                if (isWhole) imported.Add(part.File);
            }

            if (seeds.PlanFiles.Any(IsNew) && await TellPlanAsync([.. seeds.PlanFiles.Where(IsNew)], stoppingToken)) imported.AddRange(seeds.PlanFiles);

            foreach (var part in seeds.FacilityParts.Where(p => IsNew(p.File)))
            {
                if (await TellAsync(
                        part.File, part.Rows, f => f.Id.Value, f => new FacilityCommand.Import(f), f => grains.GetGrain<IFacilityGrain>(f.Id.Value), stoppingToken))
                    imported.Add(part.File);
            }

            if (imported.Count > 0) await ledger.Imported(imported.ToImmutableDictionary(f => f.Path, f => f.Sha256));
            log.LogInformation("Seeds: {Imported} files imported, the others known", imported.Count);
            finished.TrySetResult();

            bool IsNew(SeedFile file) => known.GetValueOrDefault(file.Path) != file.Sha256;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            finished.TrySetCanceled(stoppingToken);
        }
        catch (Exception e)
        {
            finished.TrySetException(e);
            throw;
        }
    }

    /// <summary>
    /// The first plan is adopted. A later one is proposed: only a person changes the plan in force. What these files proposed
    /// once and no longer say is taken back, so that nobody takes it by mistake.
    /// </summary>
    private async Task<bool> TellPlanAsync(ImmutableArray<SeedFile> changed, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IPlanGrain>(IPlanGrain.Key);
        var file = seeds.PlanFiles[0];
        var inForce = await grain.View();
        if (inForce is null && !await TellAsync<PlanDocument, PlanCommand>(file, [seeds.Plan], p => p.Number, p => new PlanCommand.Adopt(p), _ => grain, cancel))
            return false;
        if (inForce is null || Hash(inForce.Document) == Hash(seeds.Plan)) return await TakeBackAsync(grain, inForce?.Open, file, cancel);

        var names = string.Join('、', changed.Take(3).Select(f => f.Path)) + (changed.Length > 3 ? $" 等 {changed.Length} 个" : "");
        var source = $"文件有改动：{names}";
        if (source.Length > PlanCommand.Propose.MaxSource) source = $"文件有改动：{changed.Length} 个";
        if (!await TellAsync<PlanDocument, PlanCommand>(file, [seeds.Plan], p => p.Number, p => new PlanCommand.Propose(p, source), _ => grain, cancel))
            return false;
        if ((await grain.View())?.Open is { } open)
            log.LogWarning("Seeds: the plan's files differ from the plan in force; proposal {Number} waits at /plan for a person to take or dismiss it", open.Number);
        return true;
    }

    private async Task<bool> TakeBackAsync(IPlanGrain grain, OpenProposal? open, SeedFile file, CancellationToken cancel)
    {
        if (open is null || open.By != Actor.Seeds) return true;

        log.LogInformation("Seeds: proposal {Number} is taken back, the plan's files say what is in force", open.Number);
        return await TellAsync<OpenProposal, PlanCommand>(
            file, [open], p => $"proposal {p.Number}", p => new PlanCommand.Dismiss(p.Number, "文件已改回，与正在执行的方案相同"), _ => grain, cancel);
    }

    /// <summary>False when a row is refused for what it says in every round; each is logged with its file.</summary>
    private async Task<bool> TellAsync<TRow, TCommand>(
        SeedFile file, IEnumerable<TRow> rows, Func<TRow, string> idOf, Func<TRow, TCommand> commandOf, Func<TRow, ICommandGrain<TCommand>> grainOf, CancellationToken cancel)
    {
        var waiting = rows.ToImmutableArray();
        for (var round = 1; ; round++)
        {
            var refused = new ConcurrentBag<(TRow Row, Refusal Refusal)>();
            await Parallel.ForEachAsync(waiting, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancel }, async (row, stop) =>
            {
                if (await TellAsync(file, idOf(row), row, commandOf(row), grainOf(row), stop) is { } refusal) refused.Add((row, refusal));
            });
            if (refused.IsEmpty) return true;
            if (round == Rounds)
            {
                foreach (var (row, refusal) in refused)
                    log.LogWarning("{File}: {Row} was not imported: {Faults}", file.Path, idOf(row), string.Join("; ", refusal.Faults.Select(f => $"{f.Field} {f.Zh}")));
                return false;
            }

            waiting = [.. refused.Select(r => r.Row)];
            await Task.Delay(RegionWatch.Period / 4 * round, cancel);
        }
    }

    /// <summary>Asks until there is an answer. Null: the row stands as the file says, or a person has corrected it.</summary>
    private async Task<Refusal?> TellAsync<TRow, TCommand>(
        SeedFile file, string name, TRow row, TCommand command, ICommandGrain<TCommand> grain, CancellationToken cancel)
    {
        var hash = Hash(row);
        var id = CommandId.Derive("seeds", file.Path, name, hash);
        while (true)
        {
            switch (await AskAsync(grain, id, command))
            {
                case Answer.Busy or Answer.Unsure:
                    await Task.Delay(BusyGap, cancel);
                    continue;
                case Answer.Accepted { Receipt: { Repeated: true, Version: var version } }:
                    // An edit that was taken back: the same content as once before, to be said again on top of what came since.
                    id = CommandId.Derive("seeds", file.Path, name, hash, version.ToString(CultureInfo.InvariantCulture));
                    continue;
                case Answer.Refused { Refusal: { Kind: not (RefusalKind.NotNow or RefusalKind.IdReused) } refusal }:
                    return refusal;
                default:
                    return null;
            }
        }
    }

    private static string Hash<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, JournalJson.Options)));

    /// <summary>A grain that cannot be reached, or cannot read its journal, is asked again.</summary>
    private async Task<Answer> AskAsync<TCommand>(ICommandGrain<TCommand> grain, CommandId id, TCommand command)
    {
        try
        {
            return await grain.Tell(id, command);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or JournalException)
        {
            log.LogWarning(e, "An import is asked again");
            return new Answer.Unsure();
        }
    }
}
