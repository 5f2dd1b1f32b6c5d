using System.Collections.Immutable;
using Circle.Contracts.Evidence;
using Circle.Contracts.Facilities;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Accounts;
using Circle.Domain.Evidence;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ProgressSheets;
using Circle.Domain.Time;
using Circle.Web.Imports;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Circle.Web.ProgressSheets;

/// <param name="Rows">Rows that say something, in the file's order; at most <see cref="ProgressSheet.MostRows"/>.</param>
internal sealed record ProgressComparison(ImmutableArray<ProgressRow> Rows);

/// <summary>进度表: out as a workbook, back as a comparison. Entering it is reporting, facility by facility.</summary>
internal static class ProgressSheetEndpoints
{
    /// <summary>Days ahead whose steps are this week's matter.</summary>
    private const int Horizon = 28;

    public static void MapProgressSheets(this IEndpointRouteBuilder api)
    {
        var sheets = api.MapGroup("/progress-sheets").WithTags("progress-sheets");
        sheets.MapGet("/{place}", ExportAsync).WithSummary("What a place is to report, as a workbook (进度表): facilities that steps passed or within 28 days wait for.")
            .JudgedBySilo(Permission.Read).Produces<Stream>(StatusCodes.Status200OK, Workbook.MediaType).ProducesProblem(404);
        sheets.MapPost("/{place}", CompareAsync).WithSummary("Compares a table that was filled in (.xlsx or CSV, at most 10 MB and 2,000 rows) with what stands; changes nothing.")
            .WithMetadata(new RequestSizeLimitAttribute(SheetFile.Limits.MostRequest))
            .RequireRateLimiting(UploadGate.OfOne)
            .JudgedBySilo(Permission.Read)
            .TakesFiles<ProgressComparison>();
    }

    private static async Task<IResult> ExportAsync(HttpContext http, IGrainFactory grains, string place, string? line)
    {
        if (!TextId.TryParse<PlaceId>(place, out var at)) return Problems.NotFound(http);
        var faults = new FaultList();
        var only = faults.Id<LineId>("line", line);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var today = await TodayAsync(grains);
        var evidence = grains.GetGrain<IEvidenceQueries>(0);
        var asked = new List<EvidenceItem>();
        foreach (var (figure, from, to) in ((Figure, DateOnly?, DateOnly?)[])[(Figure.Owed, null, null), (Figure.Due, today, today.AddDays(Horizon))])
        {
            for (int? after = 0; after is { } offset && asked.Count < ProgressSheet.MostRows;)
            {
                if (await evidence.Items(new EvidenceQuery(at, only, null, figure, from, to), offset, EvidencePage.MaxLimit, http.RequestAborted) is not { } page) return Problems.NotFound(http);
                asked.AddRange(page.Items);
                after = page.Next;
            }
        }

        var there = await FacilitiesAsync(grains, at, only);
        var rows = asked.Where(i => i.Id is not null && there.ContainsKey(i.Id.Value)).DistinctBy(i => i.Id).Take(ProgressSheet.MostRows)
            .Select(IReadOnlyList<string> (i) => ProgressSheet.RowOf(there[i.Id!.Value], i.Place.Name, i.LineName, i.Step?.Label ?? "", i.Step?.Due));
        var bytes = Workbook.Write([("进度", ProgressSheet.Heads, rows), ("填写说明", ["列 Column", "说明", "Hint"], ProgressSheet.Guide.Select(IReadOnlyList<string> (g) => g))]);
        return Results.File(bytes, Workbook.MediaType, $"进度表-{today:yyyyMMdd}.xlsx");
    }

    private static async Task<IResult> CompareAsync(HttpContext http, IGrainFactory grains, UploadGate gate, string place, string? line)
    {
        if (!TextId.TryParse<PlaceId>(place, out var at)) return Problems.NotFound(http);
        var faults = new FaultList();
        var only = faults.Id<LineId>("line", line);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        using var arriving = gate.Arrive();
        if (!arriving.IsAcquired) return Problems.Busy(http);
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = UploadGate.Slowest;
        var there = await FacilitiesAsync(grains, at, only);
        var (files, refused) = await SheetFile.Limits.ReadAsync(http);
        if (refused is not null) return refused;

        _ = Commands.KeyOf(http, faults);
        if (files.IsEmpty) faults.Add("files", "required", "请选择一个文件", "choose a file");
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        using var reading = await gate.ReadAsync(http.RequestAborted);
        if (!reading.IsAcquired) return Problems.Busy(http);
        var today = await TodayAsync(grains);
        return SheetFile.Read(files[0], faults, http.RequestAborted) is { } sheet
            && ProgressSheet.Compare(sheet, there, today, faults) is { } rows
                ? Results.Ok(new ProgressComparison(rows))
                : Problems.Of(http, faults.ToRefusal());
    }

    private static async Task<DateOnly> TodayAsync(IGrainFactory grains) => District.DateOf((await grains.GetGrain<IRehearsalGrain>(0).View()).Now);

    /// <summary>All that stand at a place and under it, of one line or of all, a page after the other.</summary>
    private static async Task<Dictionary<FacilityId, FacilityView>> FacilitiesAsync(IGrainFactory grains, PlaceId place, LineId? line)
    {
        var all = new Dictionary<FacilityId, FacilityView>();
        for (FacilityId? after = null; ;)
        {
            var page = await grains.GetGrain<IFacilityQueries>(0).List(new FacilityQuery(place, line, null, null, after, 200));
            foreach (var view in page.Items) all[view.Id] = view;
            if (page.Next is null || all.Count > 20_000) return all;
            after = page.Next;
        }
    }
}
