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

    /// <summary>Rounds for rows that were refused: a silo may not know yet of places and plan that another has just committed.</summary>
    private const int Rounds = 3;

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

            if (seeds.PlanFiles.Any(IsNew)
                && await TellAsync<PlanDocument, PlanCommand>(
                    seeds.PlanFiles[0], [seeds.Plan], p => p.Number, p => new PlanCommand.Adopt(p), _ => grains.GetGrain<IPlanGrain>(IPlanGrain.Key), stoppingToken))
            {
                imported.AddRange(seeds.PlanFiles);
            }

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
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(row, JournalJson.Options)));
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
