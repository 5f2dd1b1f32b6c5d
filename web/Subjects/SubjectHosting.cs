using Circle.Domain.Subjects;

namespace Circle.Web.Subjects;

/// <summary>个人信息主体: rows apart from events.</summary>
internal static class SubjectHosting
{
    /// <param name="back">How many that had been erased were in the store again when the program started.</param>
    public static void AddSubjects(this IServiceCollection services, SubjectRules rules, int back)
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
        services.AddHostedService(provider => new ErasedAgainNotice(back, provider.GetRequiredService<ILogger<ErasedAgainNotice>>()));
        services.AddSingleton<SubjectSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<SubjectSweep>());
    }
}

/// <summary>Says once, at the start, that a restored backup had brought somebody back.</summary>
internal sealed class ErasedAgainNotice(int back, ILogger<ErasedAgainNotice> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (back > 0) log.LogWarning("{Count} subjects that had been erased were in the store again, as after a restored backup, and were erased again", back);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
