using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Circle.Domain.Audit;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>Something that a row may mean by a name.</summary>
/// <param name="Row">Facility, service point or place.</param>
/// <param name="Street">Where it stands; of a street its own. Null: it is the district's.</param>
/// <param name="Community">Null: of a street or more.</param>
[GenerateSerializer, Immutable, Alias("NamedTarget")]
public sealed record NamedTarget([property: Id(0)] StreamId Row, [property: Id(1)] string Name, [property: Id(2)] PlaceId? Street, [property: Id(3)] PlaceId? Community);

/// <summary>A row whose target is found.</summary>
/// <param name="About">Null where there are faults.</param>
public sealed record CityEntry(CityRow Read, NamedTarget? About, ImmutableArray<ImportFault> Faults, ImmutableArray<ImportFault> Notes)
{
    /// <summary>Names longer than that are nobody's; they are somebody's own description.</summary>
    public const int MaxName = 100;

    private const int MostSaid = 50;

    /// <summary>Null where there are faults.</summary>
    public CityTicket? Ticket => About is null ? null : Read.Ticket;

    /// <summary>
    /// By the first of its targets that one facility, service point or place alone is called, in the place that the row names; else that place; else a fault.
    /// Nothing is guessed.
    /// </summary>
    /// <param name="named">What is called so, whatever the case, width and blanks.</param>
    public static CityEntry Of(CityHeads heads, CityRow read, Func<string, ImmutableArray<NamedTarget>> named, PlaceNames names)
    {
        if (read.Ticket is not { } ticket) return new(read, null, read.Faults, read.Notes);
        var isAmbiguous = false;
        foreach (var text in ticket.Targets.Where(t => t.Length <= MaxName))
        {
            var found = named(text).Where(n => ticket.Place is not { } place || n.Street == place || n.Community == place).ToList();
            if (found.Count == 1) return new(read, found[0], [], read.Notes);
            isAmbiguous |= found.Count > 1;
            if (found.Count == 0 && ticket.Place is null && PlaceOf(text, names) is { } called) return new(read, TargetOf(called, names), [], read.Notes);
        }

        var column = heads.NameOf(CityColumn.Target);
        if (ticket.Place is { } where)
        {
            var about = TargetOf(where, names);
            return new(read, about, [], ticket.Targets.IsEmpty ? read.Notes : read.Notes.Add(new ImportFault(
                read.Row, column, "place-instead", $"“{Said(ticket)}”对不上名录里的设施、服务点，记在{about.Name}", $"{Said(ticket)} is not in the directory: it is taken to be about {about.Name}")));
        }

        return new(read, null,
        [
            isAmbiguous
                ? new ImportFault(read.Row, column, "ambiguous", $"有几处都叫“{Said(ticket)}”，请在街道、社区列写明是哪一处", $"several are called {Said(ticket)}: give the street or the community")
                : new ImportFault(read.Row, column, "unknown", $"名录里没有“{Said(ticket)}”，请写名录里的名称，或填写街道、社区", $"the directory has no {Said(ticket)}: write a name of the directory, or give the street or the community"),
        ], read.Notes);
    }

    /// <summary>Of a file and of what is made of it: who was shown the same has seen the same, whoever else entered some of it meanwhile.</summary>
    public static string FingerprintOf(ReadOnlySpan<byte> file, IEnumerable<CityEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(file));
        foreach (var entry in entries)
        {
            var line = entry.Ticket is { } t
                ? string.Create(CultureInfo.InvariantCulture, $"{entry.Read.Row}\t{t.City.Number}\t{t.Kind}\t{t.Category}\t{t.Urgency}\t{entry.About!.Row}\t{t.City.Deadline:O}\n")
                : string.Create(CultureInfo.InvariantCulture, $"{entry.Read.Row}\n");
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A place called by its name alone, or by its street's and its own.</summary>
    private static PlaceId? PlaceOf(string text, PlaceNames names)
    {
        if (names.Find(null, text, new FaultList()) is { } community) return community;
        if (names.Find(text, null, new FaultList()) is { } street) return street;
        var plain = PlaceNames.Plain(text);
        foreach (var above in names.Places.All.Where(p => p.Kind != PlaceKind.Community))
        {
            var own = PlaceNames.Plain(above.Name);
            if (!plain.StartsWith(own, StringComparison.Ordinal) || plain.Length == own.Length) continue;
            if (names.Find(above.Name, plain[own.Length..], new FaultList()) is { } under) return under;
        }

        return null;
    }

    private static NamedTarget TargetOf(PlaceId place, PlaceNames names)
    {
        var isCommunity = names.Places.Find(place)?.Kind == PlaceKind.Community;
        return new NamedTarget(Place.StreamOf(place), names.Places.Find(place)?.Name ?? place.Value, names.StreetOf(place), isCommunity ? place : null);
    }

    private static string Said(CityTicket ticket)
    {
        var covered = Mask.Text(ticket.Targets[0].ReplaceLineEndings(" "));
        covered = ticket.Caller?.CoverIn(covered) ?? covered;
        return covered.Length > MostSaid ? $"{covered[..MostSaid]}…" : covered;
    }
}
