using Circle.Contracts.Tickets;
using Circle.Domain.Facilities;
using Circle.Domain.Tickets;

namespace Circle.Web.Tickets.Open311;

/// <summary>What is told of requests: what the public may know, and no word that anybody wrote.</summary>
internal static class GeoRequests
{
    private const string Root = "service_requests";
    private const string Item = "request";

    public static GeoDocument Of(IEnumerable<FiledItem> requests, bool english) => new(Root, GeoList.Of(Item, requests.Select(r => Of(r, english))));

    /// <summary>A token is the request's own id, since that is known at once.</summary>
    public static GeoDocument TokenOf(FiledItem request) => new(Root, GeoList.Of(Item, [new GeoObject(("service_request_id", request.Ticket.Id.Value), ("token", request.Ticket.Id.Value))]));

    public static GeoDocument FiledAs(TicketId id, bool english) => new(
        Root,
        GeoList.Of(Item, [new GeoObject(("service_request_id", id.Value), ("service_notice", english ? GeoServices.NoticeEn : GeoServices.NoticeZh))]),
        StatusCodes.Status201Created);

    /// <summary>
    /// Description and media are what somebody wrote or sent, and are told to nobody: the elements are there and empty. Degrees are told of positions that were taken in
    /// WGS-84, as the specification has them; what a Chinese map shifted is not shifted back.
    /// </summary>
    private static GeoObject Of(FiledItem request, bool english)
    {
        var (ticket, at) = (request.Ticket, request.Position is { Datum: Datum.Wgs84 } position ? position : null);
        (string Name, object? Value)[] all =
        [
            ("service_request_id", ticket.Id.Value),
            ("status", ticket.Stage == TicketStage.Closed ? "closed" : "open"),
            ("status_notes", GeoWords.Of(ticket, english)),
            ("service_name", request.Service),
            ("service_code", ticket.Category.Value),
            ("description", null),
            ("agency_responsible", request.Agency),
            ("requested_datetime", ticket.Received),
            ("updated_datetime", ticket.Updated),
            ("expected_datetime", ticket.Expected),
            ("address", request.Address),
            ("address_id", ticket.About.Value),
            ("zipcode", null),
            ("lat", at?.Latitude),
            ("long", at?.Longitude),
            ("media_url", null),
        ];
        return new GeoObject([.. all.Where(f => f.Value is not null || f.Name is not ("agency_responsible" or "expected_datetime"))]);
    }
}

/// <summary>How far a request is, in plain words.</summary>
internal static class GeoWords
{
    public static string Of(FiledTicket ticket, bool english)
    {
        var (zh, en) = ticket.End is { } end ? Of(end) : Of(ticket.Stage);
        return english ? $"No. {ticket.Number}: {en}" : $"工单 {ticket.Number}：{zh}";
    }

    private static (string Zh, string En) Of(TicketStage stage) => stage switch
    {
        TicketStage.Received => ("已受理，待派单", "received, to be sent to a unit"),
        TicketStage.Dispatched => ("已派单，待承办单位签收", "sent to its unit"),
        TicketStage.SignedFor => ("承办单位已签收", "taken by its unit"),
        TicketStage.Underway => ("办理中", "being worked on"),
        TicketStage.Suspended => ("挂起", "suspended"),
        TicketStage.Answered => ("承办单位已答复，待回访", "answered, to be called back"),
        TicketStage.Linked => ("与同类诉求并案办理", "joined to another request about the same"),
        TicketStage.Closed => ("已办结", "closed"),
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    private static (string Zh, string En) Of(TicketEnd end) => end switch
    {
        TicketEnd.AtOnce => ("已办结：当场答复", "closed: answered at once"),
        TicketEnd.Solved => ("已办结：已解决", "closed: solved"),
        TicketEnd.Unsolved => ("已办结：未解决", "closed: not solved"),
        TicketEnd.Unreachable => ("已办结：已答复，回访联系不上", "closed: answered, nobody was reached"),
        TicketEnd.Told => ("已办结：已答复，未留电话，无法回访", "closed: answered, nobody to call back"),
        TicketEnd.Withdrawn => ("已办结：诉求人撤回", "closed: withdrawn"),
        TicketEnd.Invalid => ("已办结：无效诉求", "closed: no valid request"),
        TicketEnd.Unreasonable => ("已办结：不合理诉求", "closed: an unreasonable request"),
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };
}
