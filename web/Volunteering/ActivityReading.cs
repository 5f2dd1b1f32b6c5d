using System.Collections.Immutable;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Audit;
using Circle.Domain.Subjects;
using Circle.Domain.Volunteering;
using Circle.Web.Accounts;
using Circle.Web.Subjects;

namespace Circle.Web.Volunteering;

/// <param name="Reviewer">Who approved or returned it; null: nobody has, or an account that is no more.</param>
/// <param name="Opinion">居民的话, with numbers of people covered; null: there is none, or it was erased.</param>
/// <param name="Form">What was written into the kind's form, as JSON, covered as well; null: nothing, or it was erased.</param>
internal sealed record ActivityItem(ActivityView Activity, string? Reviewer, string? Opinion, string? Form);

internal sealed record ActivityItems(IReadOnlyList<ActivityItem> Items, ActivityCursor? Next);

/// <summary>A record with its words and the names of those who took part.</summary>
/// <param name="Form">What was written into the kind's form, as JSON; null: nothing, or it was erased.</param>
/// <param name="Strokes">The drawn signature; null: there is none, or it was erased.</param>
/// <param name="Names">By volunteer; one that is missing was erased.</param>
/// <param name="Overlaps">For whoever reviews it: who is down for something else at the same time.</param>
internal sealed record ActivityShown(
    ActivityView Activity, string? Reviewer, string? Opinion, string? Form, string? Strokes, IReadOnlyDictionary<string, string> Names, ImmutableArray<ActivityOverlap> Overlaps);

/// <summary>Puts words and names in.</summary>
internal sealed class ActivityReading(WordsBook words, PersonNames names, VolunteerNames volunteers)
{
    public async Task<ActivityItems> ListAsync(ActivityPage page) => new(await ItemsAsync(page.Activities), page.Next);

    public async Task<IReadOnlyList<ActivityItem>> ItemsAsync(ImmutableArray<ActivityView> activities)
    {
        var texts = await words.ReadAsync([.. activities.SelectMany(a => new[] { a.Log.Opinion, a.Log.Form }).OfType<WordsId>()]);
        var reviewers = await names.OfAsync(activities.Select(ReviewerOf).OfType<AccountId>());
        return
        [
            .. activities.Select(a => new ActivityItem(a, ReviewerOf(a) is { } by ? reviewers.GetValueOrDefault(by) : null, Covered(a.Log.Opinion), Covered(a.Log.Form))),
        ];

        string? Covered(WordsId? id) => id is { } named && texts.TryGetValue(named, out var text) ? Mask.Text(text) : null;
    }

    public async Task<ActivityShown> ShowAsync(ActivityView view, ImmutableArray<ActivityOverlap> overlaps)
    {
        var item = (await ItemsAsync([view]))[0];
        var drawn = view.Log.Signature is { Strokes: var strokes } ? (await words.ReadAsync([strokes])).GetValueOrDefault(strokes) : null;
        var called = await volunteers.OfAsync(view.Log.People.Select(p => p.Who));
        return new ActivityShown(view, item.Reviewer, item.Opinion, item.Form, drawn, called.ToDictionary(c => c.Key.Value, c => c.Value), overlaps);
    }

    private static AccountId? ReviewerOf(ActivityView view) => view.Reviewed is { } reviewed ? AccountId.Of(reviewed.By) : null;
}
