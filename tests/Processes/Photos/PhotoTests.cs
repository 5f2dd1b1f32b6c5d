using System.Net;
using System.Text;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Duties;
using SkiaSharp;

namespace Circle.Processes.Tests.Photos;

/// <summary>The photo of a service point, from what a phone sends to what a browser is shown.</summary>
public sealed class PhotoTests(QuietWeb quiet)
{
    private const int MaxBytes = 10 * 1024 * 1024;

    [Theory]
    [InlineData(1, "green red blue blue")]
    [InlineData(3, "blue blue red green")]
    [InlineData(6, "blue green blue red")]
    [InlineData(8, "red blue green blue")]
    public async Task What_a_camera_held_askew_is_shown_upright_and_without_where_it_was(int orientation, string corners)
    {
        using var street = await Someone.AsAsync(await quiet.GetAsync(), "street");
        var sent = Picture.Askew((ushort)orientation);
        Assert.Contains(Picture.Place, Encoding.Latin1.GetString(sent), StringComparison.Ordinal);

        var (photo, bytes) = await ShownAsync(street, $"askew-{orientation}", sent, "image/jpeg");

        Assert.Equal(orientation < 5 ? (1_600, 1_200) : (1_200, 1_600), (photo.GetProperty("width").GetInt32(), photo.GetProperty("height").GetInt32()));
        Assert.Equal(corners, string.Join(' ', Picture.Corners(bytes).Select(NameOf)));
        Assert.DoesNotContain(Picture.Place, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain(Picture.Segments(bytes), s => s is >= 0xE1 and <= 0xEF or 0xFE);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp")]
    [InlineData(SKEncodedImageFormat.Png, "image/jpeg")]
    public async Task Whatever_its_kind_and_what_it_is_said_to_be_a_picture_is_kept_as_jpeg(SKEncodedImageFormat format, string mediaType)
    {
        using var street = await Someone.AsAsync(await quiet.GetAsync(), "street");

        var (photo, bytes) = await ShownAsync(street, $"kind-{format}-{mediaType[6..]}".ToLowerInvariant(), Picture.Of(format), mediaType);

        Assert.Equal(("image/jpeg", bytes.Length), (photo.Text("mediaType"), photo.GetProperty("bytes").GetInt32()));
        Assert.Equal("green red blue blue", string.Join(' ', Picture.Corners(bytes).Select(NameOf)));
    }

    [Fact]
    public async Task What_is_no_photo_is_refused_in_words_and_nothing_is_shown()
    {
        using var street = await Someone.AsAsync(await quiet.GetAsync(), "street");
        var id = await FoundAsync(street, "refused");
        var whole = Picture.Of(SKEncodedImageFormat.Jpeg);
        (string Code, byte[] Bytes)[] wrong =
        [
            ("required", []),
            ("not-a-picture", "a text that was renamed"u8.ToArray()),
            ("not-a-picture", "GIF89a\u0001\0\u0001\0"u8.ToArray()),
            ("broken", whole[..(whole.Length / 2)]),
            ("too-many-pixels", Picture.Of(SKEncodedImageFormat.Png, 10_000, 6_000)),
            ("too-small", Picture.Of(SKEncodedImageFormat.Png, 60, 60)),
            ("moving", Picture.Moving()),
        ];

        foreach (var (code, bytes) in wrong)
        {
            var reply = await street.Api.PhotoAsync(Of(id), bytes, "image/jpeg", Guid.CreateVersion7());
            Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (reply.Status, reply.Json.GetProperty("errors")[0].Text("code")));
            Assert.DoesNotContain("Skia", reply.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await street.Api.PhotoAsync(Of(id), whole, "image/heic", Guid.CreateVersion7())).Status);
        var heavy = await street.Api.PhotoAsync(Of(id), new byte[MaxBytes + 1_048_576], "image/jpeg", Guid.CreateVersion7());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, heavy.Status);
        Assert.Contains("10 MB", heavy.Text, StringComparison.Ordinal);
        Assert.False((await PointAsync(street, id)).TryGetProperty("photo", out _));
    }

    [Fact]
    public async Task The_same_key_has_one_effect_and_one_that_is_removed_is_shown_no_more()
    {
        using var street = await Someone.AsAsync(await quiet.GetAsync(), "street");
        var (id, key, picture) = (await FoundAsync(street, "told-twice"), Guid.CreateVersion7(), Picture.Of(SKEncodedImageFormat.Jpeg));

        var first = await street.Api.PhotoAsync(Of(id), picture, "image/jpeg", key);
        var second = await street.Api.PhotoAsync(Of(id), picture, "image/jpeg", key);
        Assert.Equal((HttpStatusCode.OK, false), (first.Status, first.Repeated));
        Assert.Equal((HttpStatusCode.OK, true, first.Version), (second.Status, second.Repeated, second.Version));
        (await street.Api.PhotoAsync(Of(id), picture, "image/jpeg", Guid.CreateVersion7())).IsRefused(HttpStatusCode.Conflict, "unchanged");

        Assert.Equal(HttpStatusCode.OK, (await street.Api.CommandAsync($"{Of(id)}-removal", new { })).Status);
        (await street.Api.CommandAsync($"{Of(id)}-removal", new { })).IsRefused(HttpStatusCode.Conflict, "no-photo");
        Assert.False((await PointAsync(street, id)).TryGetProperty("photo", out _));
        var history = (await street.Api.GetAsync($"/api/v1/service-points/{id}/history")).GetProperty("entries").EnumerateArray().Select(e => e.Text("type"));
        Assert.Equal(["point.found", "point.photo-shown", "point.photo-removed"], history);
    }

