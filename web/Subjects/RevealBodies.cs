using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Web.Journal;

namespace Circle.Web.Subjects;

/// <summary>查看: what is asked where somebody is to be shown in full, and the answer to whoever asks too often.</summary>
internal static class RevealBodies
{
    private const int SecondsInHour = 3_600;

    /// <summary>Every fault of it is named.</summary>
    public static RevealRequest Read(JsonElement json, FaultList faults)
    {
        var body = new CommandBody(json, faults);
        var request = new RevealRequest(FieldsOf(body), body.Choice<RevealReason>("reason"), body.Text("note"));
        body.Close();
        Reveals.Check(faults, request.Fields, request.Reason, request.Note);
        return request;
    }

    public static IResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = SecondsInHour.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Problems.Problem(
            http, 429, "too-many", $"每小时最多查看 {Reveals.MostAnHour} 次，这次没有显示，请稍后再试", $"At most {Reveals.MostAnHour} times an hour; not shown this time, try again later", []);
    }

    private static ImmutableArray<PersonalField> FieldsOf(CommandBody body)
    {
        var fields = ImmutableArray.CreateBuilder<PersonalField>();
        foreach (var text in body.Texts("fields"))
        {
            if (EnumName.TryParse<PersonalField>(text, out var field)) fields.Add(field);
            else if (!body.Faults.Has("fields")) body.Faults.Add("fields", "wrong-shape", "只能是 name, phone, address", "each must be one of name, phone, address");
        }

        return [.. fields.Distinct()];
    }
}
