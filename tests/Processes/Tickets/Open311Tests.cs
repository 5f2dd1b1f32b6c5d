using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Duties;
using Circle.Processes.Tests.Subjects;
using Circle.TestServers;

namespace Circle.Processes.Tests.Tickets;

/// <summary>Programs of other units by Open311 GeoReport v2: what they file reaches the hotline, what they hear follows it, and nobody's words or numbers come back.</summary>
public sealed partial class Open311Tests(QuietWeb quiet)
{
    private const string Root = "/open311/v2";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task A_request_is_filed_found_by_the_hotline_and_followed_to_its_end(string format)
    {
        var web = await quiet.GetAsync();
        using var program = await ProgramAsync(web);
        using var nobody = Geo.Of(web, null);
        using var hotline = await Someone.AsAsync(web, "operator");
        using var street = await Someone.AsAsync(web, "street");
        var (phone, place) = (Recording.Phone(), (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!);

        var services = await nobody.ReadAsync(GeoReportSpec.Services, HttpMethod.Get, $"services.{format}");
        var damage = services.Single(s => s["service_code"] == "damage");
        Assert.Equal(("设施损坏", "false", "realtime"), (damage["service_name"], damage["metadata"], damage["type"]));
        Assert.Equal("damage", Assert.Single(await nobody.ReadAsync(GeoReportSpec.Definition, HttpMethod.Get, $"services/damage.{format}"))["service_code"]);
        Assert.Contains($"{Root}", Assert.Single(await nobody.ReadAsync(GeoReportSpec.Discovery, HttpMethod.Get, $"discovery.{format}"))["endpoints"], StringComparison.Ordinal);

        var filed = Assert.Single(await program.FileAsync(format, ("service_code", "damage"), ("address_id", $"place:{place}"), ("address_string", "建设路口"), ("first_name", "小明"), ("last_name", "欧阳"),
            ("phone", phone), ("email", "ming@example.com"), ("description", "路灯不亮，\n请修"), ("media_url", "https://example.com/1.jpg"), ("jurisdiction_id", "zzjinshui.gov.cn"), ("device_id", "")));
        var id = filed["service_request_id"];
        Assert.Equal(id, Assert.Single(await program.ReadAsync(GeoReportSpec.Token, HttpMethod.Get, $"tokens/{id}.{format}"))["token"]);

        // As any other call, with whoever asks found again by their number.
        var shown = await hotline.Api.GetAsync($"/api/v1/tickets/{id}");
        var intake = shown.GetProperty("ticket").GetProperty("intake");
        Assert.Equal(("help", "ordinary", "api", $"place:{place}"), (intake.Text("kind"), intake.Text("urgency"), intake.Text("source"), intake.Text("about")));
        var words = shown.GetProperty("words").EnumerateObject().Single().Value.GetString()!;
        Assert.Equal("路灯不亮，\n请修\n地点：建设路口\n图片等：https://example.com/1.jpg", words);
        Assert.Equal(intake.Text("caller"), (await hotline.Api.SearchAsync(phone)).Json.GetProperty("items")[0].Text("id"));
        // Whose number it is a program cannot say.
        Assert.DoesNotContain("欧阳小明", (await hotline.Api.RevealAsync(intake.Text("caller")!)).Json.GetRawText(), StringComparison.Ordinal);

        Assert.Equal(("open", "已受理，待派单", $"place:{place}"), await StateAsync());
        await ToldAsync(hotline, $"/api/v1/tickets/{id}/dispatch", new { unit = place });
        Assert.Equal(("open", "已派单，待承办单位签收", $"place:{place}"), await StateAsync());
        var underway = Assert.Single(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, $"requests/{id}.{format}"));
        Assert.Equal("北林路街道", underway["agency_responsible"]);
        Assert.True(underway.ContainsKey("expected_datetime"));
        foreach (var (deed, body) in ((string, object)[])[("signature", new { }), ("contact", new { }), ("answer", new { answer = "已修好", finding = "none", files = Array.Empty<object>() })])
            await ToldAsync(street, $"/api/v1/assigned-tickets/{id}/{deed}", body);
        await ToldAsync(hotline, $"/api/v1/tickets/{id}/callback", new { isReached = true, isSolved = true, satisfaction = "satisfied" });
        Assert.Equal(("closed", "已办结：已解决", $"place:{place}"), await StateAsync());

        foreach (var query in (string[])["", "?status=closed", $"?service_request_id={id}", "?service_code=damage,hygiene&status=open,closed", "?service_code=damage&service_code=other"])
            Assert.Contains(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, $"requests.{format}{query}"), r => r["service_request_id"] == id);
        foreach (var query in (string[])["?status=open", "?service_code=hygiene", "?start_date=2012-01-01T00:00:00Z&end_date=2012-03-01T00:00:00%2B08:00", "?end_date=2012-03-01T00:00:00+08:00", "?service_request_id=no-such"])
            Assert.DoesNotContain(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, $"requests.{format}{query}"), r => r["service_request_id"] == id);

        // Neither who asked nor what anybody wrote came back, and no log has it.
        Assert.All(program.Heard, text => Assert.All((string[])[phone, "欧阳", "小明", "路灯", "已修好", "ming@example.com", "1.jpg"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
        foreach (var secret in (string[])[phone, program.Key!, "ming@example.com"]) Assert.DoesNotContain(secret, web.Output + web.Errors, StringComparison.Ordinal);

        async Task<(string Status, string Notes, string Address)> StateAsync()
        {
            var one = Assert.Single(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, $"requests/{id}.{format}"));
            return (one["status"], one["status_notes"].Split('：', 2)[1], one["address_id"]);
        }
    }

    [Fact]
    public async Task Only_a_key_that_may_file_in_the_district_files_or_reads_and_of_its_own_alone()
    {
        var web = await quiet.GetAsync();
        using var program = await ProgramAsync(web);
        using var other = await ProgramAsync(web);
        using var local = await ProgramAsync(web, "dashiqiao");
        using var nobody = Geo.Of(web, null);
        using var wrong = Geo.Of(web, $"{program.Key![..^1]}{(program.Key[^1] == 'A' ? 'B' : 'A')}");
        var own = Assert.Single(await program.FileAsync("json", ("service_code", "hygiene"), ("address_string", "河边")))["service_request_id"];

        foreach (var (who, text) in ((Geo, string)[])[(nobody, "api_key"), (wrong, "wrong"), (local, "not yours")])
        {
            foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, "requests.xml"), (HttpMethod.Get, $"requests/{own}.json"), (HttpMethod.Get, $"tokens/{own}.xml"), (HttpMethod.Post, "requests.json"), (HttpMethod.Post, "requests.xml")])
            {
                var (status, errors) = await who.RefusedAsync(method, path, ("service_code", "hygiene"), ("address_string", "河边"), ("phone", "no number"));
                Assert.Equal(HttpStatusCode.Forbidden, status);
                var error = Assert.Single(errors);
                Assert.Equal("403", error["code"]);
                Assert.Contains(text, error["description"], StringComparison.Ordinal);
            }
        }

        // What is somebody else's is answered as what is not there.
        var (unknown, told) = await other.RefusedAsync(HttpMethod.Get, "requests/no-such.json");
        foreach (var path in (string[])[$"requests/{own}.json", $"tokens/{own}.json"])
        {
            var (status, errors) = await other.RefusedAsync(HttpMethod.Get, path);
            Assert.Equal((HttpStatusCode.NotFound, unknown), (status, status));
            Assert.Equal(told, errors);
        }

        Assert.DoesNotContain(await other.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, "requests.json"), r => r["service_request_id"] == own);
        Assert.Empty(await other.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, $"requests.json?service_request_id={own}"));

        // A key files and does nothing else at the hotline, and is no key in an address.
        using var key = Someone.WithKey(web, program.Key!);
        foreach (var path in (string[])[$"/api/v1/tickets/{own}", "/api/v1/tickets/queue", "/api/v1/tickets", "/api/v1/subjects"]) Assert.Equal(HttpStatusCode.Forbidden, await key.StatusAsync(path));
        foreach (var (path, body) in ((string, object)[])[($"{own}/dispatch", new { unit = "dashiqiao" }), ($"{own}/answer-at-once", new { answer = "好" }), ($"{own}/closure", new { end = "invalid", reason = "试" })])
            (await key.Api.CommandAsync($"/api/v1/tickets/{path}", body)).IsRefused(HttpStatusCode.Forbidden, "not-yours");
        var receipt = new { id = Office.Name("t"), kind = "report", category = "damage", urgency = "lifeSafety", source = "api", about = "place:dashiqiao", matter = "试" };
        (await key.Api.CommandAsync("/api/v1/tickets", receipt)).IsRefused(HttpStatusCode.Forbidden, "not-yours");
        Assert.Equal(HttpStatusCode.Forbidden, (await program.RefusedAsync(HttpMethod.Get, $"requests.json?api_key={program.Key}")).Status);
        using var session = await Someone.AsAsync(web, "operator");
        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync($"{Root}/requests.json"));
    }

    [Fact]
    public async Task A_report_and_whatever_else_the_hotline_received_by_itself_is_not_there()
    {
        var web = await quiet.GetAsync();
        using var program = await ProgramAsync(web);
        using var hotline = await Someone.AsAsync(web, "operator");
        var ids = new List<string>();
        foreach (var (kind, source) in ((string, string)[])[("report", "api"), ("report", "phone"), ("complaint", "api"), ("complaint", "portal")])
        {
            ids.Add(Office.Name("t"));
            var made = await hotline.Api.CommandAsync("/api/v1/tickets", new { id = ids[^1], kind, category = "damage", urgency = "ordinary", source, about = "place:dashiqiao", matter = "举报内容" });
            Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        }

        var (status, unknown) = await program.RefusedAsync(HttpMethod.Get, "requests/no-such.xml");
        Assert.Equal(HttpStatusCode.NotFound, status);
        foreach (var id in ids)
        {
            var (same, errors) = await program.RefusedAsync(HttpMethod.Get, $"requests/{id}.xml");
            Assert.Equal(HttpStatusCode.NotFound, same);
            Assert.Equal(unknown, errors);
        }

        Assert.Empty(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, $"requests.json?service_request_id={string.Join(',', ids)}"));
        Assert.Empty(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, "requests.xml"));
    }

    [Fact]
    public async Task What_is_sent_again_with_its_key_is_one_request_and_without_one_is_another()
    {
        var web = await quiet.GetAsync();
        using var program = await ProgramAsync(web);
        using var other = await ProgramAsync(web);
        (string, string)[] fields = [("service_code", "service"), ("address_string", "二七路"), ("phone", Recording.Phone()), ("description", "态度差")];
        var key = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => program.SendAsync(HttpMethod.Post, "requests.json", fields, key)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.Status));
        Assert.Single(answers.Select(a => a.Text).Distinct());
        Assert.Single(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, "requests.json"));

        var (status, errors) = await program.RefusedAsync(HttpMethod.Post, "requests.json", key, [.. fields[..3], ("description", "另一件事")]);
        Assert.Equal((HttpStatusCode.BadRequest, "400"), (status, Assert.Single(errors)["code"]));

        // Whoever was recorded for it is not kept, and whoever is known for something else stays.
        using var hotline = await Someone.AsAsync(web, "operator");
        var stranger = Recording.Phone();
        Assert.Equal(HttpStatusCode.BadRequest, (await program.RefusedAsync(HttpMethod.Post, "requests.json", key, [.. fields[..2], ("phone", stranger), fields[3]])).Status);
        Assert.Empty((await hotline.Api.SearchAsync(stranger)).Json.GetProperty("items").EnumerateArray());
        var known = await hotline.Api.RecordedAsync(new { kind = "caller", name = "王来电", phone = stranger });
        _ = await program.RefusedAsync(HttpMethod.Post, "requests.json", key, [.. fields[..2], ("phone", stranger), fields[3]]);
        Assert.Equal(known, (await hotline.Api.SearchAsync(stranger)).Json.GetProperty("items")[0].Text("id"));
        Assert.Equal(HttpStatusCode.Created, (await other.SendAsync(HttpMethod.Post, "requests.json", fields, key)).Status);
        await program.FileAsync("xml", fields);
        await program.FileAsync("xml", fields);
        Assert.Equal(3, (await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, "requests.xml")).Count);
    }

    [Fact]
    public async Task A_place_is_the_directory_s_the_nearest_community_or_the_district()
    {
        var web = await quiet.GetAsync();
        using var program = await ProgramAsync(web);
        using var street = await Someone.AsAsync(web, "programme");
        var point = Office.Name("point");
        var made = await street.Api.CommandAsync("/api/v1/service-points", new
        {
            id = point,
            kind = "laundry",
            place = "dashiqiao",
            listing = new { name = "洗得净洗衣店", address = "石桥东街 6 号", position = new { latitude = 34.81, longitude = 113.65, datum = "wgs84" } },
        });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());

        var near = await AboutAsync(("address_id", $"point:{point}"), ("lat", "1"), ("long", "2"));
        Assert.StartsWith("洗得净洗衣店，石桥东街 6 号，大石桥街道", near["address"], StringComparison.Ordinal);
        Assert.Equal(("34.81", "113.65"), (near["lat"], near["long"]));
        var drawn = await street.Api.CommandAsync("/api/v1/living-circles/beilinlu-yawei/drawing", new { neighbours = Array.Empty<string>(), centre = new { latitude = 34.79, longitude = 113.68, datum = "wgs84" } });
        Assert.True(drawn.Status == HttpStatusCode.OK, drawn.ToString());
        var community = await AboutAsync(("lat", "34.7950"), ("long", "+113.68"));
        Assert.Equal(("place:beilinlu-yawei", "亚卫社区，北林路街道"), (community["address_id"], community["address"][..10]));
        foreach (var where in (IEnumerable<(string, string)[]>)[[("lat", "-12.5"), ("long", "+170")], [("lat", "34.81"), ("long", "113.68")], [("address_string", "路口")]])
        {
            var district = await AboutAsync(where);
            Assert.Equal($"place:{await Api.Of(web).DistrictAsync()}", district["address_id"]);
            Assert.False(district.ContainsKey("lat"));
        }

        async Task<Dictionary<string, string>> AboutAsync(params (string, string)[] where)
        {
            var id = Assert.Single(await program.FileAsync("json", [("service_code", "other"), .. where]))["service_request_id"];
            return Assert.Single(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, $"requests/{id}.xml"));
        }
    }

    /// <summary>What goes over the wire, the status, and how each error's description begins.</summary>
    public static TheoryData<string, int, string[]> Rubbish => new()
    {
        { "", 400, ["address_string: ", "service_code: "] },
        { "service_code=no-such&address_string=a", 404, ["service_code: "] },
        { "service_code=%00&address_string=%00", 404, ["address_string: ", "service_code: "] },
        { "service_code=damage", 400, ["address_string: "] },
        { "service_code=damage&lat=34.7", 400, ["long: "] },
        { "service_code=damage&lat=NaN&long=1e400", 400, ["lat: ", "long: "] },
        { "service_code=damage&lat=91&long=-180.5", 400, ["lat: ", "long: "] },
        { "service_code=damage&address_id=facility:none", 400, ["address_id: "] },
        { "service_code=damage&address_id=http://x", 400, ["address_id: "] },
        { "service_code=damage&service_code=damage&address_string=a", 400, ["service_code: "] },
        { "service_code=damage&address_string=a&description=%ED%A0%80", 400, ["description: "] },
        { "service_code=damage&address_string=a&description=%FF&x%FF=1", 400, [": ", "description: "] },
        { "service_code=damage&address_string=a%", 400, ["address_string: ", "address_string: "] },
        { "service_code=damage&address_string=a%zz", 400, ["address_string: ", "address_string: "] },
        { "service_code=damage&address_string=a&description=%00", 400, ["description: "] },
        { "service_code=damage&address_string=a&description=%EF%BF%BE", 400, ["description: "] },
        { "service_code=damage&address_string=a&description=a%1B%5B2J", 400, ["description: "] },
        { "service_code=damage&address_string=a&phone=110&first_name=%E2%80%AE&media_url=javascript:x", 400, ["first_name: ", "media_url: ", "phone: "] },
        { "service_code=damage&address_string=a&attribute[X]=1&nme=%E6%9D%8E&<b>=1", 400, [": ", "attribute: ", "nme: "] },
        { "&&&=&==&===&service_code&address_string=a", 400, [": ", "service_code: "] },
    };

    [Theory]
    [MemberData(nameof(Rubbish))]
    public async Task Whatever_is_wrong_with_a_form_is_named_at_once_and_nothing_is_filed(string body, int status, string[] fields)
    {
        using var program = await ProgramAsync(await quiet.GetAsync());
        foreach (var format in (string[])["json", "xml"])
        {
            var answer = await program.SendAsync(HttpMethod.Post, $"requests.{format}", $"api_key={program.Key}&{body}");
            var errors = GeoReportSpec.Errors.Read(answer.MediaType, answer.Charset, answer.Text);
            Assert.True(status == (int)answer.Status, answer.Text);
            Assert.All(errors, e => Assert.Equal($"{status}", e["code"]));
            var named = errors.Select(e => e["description"]).Select(d => d.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var end ? d[..(end + 2)] : ": ").Order(StringComparer.Ordinal);
            Assert.Equal(fields.Distinct().Order(StringComparer.Ordinal), named.Distinct());
        }

        Assert.Empty(await program.ReadAsync(GeoReportSpec.Requests, HttpMethod.Get, "requests.json"));
    }

    [Theory]
    [InlineData("services.yaml", 400)]
    [InlineData("services.JSONP", 400)]
    [InlineData("services/OTHER.json", 404)]
    [InlineData("services", 404)]
    [InlineData("services/no-such.xml", 404)]
    [InlineData("nothing.json", 404)]
    [InlineData("requests.txt", 400)]
    [InlineData("requests/%E4%B8%AD.xml", 404)]
    [InlineData("requests.xml?start_date=today&end_date=2013-01-01&status=done&service_code=UP&service_request_id=%00", 400)]
    [InlineData("requests.json?start_date=0001-01-01T00:00:00Z&end_date=9999-12-31T23:59:59Z", 400)]
    [InlineData("requests.json?start_date=2013-01-01T00:00:00Z&end_date=2013-04-02T00:00:00Z", 400)]
    [InlineData("requests.json?start_date=2013-02-01T00:00:00Z&end_date=2013-01-01T00:00:00Z", 400)]
    [InlineData("requests.json?start_date=2013-02-01T00:00:00Z&start_date=2013-02-01T00:00:00Z", 400)]
    public async Task What_cannot_be_read_is_an_error_as_the_specification_has_it(string path, int status)
    {
        using var program = await ProgramAsync(await quiet.GetAsync());
        var (told, errors) = await program.RefusedAsync(HttpMethod.Get, path);
        Assert.Equal(status, (int)told);
        Assert.NotEmpty(errors);
        Assert.All(errors, e => Assert.Equal($"{status}", e["code"]));
    }

    [Fact]
    public async Task What_is_too_long_or_no_form_is_refused_and_the_longest_that_may_be_is_kept()
    {
        var web = await quiet.GetAsync();
        using var program = await ProgramAsync(web);
        using var hotline = await Someone.AsAsync(web, "operator");
        var many = string.Join(',', Enumerable.Range(0, 51).Select(i => $"r{i}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await program.RefusedAsync(HttpMethod.Get, $"requests.json?service_request_id={many}")).Status);

        (string, string)[] Fields(int length) => [("service_code", "other"), ("address_string", new string('路', 200)), ("description", new string('长', length))];
        Assert.Equal(HttpStatusCode.BadRequest, (await program.RefusedAsync(HttpMethod.Post, "requests.json", Fields(4_001))).Status);
        var id = Assert.Single(await program.FileAsync("json", Fields(4_000)))["service_request_id"];
        Assert.Contains(new string('长', 4_000), (await hotline.Api.GetAsync($"/api/v1/tickets/{id}")).GetProperty("words").EnumerateObject().Single().Value.GetString(), StringComparison.Ordinal);

        var large = await program.SendAsync(HttpMethod.Post, "requests.xml", $"api_key={program.Key}&description={new string('x', 70_000)}");
        Assert.Equal(HttpStatusCode.BadRequest, large.Status);
        Assert.Single(GeoReportSpec.Errors.Read(large.MediaType, large.Charset, large.Text));
        var crowd = await program.SendAsync(HttpMethod.Post, "requests.xml", string.Join('&', Enumerable.Range(0, 5_000).Select(i => $"f{i}=1")));
        Assert.Equal(HttpStatusCode.Forbidden, crowd.Status);
        program.Bear();
        var json = await program.SendAsync(HttpMethod.Post, "requests.json", "{}", "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, json.Status);
        Assert.Contains("x-www-form-urlencoded", Assert.Single(GeoReportSpec.Errors.Read(json.MediaType, json.Charset, json.Text))["description"], StringComparison.Ordinal);
    }

    private static async Task ToldAsync(Someone who, string path, object body)
    {
        var reply = await who.Api.CommandAsync(path, body);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
    }

    /// <param name="place">Null: of the whole district.</param>
    private static async Task<Geo> ProgramAsync(RunningProgram web, string? place = null)
    {
        var api = Api.Of(web);
        var opened = await api.OpenAsync(Office.Name("portal"), [Office.Of("service", place)], displayName: "便民门户");
        Assert.True(opened.Status == HttpStatusCode.Created, opened.ToString());
        var made = await api.CommandAsync($"/api/v1/people/{opened.Id()}/keys", new { name = "提交诉求", days = 30 });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return Geo.Of(web, made.Json.Text("secret"));
    }

    private sealed record Answer(HttpStatusCode Status, string MediaType, string? Charset, string Text);

    /// <summary>A program that speaks the interface: its key in forms, and behind Bearer where there is none.</summary>
    private sealed class Geo : IDisposable
    {
        private readonly HttpClient _http;

        private Geo(Uri address, string? key)
        {
            _http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = address };
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
            Key = key;
        }

        public string? Key { get; }

        public List<string> Heard { get; } = [];

        public static Geo Of(RunningProgram web, string? key) => new(web.Address, key);

        public void Dispose() => _http.Dispose();

        public void Bear() => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);

        public Task<List<Dictionary<string, string>>> FileAsync(string format, params (string Name, string Value)[] fields) => ReadAsync(GeoReportSpec.Filed, HttpMethod.Post, $"requests.{format}", fields);

        public async Task<List<Dictionary<string, string>>> ReadAsync(GeoReportSpec spec, HttpMethod method, string path, params (string Name, string Value)[] fields)
        {
            var answer = await SendAsync(method, path, fields);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{answer.Status} {answer.Text}");
            return spec.Read(answer.MediaType, answer.Charset, answer.Text);
        }

        public Task<(HttpStatusCode Status, List<Dictionary<string, string>> Errors)> RefusedAsync(HttpMethod method, string path, params (string Name, string Value)[] fields)
            => RefusedAsync(method, path, null, fields);

        /// <summary>In English, and nothing is kept of it.</summary>
        public async Task<(HttpStatusCode Status, List<Dictionary<string, string>> Errors)> RefusedAsync(HttpMethod method, string path, Guid? key, (string Name, string Value)[] fields)
        {
            _http.DefaultRequestHeaders.AcceptLanguage.Clear();
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB");
            var answer = await SendAsync(method, path, fields, key);
            _http.DefaultRequestHeaders.AcceptLanguage.Clear();
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
            return (answer.Status, GeoReportSpec.Errors.Read(answer.MediaType, answer.Charset, answer.Text));
        }

        public Task<Answer> SendAsync(HttpMethod method, string path, (string Name, string Value)[] fields, Guid? key = null)
        {
            if (method == HttpMethod.Get) return SendAsync(method, path, (HttpContent?)null, key);
            IEnumerable<(string Name, string Value)> all = Key is null ? fields : [("api_key", Key), .. fields];
            return SendAsync(method, path, new FormUrlEncodedContent(all.Select(f => KeyValuePair.Create(f.Name, f.Value))), key);
        }

        /// <summary>As it goes over the wire.</summary>
        public Task<Answer> SendAsync(HttpMethod method, string path, string body, string mediaType = "application/x-www-form-urlencoded")
            => SendAsync(method, path, new StringContent(body, Encoding.UTF8, mediaType), null);

        private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? body, Guid? key)
        {
            using var request = new HttpRequestMessage(method, path[0] == '/' ? path : $"{Root}/{path}") { Content = body };
            if (method == HttpMethod.Get && Key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
            if (key is { } id) request.Headers.Add("Idempotency-Key", id.ToString());
            using var answer = await _http.SendAsync(request, Cancel);
            Assert.True(answer.Headers.CacheControl?.NoStore);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Heard.Add(text);
            return new Answer(answer.StatusCode, answer.Content.Headers.ContentType!.MediaType!, answer.Content.Headers.ContentType.CharSet, text);
        }
    }
}
