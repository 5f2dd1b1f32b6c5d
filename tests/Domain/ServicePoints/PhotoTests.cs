using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Photos;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>The photo that a service point shows.</summary>
public sealed class PhotoTests
{
    private static readonly Photo Front = new(BlobId.OfContent("front"u8), 1_600, 1_200, 300_000, Photo.Jpeg);
    private static readonly Photo Back = Front with { Blob = BlobId.OfContent("back"u8) };

    [Fact]
    public void It_is_shown_since_a_day_replaced_and_removed()
    {
        var street = Street.Found();
        Assert.Equal("no-photo", street.Refused(new ServicePointCommand.HidePhoto()));

        street.Then(new ServicePointCommand.ShowPhoto(Front), "10-18");
        Assert.Equal((Front, Sample.Day("10-18")), (ServicePointView.Of(street.State).Photo, ServicePointView.Of(street.State).PhotoSince));
        Assert.Equal("unchanged", street.Refused(new ServicePointCommand.ShowPhoto(Front)));

        street.Then(new ServicePointCommand.ShowPhoto(Back), "10-19");
        Assert.Equal((Back, Sample.Day("10-19")), (street.State.Photo, street.State.PhotoSince!.Value));

        street.Then(new ServicePointCommand.HidePhoto());
        Assert.Equal((null, null), (street.State.Photo, street.State.PhotoSince));
        Assert.Equal(
            [new ServicePointEvent.PhotoShown(Front), new ServicePointEvent.PhotoShown(Back), new ServicePointEvent.PhotoRemoved()],
            street.Events.TakeLast(3));
    }

    [Fact]
    public void A_listing_is_the_same_with_a_photo_and_without()
    {
        var before = Street.Found().State;
        var after = Street.Found().Then(new ServicePointCommand.ShowPhoto(Front)).State;

        Assert.Equal((before.Draft, before.ListedAt, before.CorrectedByHand), (after.Draft, after.ListedAt, after.CorrectedByHand));
    }

    [Fact]
    public void Of_a_closed_point_it_may_be_removed_and_no_other_shown()
    {
        var street = Street.Found().Then(new ServicePointCommand.ShowPhoto(Front)).Then(new ServicePointCommand.Close("搬走", Sample.Day("10-20")));

        Assert.Equal("closed", street.Refused(new ServicePointCommand.ShowPhoto(Back)));
        Assert.Null(street.Then(new ServicePointCommand.HidePhoto()).State.Photo);
        Assert.Equal("unknown", new Street().Refused(new ServicePointCommand.HidePhoto()));
    }

    [Fact]
    public void Every_fault_of_it_is_named_at_once()
    {
        var wrong = new Photo(BlobId.Of("../secret"), 99, 1_601, 0, "image/png");

        Assert.Equal(
            ["photo/blob", "photo/bytes", "photo/height", "photo/mediaType", "photo/width"],
            Street.Found().Faults(new ServicePointCommand.ShowPhoto(wrong)).Select(f => f.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_may_correct_the_listing_may_show_and_remove_it()
    {
        var state = Street.Found().State;
        var correct = ServicePoint.Needs(state, new ServicePointCommand.Correct(Street.Listing));

        Assert.Equal(Permission.Keep, correct!.Permission);
        Assert.Equal(correct.Permission, ServicePoint.Needs(state, new ServicePointCommand.ShowPhoto(Front))!.Permission);
        Assert.Equal(correct.Permission, ServicePoint.Needs(state, new ServicePointCommand.HidePhoto())!.Permission);
    }
}
