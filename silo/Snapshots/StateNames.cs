using Circle.Grains.Journal;

namespace Circle.Silo.Snapshots;

/// <summary>
/// Puts the grain type before the state's name. ADO.NET storage keys a row by the grain's key and this name alone: two
/// grain types with one key and one state name would share a row. The database's id follows: what was kept beside another
/// journal is not this one's.
/// </summary>
internal sealed class StateNames(DatabaseIdentity database) : PersistentStateFactory
{
    protected override string GetFullStateName(IGrainContext context, IPersistentStateConfiguration cfg)
        => $"{context.GrainId.Type}/{cfg.StateName}@{database.Id:N}";
}
