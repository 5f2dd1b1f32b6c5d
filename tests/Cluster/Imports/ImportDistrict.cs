using System.Collections.Immutable;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Imports;
using Circle.Contracts.Journal;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;

namespace Circle.Cluster.Tests.Imports;

/// <summary>A district with a directory, and files as their owners send them.</summary>
public sealed class ImportDistrict : IAsyncLifetime
{
    public static readonly Actor Clerk = new("rehearsal:clerk");
    public static readonly Actor Other = new("rehearsal:other");
    public static readonly ImportFormId Laundries = ImportFormId.Of("points-laundry");

    private readonly SqliteFolder folder = new();

    public CircleCluster Cluster { get; private set; } = null!;

    public Mischief Mischief { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options(), More: silo => silo.AddOutgoingGrainCallFilter(Mischief)));
        await Cluster.PrepareAsync(SmallDistrict.Plan with
        {
            Directory = new DirectoryRules([new PointKind(PointKindId.Of("laundry"), "洗衣点", "Laundry", SmallDistrict.Room, true)], [], 90, 180, 800, 500, 30, []),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        folder.Dispose();
    }

    public Import New(Actor? by = null) => new(Cluster.Grains.GetGrain<IImportGrain>(Guid.CreateVersion7().ToString()), by ?? Clerk);

    public IServicePointGrain Point(string id) => Cluster.Grains.GetGrain<IServicePointGrain>(id);

    /// <summary>Rows of a street, a community, a name, an address, an id and a version.</summary>
    public static Sheet Sheet(params IEnumerable<string[]> rows)
        => new(["街道", "社区", "名称", "地址", "编号", "版本"], [.. rows.Select((r, i) => new SheetRow(i + 2, [.. r.Concat(Enumerable.Repeat("", 6 - r.Length))], []))]);

    public static IEnumerable<string[]> Shops(int count, string address = "1 号")
        => Enumerable.Range(0, count).Select(i => new[] { $"s{(i % 3) + 1}", $"s{(i % 3) + 1}c{(i % 4) + 1}", $"店{i}", address });

    /// <summary>One import as its owner sees it.</summary>
    public sealed class Import(IImportGrain grain, Actor by)
    {
        public async Task<ImportView> PrepareAsync(Sheet sheet, ImportFormId? form = null)
            => Seen(await As(g => g.Prepare(new ImportUpload(form ?? Laundries, sheet, "洗衣点.xlsx", "0a1b"))));

        public Task<ImportAnswer> ViewAsync() => As(g => g.View());

        public async Task<ImportView> ApplyAsync(DateOnly? asOf = null)
        {
            Seen(await As(g => g.Apply(asOf ?? SmallDistrict.Today, "摸底")));
            ImportView? last = null;
            await Eventually.TrueAsync(async () => (last = Seen(await ViewAsync())).Phase is ImportPhase.Finished or ImportPhase.Cancelled, () => $"it ends, {last?.Done} of {last?.Rows} are done");
            return last!;
        }

        public Task<ImportAnswer> BeginAsync(string source = "摸底") => As(g => g.Apply(SmallDistrict.Today, source));

        public Task<ImportAnswer> CancelAsync() => As(g => g.Cancel());

        public async Task<ImportView> ChooseAsync(params ImmutableArray<ImportChoice> choices) => Seen(await As(g => g.Choose(choices)));

        public async Task<ImmutableArray<ImportRow>> RowsAsync(RowState? state = null) => (await As(g => g.Rows(new ImportRowQuery(state, null, false, 0, 200))))!.Items;

        private static ImportView Seen(ImportAnswer answer) => answer.View ?? throw new InvalidOperationException(answer.Refusal!.Faults[0].En);

        private Task<T> As<T>(Func<IImportGrain, Task<T>> ask)
        {
            return AskAsync();

            async Task<T> AskAsync()
            {
                Caller.Current = by;
                return await ask(grain);
            }
        }
    }
}

[CollectionDefinition(nameof(ImportDistrict))]
public sealed class ImportDistrictTests : ICollectionFixture<ImportDistrict>;
