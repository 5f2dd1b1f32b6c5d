using Circle.Contracts.Journal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Volunteering;
using Circle.Web.Subjects;

namespace Circle.Web.Volunteering;

/// <summary>志愿服务</summary>
internal static class VolunteeringHosting
{
    public static void AddVolunteering(this IServiceCollection services)
    {
        services.AddSingleton<VolunteerNames>();
        services.AddSingleton<ActivityReading>();
        services.AddSingleton<VolunteerTeams>();
        services.AddSingleton<DemonstrationTeam>();
        services.AddSingleton(provider => new WordsOwner(VolunteerActivity.Kind, streams => NamedAsync(provider.GetRequiredService<IGrainFactory>(), streams)));
    }

    public static void MapVolunteering(this IEndpointRouteBuilder api)
    {
        api.MapActivities();
        api.MapVolunteerTeams();
        api.MapTeamDesk();
    }

    /// <summary>Of words that these records may name, those that they do.</summary>
    private static async Task<IReadOnlySet<WordsId>> NamedAsync(IGrainFactory grains, IReadOnlyCollection<StreamId> streams)
    {
        Caller.Current = Erasure.ByRetention;
        var views = await Task.WhenAll(streams.Select(s => grains.GetGrain<IActivityGrain>(s.Id).View()));
        return views.OfType<ActivityView>().SelectMany(v => v.Log.Words).ToHashSet();
    }
}
