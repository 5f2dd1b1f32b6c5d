using System.Reflection;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Cluster.Tests.Hosting;

/// <summary>What a test reads without saying who it is, it reads as the system; a test of rights says that it is <see cref="Nobody"/>.</summary>
internal sealed class Reader : IOutgoingGrainCallFilter
{
    private const string Mark = "circle.tests.nobody";

    private static readonly Actor Self = new("system:tests");

    public static void Nobody() => RequestContext.Set(Mark, true);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var isRead = context.InterfaceMethod.GetCustomAttribute<NeedsAttribute>() is not null;
        if (isRead && Caller.Current is null && RequestContext.Get(Mark) is null) Caller.Current = Self;
        await context.Invoke();
    }
}
