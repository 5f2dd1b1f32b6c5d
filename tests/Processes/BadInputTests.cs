using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Circle.Processes.Tests;

public sealed class BadInputTests(QuietWeb quiet)
{
    private const string Facility = "culture-centre-fengqinglu-ruifeng";

    public static TheoryData<string> Names => [.. BadInput.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Bad_input_is_named_in_the_readers_language_and_changes_nothing(string name)
    {
        var input = BadInput.All[name];
        var api = Api.Of(await quiet.GetAsync());
        var before = await HistoryTextAsync(api);

        var chinese = await TellAsync(api, input, language: null);
        var english = await TellAsync(api, input, "en-GB,en;q=0.9,zh;q=0.5");

        Assert.All([chinese, english], reply => IsProblem(input, reply));
        Assert.All(Words(chinese), words => Assert.True(words.Any(IsHan), $"not Chinese: {words}"));
        Assert.All(Words(english), words => Assert.False(words.Any(IsHan), $"not English: {words}"));
        Assert.Equal(before, await HistoryTextAsync(api));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task A_wrong_media_type_is_a_problem_too(string mediaType)
    {
        var api = Api.Of(await quiet.GetAsync());
        foreach (var path in new[] { $"facilities/{Facility}/completion", "facilities", "lines/fitness/baseline", "rehearsal/speed" })
        {
            var reply = await api.PostAsync($"/api/v1/{path}", """{"on":"2013-09-26"}""", Guid.CreateVersion7(), mediaType: mediaType);

            Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (reply.Status, reply.MediaType));
            Assert.Contains("application/json", reply.Json.GetProperty("title").GetString());
        }
    }

    private static Task<Reply> TellAsync(Api api, BadInput input, string? language)
    {
        var path = "/api/v1/" + input.Path.Replace("{f}", Facility, StringComparison.Ordinal);
        return input.Method == HttpMethod.Post
            ? api.PostAsync(path, input.Body, input.HasKey ? Guid.CreateVersion7() : null, language)
            : api.SendAsync(input.Method, path, language);
    }

    private static void IsProblem(BadInput input, Reply reply)
    {
        Assert.True(input.Status == reply.Status, $"{reply.Status}: {reply.Text}");
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Equal((int)input.Status, reply.Json.GetProperty("status").GetInt32());
        Assert.StartsWith("/problems/", reply.Json.GetProperty("type").GetString());
        var named = reply.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()!).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(input.Fields.Order(StringComparer.Ordinal), named);
        Assert.All(reply.Json.GetProperty("errors").EnumerateArray(), e => Assert.Matches("^[a-z]+(-[a-z]+)*$", e.GetProperty("code").GetString()));
    }

    private static IEnumerable<string> Words(Reply reply)
        => reply.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("message").GetString()!)
            .Prepend(reply.Json.GetProperty("title").GetString()!);

    private static bool IsHan(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter;

    private static async Task<string> HistoryTextAsync(Api api) => JsonSerializer.Serialize(await api.HistoryAsync(Facility));
}
