using System.Globalization;
using Circle.Contracts.Rehearsal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Web.Imports;
using Circle.Web.Journal;
using Circle.Web.Rights;
using FormFile = Circle.Web.Imports.FormFile;

namespace Circle.Web.Volunteering;

/// <summary>志愿队伍 and their allowance 补助, for streets and the district.</summary>
internal static class TeamDeskEndpoints
{
    private static readonly string[] Heads = ["街道", "月份", "补助（元）", "队伍", "志愿者（人）", "活动（次）", "人次", "工时（小时）"];

    public static void MapTeamDesk(this IEndpointRouteBuilder api)
    {
        var teams = api.MapGroup("/volunteer-teams").WithTags("activities");
        teams.MapGet("/overview", OverviewAsync).WithSummary("How the volunteer teams stand that the caller reviews or supervises, at a place and under it: newest activity, silence, roster and crafts, this month.")
            .JudgedBySilo(Permission.Review, Permission.Supervise).Produces<TeamsOverview>();
        teams.MapGet("/allowances", AllowancesAsync).WithSummary("What the caller's streets are due of a month, yyyy-MM, for volunteers (志愿者日常补助), with what it rests on; without a month, of this one.")
            .JudgedBySilo(Permission.Review, Permission.Supervise).Produces<AllowanceSheet>();
        teams.MapGet("/allowances/table", TableAsync).Queries<FileFormat>("format").WithSummary("The same as a table, with its total.")
            .JudgedBySilo(Permission.Review, Permission.Supervise).Produces<Stream>(StatusCodes.Status200OK, Workbook.MediaType, FormFile.CsvType);
    }

    private static async Task<IResult> OverviewAsync(HttpContext http, IGrainFactory grains, string? place)
    {
        var faults = new FaultList();
        var at = faults.Id<PlaceId>("place", place);
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IVolunteerTeamQueries>(0).Overview(at));
    }

    private static async Task<IResult> AllowancesAsync(HttpContext http, IGrainFactory grains, string? month)
    {
        var faults = new FaultList();
        var asked = await MonthAsync(grains, faults, month);
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IVolunteerTeamQueries>(0).Allowances(asked));
    }

    private static async Task<IResult> TableAsync(HttpContext http, IGrainFactory grains, string? month, string? format)
    {
        var faults = new FaultList();
        var asked = await MonthAsync(grains, faults, month);
        var kind = faults.Choice<FileFormat>("format", format) ?? FileFormat.Xlsx;
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var sheet = await grains.GetGrain<IVolunteerTeamQueries>(0).Allowances(asked);
        var rows = sheet.Rows.Append(TotalOf(sheet.Rows)).Select(r => RowOf(sheet.Month, r)).ToList();
        var name = string.Create(CultureInfo.InvariantCulture, $"志愿者日常补助-{sheet.Month:yyyyMM}");
        return FormFile.TableOf(kind, "志愿者日常补助", name, Heads, rows);
    }

    /// <summary>Its first day; null where it was left out, or, beside the fault, is none.</summary>
    private static async Task<DateOnly?> MonthAsync(IGrainFactory grains, FaultList faults, string? text)
    {
        if (text is null) return null;
        if (text.Length != "yyyy-MM".Length || new FaultList().Day("month", $"{text}-01") is not { } month)
        {
            faults.Add("month", "wrong-shape", "应为月份，如 2013-11", "must be a month like 2013-11");
            return null;
        }

        if (month > District.DateOf((await grains.GetGrain<IRehearsalGrain>(0).View()).Now)) faults.Add("month", FaultList.AfterNow, "这个月还没有到", "has not come yet");
        return month;
    }

    private static AllowanceRow TotalOf(IReadOnlyCollection<AllowanceRow> rows)
        => new(PlaceId.Of("-"), "合计", rows.Sum(r => r.DueFen), rows.Sum(r => r.Teams), rows.Sum(r => r.Volunteers), rows.Aggregate(ActivitySums.None, (all, row) => all.Plus(row.Sums)));

    private static IReadOnlyList<string> RowOf(DateOnly month, AllowanceRow row) =>
    [
        row.Name, month.ToString("yyyy-MM", CultureInfo.InvariantCulture), (row.DueFen / 100m).ToString("0.##", CultureInfo.InvariantCulture), Number(row.Teams), Number(row.Volunteers),
        Number(row.Sums.Activities), Number(row.Sums.People), (row.Sums.Minutes / 60m).ToString("0.##", CultureInfo.InvariantCulture),
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
