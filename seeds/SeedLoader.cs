using System.Collections.Immutable;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using Circle.Seeds.Json;
using Circle.Seeds.Lines;
using Circle.Seeds.Reading;
using Circle.Seeds.Rows;

namespace Circle.Seeds;

/// <summary>Reads a district's plan from its folder, and reports everything that is wrong with it at once.</summary>
public sealed class SeedLoader
{
    private const string PlanName = "plan.json";
    private const string RehearsalName = "rehearsal.json";

    private static readonly string[] RequiredTables = ["places", "calendar"];

    private readonly Problems problems = new();
    private readonly Values values;

    private SeedLoader() => values = new(problems);

    /// <param name="folder">Holds plan.json, lines/*.json and the CSV tables.</param>
    /// <param name="rehearsal">A folder of invented rows, added to the plan's; null for a Live database.</param>
    public static SeedResult Load(string folder, string? rehearsal = null) => new SeedLoader().Read(folder, rehearsal);

    private SeedResult Read(string folder, string? rehearsal)
    {
        var main = SeedFolder.Read(folder, rehearsal: false, problems);
        SeedFolder[] folders = rehearsal is null ? [main] : [main, SeedFolder.Read(rehearsal, rehearsal: true, problems)];
        foreach (var kind in RequiredTables.Where(kind => !main.HoldsTable(kind)))
            ReportMissing(main, $"{kind}.csv");
        foreach (var marked in folders.Skip(1))
            ReadMark(marked);

        var places = new PlaceRows(values, folders.Any(f => f.Lost("places")));
        var placeParts = folders.SelectMany(f => f.Tables("places")).Select(places.Read).ToImmutableArray();
        places.CheckParents();
        var plan = ReadPlan(main, places);
        var lines = new KnownLines(plan.Lines.DistinctBy(l => l.Id).ToImmutableDictionary(l => l.Id), plan.Lines.Length == main.LineCount);
        var baselines = new BaselineRows(lines, values);
        var baselineParts = folders.SelectMany(f => f.Tables("baselines")).Select(baselines.Read).ToImmutableArray();
        var facilities = new FacilityRows(places, lines, baselines.ByLine, values);
        var facilityParts = folders.SelectMany(f => f.Tables("facilities")).Select(facilities.Read).ToImmutableArray();
        var points = new PointRows(places, plan.Directory, values);
        var pointParts = folders.SelectMany(f => f.Tables("service-points")).Select(points.Read).ToImmutableArray();
        var circles = new CircleRows(places, values);
        var circleParts = folders.SelectMany(f => f.Tables("living-circles")).Select(circles.Read).ToImmutableArray();
        var calendar = ReadCalendar(main);
        var search = ReadSearch(main);

        ImmutableArray<SeedFile> planFiles = [.. main.Lines.Append(main.One(PlanName)).OfType<SeedText>().Select(t => t.File)];
        return problems.Count > 0
            ? new(null, [.. problems.InOrder])
            : new(
                new(
                    plan, planFiles, placeParts, facilityParts, baselineParts, calendar, [.. main.Tables("calendar").Select(t => t.File)], search.ToWords(),
                    [.. SearchRows.Tables.SelectMany(main.Tables).Select(t => t.File)])
                { PointParts = pointParts, CircleParts = circleParts },
                []);
    }

    /// <summary>The mark says in words that the rows are invented; a folder without it is not a rehearsal's.</summary>
    private void ReadMark(SeedFolder folder)
    {
        if (folder.One(RehearsalName) is not { } file)
        {
            ReportMissing(folder, RehearsalName);
            return;
        }

        if (JsonMap.Open(file, values) is not { } map)
            return;
        _ = map.Text("note", Values.LongText);
        map.Close();
    }

    private PlanDocument ReadPlan(SeedFolder folder, PlaceRows places)
    {
        ReportMissing(folder, PlanName);
        if (folder.LineCount == 0)
            ReportMissing(folder, "lines/*.json");
        var head = folder.One(PlanName) is { } file ? PlanFile.Read(file, [], values) : null;
        return new PlanReading(places, values).Read(head ?? new("", "", default, [], []), [.. folder.Lines], folder.LineCount);
    }

    private WorkCalendar ReadCalendar(SeedFolder folder)
    {
        var rows = new CalendarRows(values);
        foreach (var file in folder.Tables("calendar"))
            rows.Read(file);
        return rows.ToCalendar();
    }

    private SearchRows ReadSearch(SeedFolder folder)
    {
        var rows = new SearchRows(values);
        foreach (var kind in SearchRows.Tables)
        {
            foreach (var file in folder.Tables(kind)) rows.Read(kind, file);
        }

        rows.CheckVariants();
        return rows;
    }

    /// <summary>A file that is there and could not be read has been reported.</summary>
    private void ReportMissing(SeedFolder folder, string name)
    {
        if (!folder.Holds(name))
            problems.Add(new($"{folder.Name}/{name}", 0), "缺少这个文件");
    }
}
