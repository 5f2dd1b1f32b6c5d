using System.Globalization;
using Circle.Contracts.Places;
using Circle.Contracts.Tickets;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Web.Journal;
using Circle.Web.Subjects;

namespace Circle.Web.Tickets.Open311;

/// <summary>
/// 提交诉求: one request of a form. Who asks stands where callers stand and what they wrote where words stand; the command names both. Sent again with the same
/// Idempotency-Key it is the same request; without one each is its own.
/// </summary>
internal sealed class GeoFiling(TicketDesk desk, SubjectBook subjects, IGrainFactory grains)
{
    private const int MaxDescription = 4_000;
    private const int MaxAddress = 200;
    private const int MaxMediaUrl = 500;
    private const int MaxIgnored = 200;

    private static readonly Refusal NoPlaces = Refusal.NotNow("no-places", "尚未导入地点，请稍后再试", "no places are known yet: try again later");

    public async Task<IResult> FileAsync(HttpContext http, GeoForm form)
    {
        var faults = form.Faults;
        var key = KeyOf(http, faults);
        var category = CategoryOf(form);
        var (description, whereabouts) = (Said(form, "description", MaxDescription), WhereaboutsOf(form));
        var caller = CallerOf(form);
        foreach (var ignored in (ReadOnlySpan<string>)["jurisdiction_id", GeoForm.KeyField, "email", "device_id", "account_id"])
            if (form.Text(ignored) is { } text && ignored != GeoForm.KeyField) faults.Text(ignored, text, 0, MaxIgnored);
        form.Close();
        if (await AboutAsync(whereabouts) is not { } about) return Problems.Of(http, NoPlaces);

        // An account's keys are its own: another's that is the same means another request.
        var by = Asker.Of(http);
        var (id, own) = (FiledTicket.IdOf(by.Actor, key), CommandId.Derive("filing", by.Actor.Value, key.ToString()));
        var words = (Id: WordsId.Of(own, "matter"), Text: (caller with { Phone = null }).CoverOwnIn(MatterOf(description, whereabouts)));
        var command = new TicketCommand.File(id, category ?? TicketCategoryId.Of("-"), about, words.Id, null) { Position = whereabouts.Target is null ? whereabouts.Position : null };
        var grain = grains.GetGrain<ITicketGrain>(id.Value);
        var found = (await grain.Check(command)).Select(Named).ToList();
        faults.AddNew(found);

        // A service that does not exist is not found, whatever else is wrong: so the specification has it.
        if (faults.Any) return Problems.Of(http, category is not null && found.Any(f => f.Field == "service_code") ? new Refusal(RefusalKind.Unknown, faults.ToRefusal().Faults) : faults.ToRefusal());

        SubjectId? recorded = null;
        if (caller.Phone is not null)
        {
            var (view, isNew, refusal) = await subjects.RecordAsync(by, SubjectKind.Caller, caller with { Name = null });
            if (view is null) return Problems.Of(http, refusal!);
            command = command with { Caller = view.Id };
            if (isNew) recorded = view.Id;
        }

        var answer = await desk.TellAsync(grain, own, command, [words], command.Caller);
        // Such as a key that was used for another request before.
        if (answer is Answer.Refused && recorded is { } nobody) await subjects.WithdrawAsync(by, nobody);
        return answer switch
        {
            Answer.Accepted => GeoRequests.FiledAs(id, Problems.PrefersEnglish(http.Request)),
            Answer.Refused { Refusal: var refusal } => Problems.Of(http, refusal),
            Answer.Busy => Problems.Busy(http),
            _ => Problems.Unsure(http),
        };
    }

    /// <summary>Null: it was not given, and that is a fault.</summary>
    private static TicketCategoryId? CategoryOf(GeoForm form)
    {
        if (form.Text("service_code") is not { } code)
        {
            form.Faults.Add("service_code", "required", "不能为空", "is required");
            return null;
        }

        return TextId.TryParse<TicketCategoryId>(code, out var id) ? id : TicketCategoryId.Of("-");
    }

    private static CommandId KeyOf(HttpContext http, FaultList faults)
        => http.Request.Headers[Commands.KeyHeader].Count == 0 ? new CommandId(Guid.CreateVersion7()) : Commands.KeyOf(http, faults);

