using System.Collections.Immutable;
using Circle.Domain.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Standards;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Photos;

namespace Circle.Web.Acceptance;

/// <summary>See <see cref="AcceptanceCommand.Report"/>; which facility the address says, and what is of it the facility.</summary>
internal sealed record ReportBody(string Note, ImmutableArray<Photo> Photos);

/// <summary>See <see cref="AcceptanceCommand.PlanInspection"/>.</summary>
/// <param name="Members">Accounts.</param>
internal sealed record InspectionBody(DateOnly On, ImmutableArray<AccountId> Members);

/// <summary>See <see cref="SitePosition"/>.</summary>
internal sealed record SitePositionBody(Position Position, int Accuracy);

/// <summary>What is told of an acceptance as a body has it; what is missing or of the wrong shape is a fault of the body's.</summary>
internal static class AcceptanceBodies
{
    public static AcceptanceCommand Report(CommandBody body, FacilityView facility)
        => new AcceptanceCommand.Report(facility.Id, facility.Line, facility.Place, body.Required("note"), Photos(body, AcceptanceCase.MostPhotos));

    public static AcceptanceCommand Inspection(CommandBody body)
    {
        var members = ImmutableArray.CreateBuilder<Actor>();
        foreach (var (text, i) in body.Texts("members").Select((text, i) => (text, i)))
        {
            if (TextId.TryParse<AccountId>(text, out var account)) members.Add(account.Actor);
            else body.Faults.Add($"members/{i}", "wrong-shape", "没有这个账号", "no such account");
        }

        return new AcceptanceCommand.PlanInspection(body.Date("on"), members.ToImmutable());
    }

    public static AcceptanceCommand Answers(CommandBody body) => new AcceptanceCommand.AnswerCard(body.Whole("card"), [.. body.Parts("answers", Enum.GetValues<Criterion>().Length).Select(Answer)]);

    public static AcceptanceCommand Finding(CommandBody body) => new AcceptanceCommand.RecordItem(new ItemFinding(
        body.Id<ItemId>("item"), body.Whole("score"), body.OptionalFlag("met"), body.OptionalWhole("measured"), body.Text("note"), body.Text("defect"), Photos(body, AcceptanceCase.MostItemPhotos)));

    public static AcceptanceCommand Located(CommandBody body)
    {
        var position = FacilityEndpoints.PositionOf(body.Part("position"));
        if (position is null) body.Faults.Add("position", "required", "不能为空", "is required");
        return new AcceptanceCommand.Locate(new SitePosition(position ?? new Position(0, 0, Datum.Wgs84), body.Whole("accuracy")));
    }

    private static CriterionAnswer Answer(CommandBody body)
    {
        var answer = new CriterionAnswer(body.Choice<Criterion>("criterion"), body.Whole("value"));
        body.Close();
        return answer;
    }

    private static ImmutableArray<Photo> Photos(CommandBody body, int most) => [.. body.Parts("photos", most).Select(PhotoEndpoints.Named)];
}
