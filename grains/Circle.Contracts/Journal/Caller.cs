using Circle.Domain.Journal;

namespace Circle.Contracts.Journal;

/// <summary>Who a call comes from. Set at the edge (a web node, the timekeeper, an import), carried by Orleans, judged by the silo's call filter alone.</summary>
public static class Caller
{
    private const string Key = "circle.actor";

    /// <summary>What nobody hears who asks for what somebody has to be known for.</summary>
    public static readonly Refusal SignedOut = new(RefusalKind.SignedOut, [new Fault("", "no-account", "请先登录", "sign in first")]);

    /// <summary>Somebody at the machine of a rehearsal who is not signed in: reads what everybody may read who is, and no more.</summary>
    public static readonly Actor Visitor = new("rehearsal:visitor");

    public static Actor? Current
    {
        get => RequestContext.Get(Key) is string value ? new Actor(value) : null;
        set
        {
            if (value is { } actor) RequestContext.Set(Key, actor.Value);
            else RequestContext.Remove(Key);
        }
    }
}
