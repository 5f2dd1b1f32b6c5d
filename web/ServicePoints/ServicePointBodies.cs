using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Subjects;
using Circle.Web.Facilities;
using Circle.Web.Journal;

namespace Circle.Web.ServicePoints;

/// <summary>A service point as a body has it; what is missing or of the wrong shape is a fault of the body's.</summary>
internal static class ServicePointBodies
{
    public static PointDraft Draft(CommandBody body) => new(
        body.Id<ServicePointId>("id"),
        body.Id<PointKindId>("kind"),
        body.Id<PlaceId>("place"),
        Listing(body),
        body.OptionalId<FacilityId>("facility"),
        body.Text("source") ?? "");

    /// <summary>The part called <c>listing</c>.</summary>
    public static PointListing Listing(CommandBody whole)
    {
        if (whole.Part("listing") is not { } body)
        {
            whole.Faults.Add("listing", "required", "不能为空", "is required");
            return new PointListing("-", [], null, null, [], [], null, null, null, null);
        }

        var listing = new PointListing(
            body.Required("name"),
            body.Texts("aliases"),
            body.Text("address"),
            body.Text("landmark"),
            [.. body.Parts("phones", PointListing.MaxPhones).Select(Phone)],
            [.. body.Parts("services", PointListing.MaxServices).Select(Service)],
            body.Text("hours"),
            body.OptionalFlag("homeVisits"),
            body.OptionalFlag("stepFree"),
            FacilityEndpoints.PositionOf(body.Part("position")));
        body.Close();
        return listing;
    }

    /// <summary>The part called <c>record</c>.</summary>
    public static PointRecord Record(CommandBody whole)
    {
        if (whole.Part("record") is not { } body)
        {
            whole.Faults.Add("record", "required", "不能为空", "is required");
            return PointRecord.Unknown;
        }

        var record = new PointRecord(
            body.OptionalId<SubjectId>("inCharge"),
            body.OptionalDate("mobileShownSince"),
            [.. body.Parts("licences", PointRecord.MaxLicences).Select(Licence)],
            body.OptionalWhole("staff") is { } staff ? (int)Math.Clamp(staff, int.MinValue, int.MaxValue) : null,
            body.Text("notes"));
        body.Close();
        return record;
    }

    private static PointPhone Phone(CommandBody body)
    {
        var phone = new PointPhone(body.Required("number"), body.Choice<PhoneType>("type"));
        body.Close();
        return phone;
    }

    private static PointService Service(CommandBody body)
    {
        var service = new PointService(body.Required("name"), body.OptionalWhole("priceFen"), body.Text("per"), body.OptionalFlag("belowMarket"));
        body.Close();
        return service;
    }

    private static Licence Licence(CommandBody body)
    {
        var licence = new Licence(body.Required("name"), body.Text("number"), body.OptionalDate("expires"));
        body.Close();
        return licence;
    }
}
