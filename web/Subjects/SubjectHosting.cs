using Circle.Domain.Subjects;

namespace Circle.Web.Subjects;

/// <summary>个人信息主体: rows apart from events.</summary>
internal static class SubjectHosting
{
    public static void AddSubjects(this IServiceCollection services, SubjectRules rules)
    {
        services.AddSingleton(rules);
        services.AddSingleton(new Retention(rules.Keep));
        services.AddSingleton<SubjectCipher>();
        services.AddSingleton<PhoneIndexes>();
        services.AddSingleton<SubjectStore>();
        services.AddSingleton<SubjectRights>();
        services.AddSingleton<SubjectBook>();
        services.AddSingleton<ErasureFile>();
        services.AddSingleton<ErasureLedger>();
        services.AddSingleton<DemonstrationSubjects>();
        services.AddSingleton<SubjectSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<SubjectSweep>());
    }
}
