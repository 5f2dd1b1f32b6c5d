using System.Net;

namespace Circle.Processes.Tests;

/// <summary>Input that no correct client sends, and what has to be said of it.</summary>
/// <param name="Path">Under /api/v1; <c>{f}</c> stands for the facility that must not change.</param>
/// <param name="Body">As it goes over the wire.</param>
/// <param name="Fields">All faults that the answer has to name, and no others.</param>
public sealed record BadInput(string Path, string Body, HttpStatusCode Status, params string[] Fields)
{
    private const HttpStatusCode Invalid = HttpStatusCode.UnprocessableEntity;

    /// <summary>A month after the quiet rehearsal's day.</summary>
    private const string LaterDay = "2013-10-26";

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public bool HasKey { get; init; } = true;

    /// <summary>Name → case; the name is what a failing run prints.</summary>
    public static IReadOnlyDictionary<string, BadInput> All { get; } = new Dictionary<string, BadInput>
    {
        ["unknown facility"] = new("facilities/no-such/withdrawal", """{"reason":"重复登记"}""", HttpStatusCode.NotFound, "id"),
        ["facility id that is none"] = new("facilities/NO_SUCH/completion", """{"on":"2013-09-26"}""", HttpStatusCode.NotFound),
        ["unknown place and line"] = new("facilities", Draft("no-such", "no-such"), Invalid, "place", "line"),
        ["unknown place of a move"] = new("facilities/{f}/move", """{"to":"no-such","reason":"搬迁"}""", HttpStatusCode.NotFound, "to"),
        ["unknown measure"] = new("facilities/{f}/progress", """{"measure":"no-such","stage":"prepared","on":"2013-09-26"}""", HttpStatusCode.NotFound, "measure"),
        ["unknown line of a baseline"] = new("lines/no-such/baseline", """{"asOf":"2013-09-25","source":"摸底"}""", HttpStatusCode.NotFound, "line"),
        ["note of 1,001 characters"] = new("facilities/{f}/completion", $$"""{"on":"2013-09-26","note":"{{new string('长', 1_001)}}"}""", Invalid, "note"),
        ["name of 101 characters"] = new("facilities/{f}/correction", $$"""{"name":"{{new string('长', 101)}}"}""", Invalid, "name"),
        ["blank name"] = new("facilities/{f}/correction", """{"name":"   "}""", Invalid, "name"),
        ["31 services"] = new("facilities/{f}/correction", $$$"""{"name":"好","details":{"services":[{{{string.Join(',', Enumerable.Repeat("\"理发\"", 31))}}}]}}""", Invalid, "details/services"),
        ["U+0000"] = new("facilities/{f}/completion", """{"on":"2013-09-26","note":"a\u0000b"}""", Invalid, "note"),
        ["a zero-width space"] = new("facilities/{f}/completion", """{"on":"2013-09-26","note":"a\u200bb"}""", Invalid, "note"),
        ["a name turned around"] = new("facilities/{f}/correction", """{"name":"\u202e好"}""", Invalid, "name"),
        ["a reason that nobody sees"] = new("facilities/{f}/withdrawal", """{"reason":"\u3164"}""", Invalid, "reason"),
        ["half a surrogate pair"] = new("facilities/{f}/completion", """{"on":"2013-09-26","note":"a\ud800b"}""", Invalid, "note"),
        ["half a surrogate pair in an id"] = new("facilities", """{"id":"\udc00","line":"fitness","place":"jinshui","name":"好","origin":"planned"}""", Invalid, "id"),
        ["half a surrogate pair in a list"] = new("facilities/{f}/correction", """{"name":"好","details":{"services":["\ud800"]}}""", Invalid, "details/services"),
        ["half a surrogate pair in a field's name"] = new("facilities/{f}/completion", """{"on":"2013-09-26","no\ud800te":"b"}""", HttpStatusCode.BadRequest, ""),
        ["half a surrogate pair in a measure's name"] = new("facilities", """{"id":"new","line":"fitness","place":"jinshui","name":"好","origin":"planned","quantities":{"\ud800":1}}""", HttpStatusCode.BadRequest, ""),
        ["a bare control character"] = new("facilities/{f}/completion", "{\"on\":\"2013-09-26\",\"note\":\"\u0001\"}", HttpStatusCode.BadRequest, ""),
        ["broken off JSON"] = new("facilities/{f}/completion", """{"on":""", HttpStatusCode.BadRequest, ""),
        ["no body"] = new("facilities/{f}/completion", "", HttpStatusCode.BadRequest, ""),
        ["a list for an object"] = new("facilities/{f}/completion", "[]", Invalid, "", "on"),
        ["null for an object"] = new("facilities/{f}/completion", "null", Invalid, "", "on"),
        ["40 levels"] = new("facilities/{f}/completion", $$"""{"on":{{new string('[', 40)}}{{new string(']', 40)}}}""", HttpStatusCode.BadRequest, ""),
        ["70 KB"] = new("facilities/{f}/completion", $$"""{"on":"2013-09-26","note":"{{new string('x', 70_000)}}"}""", HttpStatusCode.RequestEntityTooLarge),
        ["negative score"] = new("facilities/{f}/acceptance", """{"score":-1,"on":"2013-09-26"}""", Invalid, "score"),
        ["score beyond any number"] = new("facilities/{f}/acceptance", """{"score":90000000000000000000000,"on":"2013-09-26"}""", Invalid, "score"),
        ["half a point"] = new("facilities/{f}/acceptance", """{"score":90.5,"on":"2013-09-26"}""", Invalid, "score"),
        ["negative quantity"] = new("facilities/{f}/progress", """{"stage":"prepared","quantity":-5,"on":"2013-09-26"}""", Invalid, "quantity"),
        ["day after now"] = new("facilities/{f}/completion", $$"""{"on":"{{LaterDay}}"}""", Invalid, "on"),
        ["day before the plan"] = new("facilities/{f}/completion", """{"on":"2013-09-24"}""", Invalid, "on"),
        ["day that is none"] = new("facilities/{f}/completion", """{"on":"2013-09-31"}""", Invalid, "on"),
        ["rectified before it was returned"] = new("facilities/{f}/return", """{"shortcomings":["无灯"],"rectifyBy":"2013-09-20","on":"2013-09-26"}""", Invalid, "rectifyBy"),
        ["unknown field"] = new("facilities/{f}/completion", """{"on":"2013-09-26","onn":"2013-09-26"}""", Invalid, "onn"),
        ["stage that is none"] = new("facilities/{f}/progress", """{"stage":"done","on":"2013-09-26"}""", Invalid, "stage"),
        ["stage as a number"] = new("facilities/{f}/progress", """{"stage":"2","on":"2013-09-26"}""", Invalid, "stage"),
        ["wrong types"] = new("facilities/{f}/acceptance", """{"score":"90","on":20130926,"note":[]}""", Invalid, "score", "on", "note"),
        ["wrong types inside"] = new("facilities/{f}/correction", """{"name":"好","details":{"phone":110,"position":{"latitude":"x","longitude":1,"datum":"gcj02"}}}""", Invalid, "details/phone", "details/position/latitude", "details/position"),
        ["several at once"] = new(
            "facilities/{f}/acceptance", $$"""{"score":-1,"on":"{{LaterDay}}","note":"\u0000","extra":1}""", Invalid, "score", "on", "note", "extra"),
        ["no key"] = new("facilities/{f}/completion", """{"on":"2013-09-26"}""", Invalid, "Idempotency-Key") { HasKey = false },
        ["no key and more"] = new("facilities/{f}/completion", $$"""{"on":"{{LaterDay}}","x":1}""", Invalid, "Idempotency-Key", "on", "x") { HasKey = false },
        ["wrong method"] = new("facilities/{f}/completion", "", HttpStatusCode.NotFound) { Method = HttpMethod.Get },
        ["a facility cannot be deleted"] = new("facilities/{f}", "", HttpStatusCode.NotFound) { Method = HttpMethod.Delete },
        ["unknown path"] = new("no-such-thing", "", HttpStatusCode.NotFound) { Method = HttpMethod.Get },
        ["unknown action"] = new("facilities/{f}/demolition", """{"on":"2013-09-26"}""", HttpStatusCode.NotFound),
        ["list: limit that is no number"] = Query("facilities?limit=many", "limit"),
        ["list: limit out of range"] = Query("facilities?limit=201", "limit"),
        ["list: all at once"] = Query("facilities?limit=0&stage=9&place=UP&line=%20&after=A&q=%00", "limit", "stage", "place", "line", "after", "q"),
        ["history: numbers that are none"] = Query("facilities/{f}/history?after=x&limit=y", "after", "limit"),
        ["history: out of range"] = Query("facilities/{f}/history?after=-1&limit=201", "after", "limit"),
        ["plan: version that is no number"] = Query("plan?version=latest", "version"),
        ["plan: version that never was"] = new("plan?version=99", "", HttpStatusCode.NotFound) { Method = HttpMethod.Get },
        ["plan: versions before none"] = Query("plan/versions?before=x", "before"),
        ["plan: differences between nothing"] = Query("plan/differences", "from", "to"),
        ["plan: differences between what are none"] = Query("plan/differences?from=0&to=x", "from", "to"),
        ["plan: differences to a version that never was"] = new("plan/differences?from=1&to=99", "", HttpStatusCode.NotFound) { Method = HttpMethod.Get },
        ["plan: adoption of what is not open"] = new("plan/proposal/7/adoption", "{}", HttpStatusCode.Conflict, ""),
        ["plan: adoption of no number"] = new("plan/proposal/x/adoption", "{}", HttpStatusCode.NotFound),
        ["plan: dismissal without a reason"] = new("plan/proposal/7/dismissal", """{"reason":"  "}""", Invalid, "reason"),
        ["plan: an upload that is none"] = new("plan/proposal", "{}", HttpStatusCode.UnsupportedMediaType),
        ["search: nothing to look for"] = Query("search", "text"),
        ["search: all at once"] = Query($"search?text={new string('x', 201)}&kinds=shop,place&near=UP&limit=51", "text", "kinds", "near", "limit"),
        ["search: near no place"] = Query("search?text=yz&near=nowhere", "near"),
        ["search: unmet out of range"] = Query("search/unmet?limit=1001&place=UP", "limit", "place"),
        ["targets: ids that are none"] = Query("targets?place=UP&line=UP", "place", "line"),
        ["unknown place"] = new("places/no-such", "", HttpStatusCode.NotFound) { Method = HttpMethod.Get },
        ["tally of an unknown place"] = new("places/no-such/tally", "", HttpStatusCode.NotFound) { Method = HttpMethod.Get },
        ["speed out of range"] = new("rehearsal/speed", """{"speed":0}""", Invalid, "speed") { HasKey = false },
        ["speed that is no number"] = new("rehearsal/speed", """{"speed":"fast"}""", Invalid, "speed") { HasKey = false },
    };

    private static BadInput Query(string path, params string[] fields) => new(path, "", Invalid, fields) { Method = HttpMethod.Get };

    private static string Draft(string line, string place) => $$"""{"id":"new","line":"{{line}}","place":"{{place}}","name":"好","origin":"planned"}""";
}
