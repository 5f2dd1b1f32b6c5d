using System.Text.Json;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Web.Imports;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Circle.Web.Subjects;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using FormFile = Circle.Web.Imports.FormFile;

namespace Circle.Web.Tickets;

/// <summary>市热线转办: a file of the city's 12345 in, and the state of its tickets back.</summary>
internal static class CityEndpoints
{
    /// <summary>A line of JSON for each of a few rows, as they are entered.</summary>
    private const string Lines = "application/x-ndjson";

    private static readonly Refusal Changed = Refusal.NotNow(
        "changed-meanwhile", "文件或名录与预检时不同，没有受理任何工单，请重新预检", "the file, or the directory, is not what the dry run showed; nothing was received: run it again");

    public static void MapCity(this RouteGroupBuilder tickets)
    {
        tickets.MapPost("/city-import", CheckAsync)
            .WithSummary("Reads a file of the city's 12345 (.xlsx or CSV, at most 10 MB and 2,000 rows) and says of each row what it would do, with every fault; nothing is received, and nothing of the file is kept.")
            .WithMetadata(new RequestSizeLimitAttribute(SheetFile.Limits.MostRequest)).RequireRateLimiting(UploadGate.OfOne)
            .Needs(Permission.Intake).TakesFiles<CityImportView>();
        tickets.MapPost("/city-import/application", EnterAsync).NeedsQuery("fingerprint")
            .WithSummary("Receives what the dry run of the same file showed, each ticket once however often it is sent; rows with faults are left out. Answers line by line (CityImportProgress) while it goes on; ends with the rows in hand when nobody waits any more.")
            .WithMetadata(new RequestSizeLimitAttribute(SheetFile.Limits.MostRequest)).RequireRateLimiting(UploadGate.OfOne)
            .Needs(Permission.Intake).WithMetadata(new CommandEndpoint(Files: true)).Produces<CityImportProgress>(StatusCodes.Status200OK, Lines).ProducesProblem(409);
        tickets.MapGet("/city-status", StatusAsync).NeedsQuery("since").Queries<FileFormat>("format")
            .WithSummary("The state of the city's tickets received since a day (状态回写), as a table for the city: nobody who called, and answers with numbers covered.")
            .JudgedBySilo(Permission.Intake).Produces<Stream>(StatusCodes.Status200OK, Workbook.MediaType, FormFile.CsvType).ProducesProblem(409);
    }

    private static async Task<IResult> CheckAsync(HttpContext http, CityImport import, UploadGate gate, IHostApplicationLifetime program)
    {
        var (plan, _, refused) = await ReadAsync(http, import, gate, program);
        return plan is null ? refused! : Results.Ok(await import.ShowAsync(plan));
    }

    private static async Task<IResult> EnterAsync(HttpContext http, CityImport import, UploadGate gate, IHostApplicationLifetime program, string? fingerprint)
    {
        if (fingerprint is null)
        {
            var faults = new FaultList();
            faults.Add("fingerprint", "required", "请先预检", "run it dry first");
            return Problems.Of(http, faults.ToRefusal());
        }

        var (plan, key, refused) = await ReadAsync(http, import, gate, program);
        if (plan is null) return refused!;
        if (plan.Fingerprint != fingerprint) return Problems.Of(http, Changed);
        var by = Asker.Of(http);
        var caller = Caller.Current;
        return Results.Stream(async body =>
        {
            Caller.Current = caller;
            await WriteAsync(http, body, import, by, key, plan, program.ApplicationStopping);
        }, Lines);
    }

    /// <summary>The file as it is understood, held by nobody afterwards; else why not.</summary>
    private static async Task<(CityPlan? Plan, CommandId Key, IResult? Refused)> ReadAsync(HttpContext http, CityImport import, UploadGate gate, IHostApplicationLifetime program)
    {
        using var arriving = gate.Arrive();
        if (!arriving.IsAcquired) return (null, default, Problems.Busy(http));
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = UploadGate.Slowest;
        var (files, refused) = await SheetFile.Limits.ReadAsync(http);
        if (refused is not null) return (null, default, refused);

        var faults = new FaultList();
        var key = Commands.KeyOf(http, faults);
        if (files.IsEmpty) faults.Add("files", "required", "请选择一个文件", "choose a file");
        if (faults.Any) return (null, key, Problems.Of(http, faults.ToRefusal()));
        using var until = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, program.ApplicationStopping);
        try
        {
            using var reading = await gate.ReadAsync(until.Token);
            if (!reading.IsAcquired) return (null, key, Problems.Busy(http));
            var plan = await import.ReadAsync(files[0], faults, until.Token);
            return plan is not null ? (plan, key, null) : (null, key, faults.Any ? Problems.Of(http, faults.ToRefusal()) : Problems.Busy(http));
        }
        catch (OperationCanceledException) when (program.ApplicationStopping.IsCancellationRequested)
        {
            return (null, key, Problems.Busy(http));
        }
    }

    /// <summary>A line for every few rows. Whoever goes away has what was told, and a few rows more are done.</summary>
    private static async Task WriteAsync(HttpContext http, Stream body, CityImport import, Asker by, CommandId run, CityPlan plan, CancellationToken stopping)
    {
        var (done, all) = (0, plan.Entries.Length);
        foreach (var some in plan.Entries.Chunk(CityImport.Together))
        {
            if (http.RequestAborted.IsCancellationRequested) return;
            if (stopping.IsCancellationRequested)
            {
                // Without its end nobody takes a part for the whole.
                http.Abort();
                return;
            }

            var results = await Task.WhenAll(some.Select(entry => import.EnterAsync(by, run, entry)));
            done += some.Length;
            var line = JsonSerializer.SerializeToUtf8Bytes(new CityImportProgress([.. results], done, all, done == all), JournalJson.Options);
            await body.WriteAsync((byte[])[.. line, (byte)'\n'], http.RequestAborted);
            await body.FlushAsync(http.RequestAborted);
        }
    }

    private static async Task<IResult> StatusAsync(HttpContext http, CityStatus status, string? since, string? format)
    {
        var faults = new FaultList();
        var kind = faults.Choice<FileFormat>("format", format) ?? FileFormat.Xlsx;
        var day = faults.Day("since", since);
        if (since is null) faults.Add("since", "required", "请选择从哪天起", "say since when");
        if (faults.Any || day is not { } from) return Problems.Of(http, faults.ToRefusal());
        var (rows, refusal) = await status.RowsAsync(District.At(from), http.RequestAborted);
        if (rows is null) return Problems.Of(http, refusal!);
        return FormFile.TableOf(kind, "办理状态", $"市热线转办-办理状态-{from:yyyyMMdd}起", CityStatus.Heads, rows);
    }
}
