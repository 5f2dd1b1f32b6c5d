using Circle.Domain.Subjects;

namespace Circle.Web.Subjects;

/// <summary>个人信息主体 and 记述: rows apart from events. Whoever owns words adds a <see cref="WordsOwner"/>.</summary>
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
        services.AddSingleton<WordsStore>();
        services.AddSingleton<WordsBook>();
        services.AddSingleton<WordsDesk>();
        services.AddSingleton<WordsSweep>();
        services.AddSingleton<DemonstrationSubjects>();
        services.AddSingleton<DemonstrationWords>();
        services.AddSingleton<SubjectSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<SubjectSweep>());
    }
}
