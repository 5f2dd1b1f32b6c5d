using System.Collections.Immutable;
using System.Net;
using System.Text;
using Circle.Domain.Imports;
using Circle.Processes.Tests.Accounts;
using Circle.Web.Imports;

namespace Circle.Processes.Tests.Imports;

/// <summary>How many files are taken at once, and how much is told of what was not entered.</summary>
public sealed class UploadPlacesTests(QuietWeb quiet)
{
    [Fact]
    public async Task Whoever_sends_slowly_waits_for_nobody_but_himself()
    {
        var web = await quiet.GetAsync();
        using var slow = await Someone.AsAsync(web, "street");
        using var other = await Someone.AsAsync(web, "programme");
        var end = new TaskCompletionSource();
        using var handler = new SocketsHttpHandler { CookieContainer = slow.Cookies, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var http = new HttpClient(handler) { BaseAddress = web.Address };
        var held = new[] { new Held(end.Task), new Held(end.Task) };
        var answers = held.Select(body => SendAsync(http, body)).ToList();
        await Task.WhenAll(held.Select(h => h.Asked)).WaitAsync(Api.Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await UploadAsync(slow)).Status);
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(other, "communities", "街道,社区\n北林路,广电社区\n")).Status);

        end.SetResult();
        await Task.WhenAll(answers);
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(slow)).Status);
    }

    [Fact]
    public async Task So_many_files_arrive_at_once_and_fewer_are_read_while_the_others_wait()
    {
        using var gate = new UploadGate();
        var arrived = Enumerable.Range(0, 12).Select(_ => gate.Arrive()).ToList();
        Assert.All(arrived, a => Assert.True(a.IsAcquired));
        Assert.False(gate.Arrive().IsAcquired);

        var read = Enumerable.Range(0, 12).Select(_ => gate.ReadAsync(Api.Cancel).AsTask()).ToList();
        Assert.Equal(3, read.Count(r => r.IsCompleted));
        for (var i = 0; i < read.Count; i++)
        {
            using var place = await read[i];
            Assert.True(place.IsAcquired);
        }

        arrived[0].Dispose();
        Assert.True(gate.Arrive().IsAcquired);
    }

    [Fact]
    public void Of_a_row_that_was_not_entered_so_much_is_told_as_a_cell_shows()
    {
        var faults = Enumerable.Range(0, ImportFault.MostOfRow).Select(i => new ImportFault(2, "名称", "wrong", $"错{i}。", $"wrong {i}.")).ToImmutableArray();
        var difference = new FieldDifference("address", "地址", "Address", null, new string('甲', 2_000), new string('乙', 2_000), FieldOutcome.Conflict, null);

        var line = ImportResult.LineOf(new ImportRow(2, RowState.Faulty, null, "店", "北林路", [difference], faults, RowOutcome.Faulty));

        Assert.Contains("错4。；另有 15 处错误，见页面", line, StringComparison.Ordinal);
        Assert.Contains("wrong 4.; 15 more faults", line, StringComparison.Ordinal);
        Assert.DoesNotContain("错5", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 200, 600);
    }

    private static Task<Reply> UploadAsync(Someone by, string form = "points-laundry", string table = "街道,社区,名称\n北林路,广电社区,慢店\n")
        => by.Api.UploadAsync($"/api/v1/imports/{Guid.CreateVersion7()}/file?form={form}", Guid.CreateVersion7(), ("表.csv", Encoding.UTF8.GetBytes(table)));

    private static async Task<HttpStatusCode> SendAsync(HttpClient http, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/imports/{Guid.CreateVersion7()}/file?form=points-laundry");
        request.Content = body;
        request.Headers.ExpectContinue = true;
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await http.SendAsync(request, Api.Cancel);
        return answer.StatusCode;
    }

    /// <summary>A form of nothing that is sent when it is told to; it is asked for when the server begins to read it.</summary>
    private sealed class Held : HttpContent
    {
        private readonly TaskCompletionSource asked = new();
        private readonly Task end;

        public Held(Task end)
        {
            this.end = end;
            Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        }

        public Task Asked => asked.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            asked.SetResult();
            await end;
            await stream.WriteAsync("--x--\r\n"u8.ToArray(), Api.Cancel);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
