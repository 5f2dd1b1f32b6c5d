using Circle.Domain.Journal;

namespace Circle.Domain.Acceptance;

/// <summary>What a command shows is kept before it is told, and of one that is refused nothing is: so it is looked at last.</summary>
internal static class ShownPhotos
{
    private static readonly Refusal NotUploaded = new(RefusalKind.Invalid,
    [
        new Fault("photos", "not-uploaded", "照片不是您上传的，还没有上传，或上传后超过一天；请重新上传", "a photo was not uploaded by you, or more than a day ago: upload it again"),
    ]);

    /// <summary>Null: all that it shows is kept, or it shows nothing.</summary>
    public static Refusal? Check(AcceptanceCommand command)
        => command.Shown.IsDefaultOrEmpty ? null
            : command.Kept is not { } kept ? AcceptanceCase.NotLookedAt
            : command.Shown.Except(kept).Any() ? NotUploaded : null;
}
