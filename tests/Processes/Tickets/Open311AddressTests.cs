using System.Net;

namespace Circle.Processes.Tests.Tickets;

public sealed partial class Open311Tests
{
    /// <summary>Both by the same rule: what is answered, in which format, and in whose shape it is refused.</summary>
    [Theory]
    [InlineData("/open311/v2/Services.JSON")]
    [InlineData("/OPEN311/V2/services.Json")]
    [InlineData("/Open311/v2/SERVICES.XML")]
    public async Task Letters_of_either_case_are_the_same_in_an_address(string path)
    {
        var web = await quiet.GetAsync();
        using var program = await ProgramAsync(web);
        using var nobody = Geo.Of(web, null);
        Assert.NotEmpty(await nobody.ReadAsync(GeoReportSpec.Services, HttpMethod.Get, path));
        var requests = path.Replace("services", "requests", StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, requests));
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.RefusedAsync(HttpMethod.Get, requests)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await program.RefusedAsync(HttpMethod.Get, path.Replace("services", "nothing", StringComparison.OrdinalIgnoreCase))).Status);
        Assert.Single(await program.ReadAsync(GeoReportSpec.Filed, HttpMethod.Post, requests, ("service_code", "other"), ("address_string", "路口")));
    }
}
