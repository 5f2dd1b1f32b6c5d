using System.Security.Cryptography;
using Circle.Contracts.Imports;
using Circle.Domain.Accounts;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Circle.Web.Imports;

/// <summary>Forms as files, a file that is compared and entered, and the records of what was entered.</summary>
internal static class ImportEndpoints
{
    /// <summary>Tables of what was not entered: so many are written at once, so many wait, and "busy" for the others.</summary>
    private const string Limit = "import-result";
    private const int MostResults = 4;
    private const int MostWaiting = 16;

    private const int MostExported = Sheet.MaxRows;

    public static void AddImports(this IServiceCollection services)
    {
        services.AddSingleton<UploadGate>();
        services.AddRateLimiter(UploadGate.AddLimit);
        services.AddRateLimiter(limits => limits.AddConcurrencyLimiter(Limit, limit => (limit.PermitLimit, limit.QueueLimit) = (MostResults, MostWaiting)));
    }

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("imports");
        imports.MapGet("/", RecordsAsync).WithSummary("Records of imports, newest first; at most 100, before before.").JudgedBySilo(Permission.Confirm).Produces<ImportRecordPage>();
        imports.MapGet("/forms", FormsAsync).WithSummary("The forms that tables may have.").JudgedBySilo(Permission.Read).Produces<ListOf<ImportForm>>();
        imports.MapGet("/forms/{form}/template", TemplateAsync).WithSummary("An empty table of a form.").Queries<FileFormat>("format").JudgedBySilo(Permission.Read).Produces<Stream>(StatusCodes.Status200OK, Workbook.MediaType, "text/csv").ProducesProblem(404);
        imports.MapGet("/forms/{form}/export", ExportAsync).WithSummary("What stands, as a table of a form; at most 20,000 rows.").Queries<FileFormat>("format").JudgedBySilo(Permission.Read).Produces<Stream>(StatusCodes.Status200OK, Workbook.MediaType, "text/csv").ProducesProblem(404);

