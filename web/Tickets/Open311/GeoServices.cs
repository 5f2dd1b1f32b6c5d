using System.Globalization;
using Circle.Contracts.Tickets;
using Circle.Domain.Tickets;

namespace Circle.Web.Tickets.Open311;

/// <summary>Services: what the hotline's rules have as categories 诉求类别.</summary>
internal static class GeoServices
{
    public const string NoticeZh = "已受理，由热线派单办理；有人身危险时请立即拨打 110、119、120，不要在此提交";
    public const string NoticeEn = "received, the hotline sends it on; where somebody is in danger call 110, 119 or 120 at once and do not file it here";

    private const string Group = "便民服务热线";
    private const string Danger = "有人身危险时请拨打 110、119、120。";

    public static GeoDocument Of(HotlineServices services) => new("services", GeoList.Of("service", services.Categories.Select(Of)));

    /// <summary>No service asks for more than the specification itself does.</summary>
    public static GeoDocument DefinitionOf(TicketCategory category)
        => new("service_definition", new GeoObject(("service_code", category.Id.Value), ("attributes", new GeoList("attribute", []))));

    /// <summary>Where this is, for a program that knows the address alone (Open311 Service Discovery).</summary>
    /// <param name="url">Of this version of the interface.</param>
    /// <param name="isLive">False: what is filed is rehearsed with.</param>
    public static GeoDocument DiscoveryOf(HotlineServices services, string url, bool isLive)
    {
        var changeset = string.Create(CultureInfo.InvariantCulture, $"plan-{services.Plan:000000}");
        return new("discovery", new GeoObject(
            ("changeset", changeset),
            ("contact", "区长效办（programme office of the district）"),
            ("key_service", "接口密钥由区长效办发放；密钥所属接口账号须为全区（keys are made by the programme office, for a service account of the whole district）"),
            ("endpoints", GeoList.Of("endpoint",
            [
                new GeoObject(
                    ("specification", "http://wiki.open311.org/GeoReport_v2"),
                    ("url", url),
                    ("changeset", changeset),
                    ("type", isLive ? "production" : "test"),
                    ("formats", GeoList.Of("format", ["text/xml", "application/json"]))),
            ]))));
    }

    /// <summary>Realtime: the id is in the answer to the POST, and no token stands in for it.</summary>
    private static GeoObject Of(TicketCategory category) => new(
        ("service_code", category.Id.Value),
        ("service_name", category.Name),
        ("description", $"{category.Name}方面的诉求，{PaceOf(category.Pace)}；提交后即得编号。{Danger}"),
        ("metadata", false),
        ("type", "realtime"),
        ("keywords", $"{category.Name}, {category.EnglishName}"),
        ("group", Group));

    private static string PaceOf(TicketPace pace) => pace switch
    {
        TicketPace.AtOnce => "即办件",
        TicketPace.Simple => "简单件",
        TicketPace.Ordinary => "一般件",
        TicketPace.Complex => "复杂件",
        _ => throw new ArgumentOutOfRangeException(nameof(pace)),
    };
}
