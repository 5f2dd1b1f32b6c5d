using System.Net;
using System.Text;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Duties;
using Circle.TestServers;

namespace Circle.Processes.Tests.Imports;

/// <summary>A table from the template to the record, as a page does it.</summary>
public sealed class ImportEndpointTests(QuietWeb quiet)
{
    [Fact]
    public async Task A_table_is_compared_decided_entered_and_exported_unchanged()
    {
        var web = await quiet.GetAsync();
        using var street = await Someone.AsAsync(web, "street");
        var place = (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!;

        var first = new Upload(street, "points-laundry");
        var compared = await first.SendAsync("街道,社区,名称,电话\n北林路,广电社区,导入一店,0371-63000001\n北林路,广电社区,导入二店,0371-63000002\n北林路,没有的社区,导入三店,\n花园路,,别人的店,\n");
        Assert.Equal((2, 2, "ready"), (compared.GetProperty("states").GetProperty("new").GetInt32(), compared.GetProperty("states").GetProperty("faulty").GetInt32(), compared.Text("phase")));
        var faulty = (await street.Api.GetAsync($"{first.Path}/rows?state=faulty")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["unknown", "not-yours"], faulty.Select(r => r.GetProperty("faults")[0].Text("code")));

        var done = await first.ApplyAsync("2013-09-25");
        Assert.Equal((2, 2), (done.GetProperty("counts").GetProperty("added").GetInt32(), done.GetProperty("counts").GetProperty("faulty").GetInt32()));
        var result = Encoding.UTF8.GetString(await street.Api.BytesAsync($"{first.Path}/result"));
        Assert.Contains("导入三店", result, StringComparison.Ordinal);
        Assert.DoesNotContain("导入一店", result, StringComparison.Ordinal);

        // Of a person's imports the oldest that is over goes when there are more.
        var id = (await street.Api.GetAsync($"{first.Path}/rows")).GetProperty("items")[0].Text("id")!;

        // What is exported and sent again as it is changes nothing, in either format.
        foreach (var format in new[] { "xlsx", "csv" })
        {
            var bytes = await street.Api.BytesAsync($"/api/v1/imports/forms/points-laundry/export?format={format}&place={place}");
            var again = await new Upload(street, "points-laundry").SendAsync(bytes, $"a.{format}");
            Assert.Equal(again.GetProperty("rows").GetInt32(), again.GetProperty("states").GetProperty("unchanged").GetInt32());
        }

        // Somebody corrects one; a newer file is in conflict there.
        Assert.Equal(HttpStatusCode.OK, (await street.Api.CommandAsync($"/api/v1/service-points/{id}/correction", new { listing = new { name = "导入一店", address = "改过", phones = new[] { new { number = "0371-63000009", type = "landline" } } } })).Status);
        var second = new Upload(street, "points-laundry");
        compared = await second.SendAsync("街道,社区,名称,电话\n北林路,广电社区,导入一店,0371-63000005\n");
        Assert.Equal(1, compared.GetProperty("states").GetProperty("undecided").GetInt32());
        var chosen = await second.PostAsync("choices", new { choices = new[] { new { row = 2, field = "phones", pick = "file" } } });
        Assert.Equal((1, 0), (chosen.GetProperty("states").GetProperty("conflict").GetInt32(), chosen.GetProperty("states").GetProperty("undecided").GetInt32()));
        await second.ApplyAsync("2013-09-25");
        var listing = (await street.Api.GetAsync($"/api/v1/service-points/{id}")).GetProperty("point").GetProperty("listing");
        Assert.Equal(("改过", "037163000005"), (listing.Text("address"), listing.GetProperty("phones")[0].Text("number")));
    }

    /// <summary>Whatever the seeds hold: names that were merged, quantities, what stood before.</summary>
    [Fact]
    public async Task All_that_a_district_has_is_exported_and_imported_and_changes_nothing()
    {
        var web = await quiet.GetAsync();
        using var office = await Someone.AsAsync(web, "programme");
        foreach (var form in (await office.Api.GetAsync("/api/v1/imports/forms")).GetProperty("items").EnumerateArray().Select(f => f.Text("id")!).Where(f => !f.StartsWith("points-", StringComparison.Ordinal)))
        {
            foreach (var format in new[] { "xlsx", "csv" })
            {
                var reply = await office.Api.UploadAsync(
                    $"/api/v1/imports/{Guid.CreateVersion7()}/file?form={form}", Guid.CreateVersion7(), ($"a.{format}", await office.Api.BytesAsync($"/api/v1/imports/forms/{form}/export?format={format}")));
                if (reply.Status == HttpStatusCode.UnprocessableEntity) Assert.Equal("empty", reply.Json.GetProperty("errors")[0].Text("code"));
                else Assert.Equal(reply.Json.GetProperty("rows").GetInt32(), reply.Json.GetProperty("states").GetProperty("unchanged").GetInt32());
            }
        }
    }

    [Fact]
    public async Task An_import_is_its_owners_and_the_office_sees_its_record_alone()
    {
        var web = await quiet.GetAsync();
        using var street = await Someone.AsAsync(web, "street");
        using var office = await Someone.AsAsync(web, "programme");
        var import = new Upload(street, "points-laundry");
        await import.SendAsync("街道,社区,名称\n北林路,广电社区,记录店\n");

        Assert.Equal(HttpStatusCode.NotFound, (await office.Api.SendAsync(HttpMethod.Get, import.Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Api.SendAsync(HttpMethod.Get, $"{import.Path}/rows")).Status);
        await import.ApplyAsync("2013-09-25");
        var record = (await office.Api.GetAsync("/api/v1/imports")).GetProperty("items").EnumerateArray().First(r => r.GetProperty("record").Text("source") == "摸底");
        Assert.Equal((64, "2013-09-25"), (record.GetProperty("record").Text("sha256")!.Length, record.GetProperty("record").Text("asOf")));
        Assert.DoesNotContain("记录店", record.GetRawText(), StringComparison.Ordinal);
        (await street.Api.SendAsync(HttpMethod.Get, "/api/v1/imports")).IsRefused(HttpStatusCode.Forbidden, "not-yours");
    }

    [Fact]
    public async Task What_is_no_import_ends_in_a_sentence()
    {
        var web = await quiet.GetAsync();
        using var street = await Someone.AsAsync(web, "street");
        async Task<string?> CodeAsync(byte[] bytes, string form = "points-laundry")
            => (await street.Api.UploadAsync($"/api/v1/imports/{Guid.CreateVersion7()}/file?form={form}", Guid.CreateVersion7(), ("a.csv", bytes))).Json.GetProperty("errors")[0].Text("code");

        Assert.Equal("empty", await CodeAsync([]));
        Assert.Equal("unknown-column", await CodeAsync("街道,名称,颜色\n北林路,店,红\n"u8.ToArray()));
        Assert.Equal("unknown", await CodeAsync("街道,名称\n北林路,店\n"u8.ToArray(), "no-such"));
        Assert.Equal("not-yours", await CodeAsync("街道,社区\n北林路,新社区\n"u8.ToArray(), "communities"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await street.Api.UploadAsync($"/api/v1/imports/{Guid.CreateVersion7()}/file?form=points-laundry", Guid.CreateVersion7(), ("a.csv", new byte[10_500_000]))).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await street.Api.PostAsync($"/api/v1/imports/{Guid.CreateVersion7()}/file?form=points-laundry", "{}", Guid.CreateVersion7())).Status);
        using var reader = await Someone.AsAsync(web, "auditor");
        (await reader.Api.SendAsync(HttpMethod.Get, $"/api/v1/imports/{Guid.CreateVersion7()}")).IsRefused(HttpStatusCode.Forbidden, "not-yours");
    }
}

/// <summary>One import over HTTP.</summary>
internal sealed class Upload(Someone by, string form)
{
    public string Path { get; } = $"/api/v1/imports/{Guid.CreateVersion7()}";

    public Task<JsonElement> SendAsync(string csv) => SendAsync(Encoding.UTF8.GetBytes(csv), "表.csv");

    public async Task<JsonElement> SendAsync(byte[] bytes, string name)
    {
        var reply = await by.Api.UploadAsync($"{Path}/file?form={form}", Guid.CreateVersion7(), (name, bytes));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        return reply.Json;
    }

    public async Task<JsonElement> PostAsync(string what, object body)
    {
        var reply = await by.Api.PostAsync($"{Path}/{what}", JsonSerializer.Serialize(body, JsonSerializerOptions.Web), null);
        Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, reply.ToString());
        return reply.Json;
    }

    public async Task<JsonElement> ApplyAsync(string asOf)
    {
        await PostAsync("application", new { asOf, source = "摸底" });
        JsonElement now = default;
        await Eventually.IsTrueAsync("the import ends", async () => (now = await by.Api.GetAsync(Path)).Text("phase") is "finished" or "cancelled", cancel: TestContext.Current.CancellationToken);
        return now;
    }
}
