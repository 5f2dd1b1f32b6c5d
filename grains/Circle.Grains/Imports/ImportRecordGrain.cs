using Circle.Contracts.Imports;
using Circle.Domain.Imports;
using Circle.Grains.Journal;

namespace Circle.Grains.Imports;

[GrainType("import")]
public sealed class ImportRecordGrain(AggregateServices services) : AggregateGrain<Import, ImportState, ImportCommand, ImportEvent>(services), IImportRecordGrain;
