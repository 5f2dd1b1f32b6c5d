using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using Circle.Measure.Hosting;
using Circle.Measure.Load;

namespace Circle.Measure.Storage;

/// <summary>Events as the journal would hold them, for whoever writes nothing else: the same columns, the same sizes.</summary>
internal static class RawEvent
{
    private static readonly Actor Street = new("rehearsal:street");

    private static readonly FacilityEvent[] Life =
    [
        new FacilityEvent.Progressed(Facility.Whole, Stage.Prepared, 1_000, Site.Today, null),
        new FacilityEvent.Progressed(Facility.Whole, Stage.Delivered, 1_000, Site.Today, "设备已到位"),
        new FacilityEvent.Completed(Site.Today, null),
        new FacilityEvent.Retracted(Stage.Completed, "数量有误"),
        new FacilityEvent.Retracted(Stage.Delivered, "数量有误"),
        new FacilityEvent.Retracted(Stage.Prepared, "数量有误"),
    ];

    private static readonly (string Name, int Schema, string Data)[] Written =
        [.. Life.Select(e => (EventCatalog<FacilityEvent>.NameOf(e).Name, EventCatalog<FacilityEvent>.NameOf(e).Schema, EventCatalog<FacilityEvent>.Write(e)))];

    private static readonly string[] Hashes = [.. Enumerable.Range(0, 997).Select(i => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i))))];

    public static Envelope Of(int facility, long version)
    {
        var (name, schema, data) = Written[version % Written.Length];
        return new Envelope(
            StreamId.Of(Facility.Kind, Field.IdOf(facility).Value), version, name, schema, data, new CommandId(Guid.CreateVersion7()),
            Hashes[(facility + version) % Hashes.Length], Street, District.At(Site.Today), District.At(Site.Today), Hashes[(facility * 7 + version) % Hashes.Length]);
    }
}
