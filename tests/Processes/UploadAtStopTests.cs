using System.Net.Sockets;
using System.Text;
using Circle.Processes.Tests.Accounts;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>Bodies that are still arriving when the program is told to stop.</summary>
public sealed class UploadAtStopTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_waits_for_no_body_that_is_still_on_its_way()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath }.Quiet(), Cancel);
        using var street = await Someone.AsAsync(web, "street");
        var place = (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].GetProperty("place").GetString();
        await street.Api.CommandAsync("/api/v1/service-points", new { id = "at-stop", kind = "laundry", place, listing = new { name = "照片洗衣店" } });
        var cookies = street.Cookies.GetCookieHeader(web.Address);
        (string Path, string Type)[] bodies =
        [
            ($"/api/v1/imports/{Guid.CreateVersion7()}/file?form=points-laundry", "multipart/form-data; boundary=b"),
            ("/api/v1/service-points/at-stop/photo", "image/jpeg"),
            ("/api/v1/service-points", "application/json"),
        ];
        var begun = new List<TcpClient>();
        try
        {
            foreach (var (path, type) in bodies)
            {
                var client = new TcpClient();
                begun.Add(client);
                await client.ConnectAsync(web.Address.Host, web.Address.Port, Cancel);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                    $"POST {path} HTTP/1.1\r\nHost: {web.Address.Authority}\r\nCookie: {cookies}\r\nOrigin: {web.Address.GetLeftPart(UriPartial.Authority)}\r\nSec-Fetch-Site: same-origin\r\nIdempotency-Key: {Guid.CreateVersion7()}\r\nContent-Type: {type}\r\nContent-Length: 60000\r\nExpect: 100-continue\r\n\r\n"), Cancel);

                // It goes on when somebody reads the body.
                Assert.StartsWith("HTTP/1.1 100", await LineAsync(client), StringComparison.Ordinal);
            }

            var began = TimeProvider.System.GetTimestamp();
            Assert.Equal(0, await web.StopAsync(Cancel));

            // Without it the host would wait its whole thirty seconds.
            Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        }
        finally
        {
            foreach (var client in begun) client.Dispose();
        }
    }

    private static async Task<string> LineAsync(TcpClient client)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await client.GetStream().ReadAsync(one, Cancel) == 1 && (one[0] != '\n' || line.Length < 2))
            if (one[0] is not ((byte)'\r' or (byte)'\n')) line.Append((char)one[0]);
        return line.ToString();
    }
}