        imports.MapPost("/{id}/file", UploadAsync).WithSummary("Reads a table (.xlsx or CSV, at most 10 MB and 20,000 rows) and compares it with what stands; changes nothing.").NeedsQuery("form").NeedsOne()
            .WithMetadata(new RequestSizeLimitAttribute(SheetFile.Limits.MostRequest))
            .RequireRateLimiting(UploadGate.OfOne)
            .TakesFiles<ImportView>();
        imports.MapGet("/{id}", (HttpContext http, IGrainFactory grains, string id) => AnswerAsync(http, grains, id, g => g.View())).WithSummary("An import of one's own: what it would do, or how far it is.").NeedsOne().Produces<ImportView>();
        imports.MapGet("/{id}/rows", RowsAsync).WithSummary("Its rows by number, at most 200 after after.").Queries<RowState>("state").Queries<RowOutcome>("outcome").Queries<bool>("left").NeedsOne().Produces<ImportRowPage>();
        imports.MapPost("/{id}/choices", ChooseAsync).WithSummary("Picks for what is in conflict.").NeedsOne().Takes<ChoicesBody>().Produces<ImportView>();
        imports.MapPost("/{id}/application", ApplyAsync).WithSummary("Begins to enter it.").NeedsOne().Takes<ApplicationBody>().Produces<ImportView>(StatusCodes.Status202Accepted);
        imports.MapPost("/{id}/cancellation", (HttpContext http, IGrainFactory grains, string id) => AnswerAsync(http, grains, id, g => g.Cancel())).WithSummary("Stops it; what is done stays.").NeedsOne().Produces<ImportView>();
        imports.MapGet("/{id}/result", ResultAsync).WithSummary("The rows that were not entered, and why, as a table.").NeedsOne().RequireRateLimiting(Limit).Produces<Stream>(StatusCodes.Status200OK, "text/csv");
    }

    /// <summary>Whoever may import anything; the silos judge each row. Whose import it is, its grain knows.</summary>
    private static RouteHandlerBuilder NeedsOne(this RouteHandlerBuilder endpoint) => endpoint.Needs(Permission.Keep, Permission.Arrange, Permission.Plan);

    private static async Task<IResult> RecordsAsync(HttpContext http, IGrainFactory grains, string? before, QueryNumber? limit)
    {
        var faults = new FaultList();
        var (earlier, most) = (faults.Id<ImportId>("before", before), (int)faults.Number("limit", limit, 1, 100, 50));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IImportQueries>(0).Records(earlier, most));
    }

    private static async Task<IResult> FormsAsync(IGrainFactory grains) => Results.Ok(new ListOf<ImportForm>(await grains.GetGrain<IImportQueries>(0).Forms()));

    private static async Task<IResult> TemplateAsync(HttpContext http, IGrainFactory grains, string form, string? format)
    {
        var faults = new FaultList();
        var kind = faults.Choice<FileFormat>("format", format) ?? FileFormat.Xlsx;
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return await FindAsync(grains, form) is { } found ? FormFile.Template(found, kind) : Problems.NotFound(http);
    }

    private static async Task<ImportForm?> FindAsync(IGrainFactory grains, string form)
        => (await grains.GetGrain<IImportQueries>(0).Forms()).FirstOrDefault(f => f.Id.Value == form);

    private static async Task<IResult> ExportAsync(HttpContext http, IGrainFactory grains, string form, string? format, string? place)
    {
        var faults = new FaultList();
        var kind = faults.Choice<FileFormat>("format", format) ?? FileFormat.Xlsx;
        var under = faults.Id<PlaceId>("place", place);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        if (await FindAsync(grains, form) is not { } found) return Problems.NotFound(http);

        var rows = new List<IReadOnlyList<string>>();
        for (string? after = null; ;)
        {
            if (await grains.GetGrain<IImportQueries>(0).Export(new ExportQuery(found.Id, under, found.Line, after, 2_000)) is not { } page) return Problems.NotFound(http);
            rows.AddRange(page.Rows.Select(IReadOnlyList<string> (r) => r));
            if (rows.Count > MostExported)
                return Problems.Of(http, Refusal.NotNow("too-many", $"超过 {MostExported} 行，请按街道或社区分别导出", $"more than {MostExported} rows: export one street or community at a time"));
            if (page.Next is null) return FormFile.Export(found, kind, rows);
            after = page.Next;
        }
    }

    private static async Task<IResult> UploadAsync(HttpContext http, IGrainFactory grains, UploadGate gate, IHostApplicationLifetime program, string id, string? form)
    {
        if (KeyOf(id) is not { } key) return Problems.NotFound(http);
        using var arriving = gate.Arrive();
        if (!arriving.IsAcquired) return Problems.Busy(http);
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = UploadGate.Slowest;
        var (files, refused) = await SheetFile.Limits.ReadAsync(http);
        if (refused is not null) return refused;

        var faults = new FaultList();
        _ = Commands.KeyOf(http, faults);
        var asked = faults.Id<ImportFormId>("form", form);
        if (form is null) faults.Add("form", "required", "请先选择模板", "choose a form first");
        if (files.IsEmpty) faults.Add("files", "required", "请选择一个文件", "choose a file");
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        // Neither for somebody who is gone nor while the program ends.
        using var until = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, program.ApplicationStopping);
        try
        {
            using var reading = await gate.ReadAsync(until.Token);
            if (!reading.IsAcquired) return Problems.Busy(http);
            var sheet = SheetFile.Read(files[0], faults, until.Token);
            if (sheet is null) return Problems.Of(http, faults.ToRefusal());
            var upload = new ImportUpload(asked!.Value, sheet, NameOf(files[0].Name), Convert.ToHexStringLower(SHA256.HashData(files[0].Bytes)));
            return Answer(http, await grains.GetGrain<IImportGrain>(key).Prepare(upload));
        }
        catch (OperationCanceledException) when (program.ApplicationStopping.IsCancellationRequested)
        {
            return Problems.Busy(http);
        }
    }

    /// <summary>Without folders, and without what cannot be seen.</summary>
    private static string NameOf(string name)
    {
        var own = new string([.. name.Split('/', '\\')[^1].Where(c => FaultList.IsCleanText($"{c}", lines: false))]).Trim();
        return own.Length == 0 ? "file" : own.Length > ImportRecord.MaxFileName ? own[..ImportRecord.MaxFileName] : own;
    }

    private static async Task<IResult> RowsAsync(HttpContext http, IGrainFactory grains, string id, string? state, string? outcome, string? left, QueryNumber? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        if (left is not (null or "true" or "false")) faults.Add("left", "wrong-shape", "应为 true 或 false", "must be true or false");
        var query = new ImportRowQuery(
            faults.Choice<RowState>("state", state), faults.Choice<RowOutcome>("outcome", outcome), left == "true", (int)faults.Number("after", after, 0, int.MaxValue, 0), (int)faults.Number("limit", limit, 1, 200, 50));
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return KeyOf(id) is { } key && await grains.GetGrain<IImportGrain>(key).Rows(query) is { } page ? Results.Ok(page) : Problems.NotFound(http);
    }

    private static Task<IResult> ChooseAsync(HttpContext http, IGrainFactory grains, string id) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var choices = ImportBodies.Choices(body);
        body.Close();
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : await AnswerAsync(http, grains, id, g => g.Choose(choices));
    });

    private static Task<IResult> ApplyAsync(HttpContext http, IGrainFactory grains, string id) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (asOf, source) = (body.Date("asOf"), body.Required("source"));
        body.Close();
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : await AnswerAsync(http, grains, id, g => g.Apply(asOf, source), StatusCodes.Status202Accepted);
    });

    private static async Task<IResult> ResultAsync(HttpContext http, IGrainFactory grains, string id)
        => KeyOf(id) is { } key && await ImportResult.OfAsync(http, grains.GetGrain<IImportGrain>(key)) is { } result ? result : Problems.NotFound(http);

    private static async Task<IResult> AnswerAsync(HttpContext http, IGrainFactory grains, string id, Func<IImportGrain, Task<ImportAnswer>> ask, int done = StatusCodes.Status200OK)
        => KeyOf(id) is { } key ? Answer(http, await ask(grains.GetGrain<IImportGrain>(key)), done) : Problems.NotFound(http);

    private static IResult Answer(HttpContext http, ImportAnswer answer, int done = StatusCodes.Status200OK)
        => answer.View is { } view ? Results.Json(view, statusCode: done) : Problems.Of(http, answer.Refusal!);

    /// <summary>A UUID that the client makes, as an operation's key; null: it is none.</summary>
    private static string? KeyOf(string id) => Guid.TryParseExact(id, "D", out var key) && key != Guid.Empty ? $"{key:D}" : null;
}