    private static string? Said(GeoForm form, string field, int most)
    {
        var text = form.Text(field);
        if (text is not null) form.Faults.Text(field, text, 1, most, lines: true);
        return text;
    }

    /// <summary>
    /// One that leaves no number cannot be called back: nothing of them is kept. Of one that does the number is: whose it is a program cannot say, and what it
    /// says would stand beside what the hotline knows of them. A mailbox is not kept either, since nobody writes to one.
    /// </summary>
    private static PersonalData CallerOf(GeoForm form)
    {
        var (first, last, phone) = (form.Text("first_name"), form.Text("last_name"), form.Text("phone"));
        var isLatin = $"{first}{last}".All(char.IsAscii);
        var name = isLatin ? $"{first} {last}".Trim() : $"{last}{first}";
        if (name.Length > 0) form.Faults.Text(last is null ? "first_name" : "last_name", name, 1, PersonalData.MaxName);
        var number = phone is null ? null : PhoneNumber.Read(form.Faults, "phone", phone);
        return new PersonalData(name.Length == 0 ? null : name, number, null);
    }

    /// <summary>Where it is, as far as it was said.</summary>
    /// <param name="Target">Of the directory; null: none was named.</param>
    private sealed record Whereabouts(StreamId? Target, Position? Position, string? Address, string? Media);

    private static Whereabouts WhereaboutsOf(GeoForm form)
    {
        var faults = form.Faults;
        var (id, address, media) = (form.Text("address_id"), Said(form, "address_string", MaxAddress), form.Text("media_url"));
        StreamId? target = id is null ? null : TicketForm.TargetOf(id);
        if (id is not null && target is null) faults.Add("address_id", "wrong-shape", "应为 facility:…、point:… 或 place:…", "must be facility:…, point:… or place:…");
        var (latitude, longitude) = (form.Degrees("lat", 90), form.Degrees("long", 180));
        foreach (var (one, other) in (ReadOnlySpan<(string, string)>)[("lat", "long"), ("long", "lat")])
            if (form.Text(one) is null && form.Text(other) is not null) faults.Add(one, "required", "lat、long 须一起填写", "lat and long go together");
        if (id is null && address is null && form.Text("lat") is null && form.Text("long") is null)
            faults.Add("address_string", "required", "须填写 lat 和 long、address_string、address_id 之一", "one of lat and long, address_string or address_id is required");
        if (media is not null && !(media.Length <= MaxMediaUrl && FaultList.IsCleanText(media, lines: false) && Uri.TryCreate(media, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            faults.Add("media_url", "wrong-shape", $"应为 http 或 https 网址，最多 {MaxMediaUrl} 个字", $"must be an http or https address of at most {MaxMediaUrl} characters");
        return new Whereabouts(target, latitude is { } north && longitude is { } east ? new Position(north, east, Datum.Wgs84) : null, address, media);
    }

    /// <summary>What the directory knows by its id; else the district, and of what has a position the ticket itself finds the community whose people live nearest. An address in words is for whoever takes the request.</summary>
    /// <returns>Null: nothing has been imported.</returns>
    private async Task<StreamId?> AboutAsync(Whereabouts at)
    {
        if (at.Target is { } target) return target;
        return await grains.GetGrain<IPlaceQueries>(0).Find(null) is { } district ? Place.StreamOf(district) : null;
    }

    /// <summary>One text, as somebody would have said it on the phone.</summary>
    private static string MatterOf(string? description, Whereabouts at)
    {
        string?[] lines =
        [
            description ?? "（没有填写诉求内容）",
            at.Address is null ? null : $"地点：{at.Address}",
            at.Position is null ? null : string.Create(CultureInfo.InvariantCulture, $"经纬度（WGS-84）：{at.Position.Latitude}, {at.Position.Longitude}"),
            at.Media is null ? null : $"图片等：{at.Media}",
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    /// <summary>By the name that it has in the form.</summary>
    private static Fault Named(Fault fault) => fault with
    {
        Field = fault.Field switch
        {
            "category" => "service_code",
            "about" => "address_id",
            _ => fault.Field,
        },
    };
}