    [Fact]
    public async Task Only_who_keeps_a_point_shows_its_photo()
    {
        var web = await quiet.GetAsync();
        using var street = await Someone.AsAsync(web, "street");
        using var office = await Someone.AsAsync(web, "host");
        var picture = Picture.Of(SKEncodedImageFormat.Jpeg);
        await FoundAsync(office, "others-photo", "dongfenglu");

        foreach (var id in (string[])["others-photo", "no-such-photo"])
            (await street.Api.PhotoAsync(Of(id), picture, "image/jpeg", Guid.CreateVersion7())).IsRefused(HttpStatusCode.Forbidden, "not-yours");
        Assert.Equal(HttpStatusCode.NotFound, (await office.Api.PhotoAsync(Of("no-such-photo"), picture, "image/jpeg", Guid.CreateVersion7())).Status);
        using var nobody = Someone.At(web);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Api.PhotoAsync(Of("others-photo"), picture, "image/jpeg", Guid.CreateVersion7())).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await street.Api.PhotoAsync(Of("others-photo"), picture, "image/jpeg", Guid.Empty)).Status);
    }

    [Fact]
    public async Task A_photo_may_be_kept_for_good_and_no_other_name_leads_to_one()
    {
        var web = await quiet.GetAsync();
        using var street = await Someone.AsAsync(web, "street");
        var (photo, bytes) = await ShownAsync(street, "cached", Picture.Of(SKEncodedImageFormat.Jpeg, 800, 600), "image/jpeg");
        var address = new Uri($"/api/v1/photos/{photo.Text("blob")}", UriKind.Relative);

        using var answer = await web.Http.GetAsync(address, Api.Cancel);
        Assert.Equal(("image/jpeg", bytes.Length), (answer.Content.Headers.ContentType?.MediaType, (int)answer.Content.Headers.ContentLength!));
        Assert.Equal("private, max-age=31536000, immutable", Sorted(answer.Headers.CacheControl!.ToString()));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await web.Http.SendAsync(again, Api.Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        foreach (var name in (string[])["no-such", new string('0', 64), "..%2F..%2Fjournal.db", "%2Fetc%2Fpasswd"])
            Assert.Equal(HttpStatusCode.NotFound, (await street.Api.SendAsync(HttpMethod.Get, $"/api/v1/photos/{name}")).Status);
    }

    /// <summary>The order of directives is the library's.</summary>
    private static string Sorted(string cacheControl) => string.Join(", ", cacheControl.Split(", ").OrderByDescending(d => d.Length == 7).ThenByDescending(d => d.StartsWith("max", StringComparison.Ordinal)));

    private static string Of(string id) => $"/api/v1/service-points/{id}/photo";

    private static async Task<(System.Text.Json.JsonElement Photo, byte[] Bytes)> ShownAsync(Someone street, string name, byte[] picture, string mediaType)
    {
        var id = await FoundAsync(street, name);
        var reply = await street.Api.PhotoAsync(Of(id), picture, mediaType, Guid.CreateVersion7());
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        var photo = (await PointAsync(street, id)).GetProperty("photo");
        return (photo, await street.Api.BytesAsync($"/api/v1/photos/{photo.Text("blob")}"));
    }

    private static async Task<System.Text.Json.JsonElement> PointAsync(Someone someone, string id) => (await someone.Api.GetAsync($"/api/v1/service-points/{id}")).GetProperty("point");

    /// <param name="place">Null: the caller's own.</param>
    private static async Task<string> FoundAsync(Someone someone, string id, string? place = null)
    {
        place ??= (await someone.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!;
        var reply = await someone.Api.CommandAsync("/api/v1/service-points", new { id, kind = "laundry", place, listing = new { name = "照片洗衣店" } });
        Assert.True(reply.Status == HttpStatusCode.Created, reply.ToString());
        return id;
    }

    private static string NameOf(SKColor color) => color switch
    {
        { Green: > 200, Red: < 60 } => "green",
        { Red: > 200, Blue: < 60 } => "red",
        { Blue: > 200, Red: < 60 } => "blue",
        _ => $"{color}",
    };
}
