using Circle.Domain.Audit;

namespace Circle.Web.Audit;

/// <summary>What the journal does not hold and an auditor asks for.</summary>
internal enum AuditAction
{
    SignedIn,
    SignInFailed,
    SignedOut,

    /// <summary>Somebody, or a change, ended another's session.</summary>
    SessionEnded,
    PasswordChanged,
    SecondFactorSet,
    SecondFactorRemoved,
    PasskeyAdded,
    PasskeyRemoved,
    Invited,
    InvitationUsed,
    PhoneEnrolled,
    PhoneRevoked,
    KeyMade,
    KeyRevoked,
    ScreenPaired,
    ScreenRevoked,

    /// <summary>Something was asked for that its caller may not have.</summary>
    Refused,

    /// <summary>Personal data was shown, for the reason in the note.</summary>
    Revealed,
    Erased,

    /// <summary>Personal data was recorded, or what was known of somebody was filled.</summary>
    SubjectRecorded,

    /// <summary>Its erasure was put off.</summary>
    SubjectHeld,
    SubjectReleased,

    /// <summary>The first time in an hour that an account worked from an address: by it the journal's actor is known to have been there.</summary>
    WorkedFrom,

    /// <summary>A list of the audit left as a file.</summary>
    Exported,

    /// <summary>A digest beside the daily ones was asked for.</summary>
    DigestAsked,
}

internal static class AuditActions
{
    extension(AuditAction action)
    {
        /// <summary>The chain that it is written to, see <see cref="AuditChains"/>.</summary>
        public string Chain => action switch
        {
            AuditAction.SignedIn or AuditAction.SignInFailed or AuditAction.SignedOut or AuditAction.SessionEnded or AuditAction.WorkedFrom => AuditChains.SignIn,
            AuditAction.Refused => AuditChains.Refusals,
            AuditAction.Revealed or AuditAction.Erased or AuditAction.SubjectRecorded or AuditAction.SubjectHeld or AuditAction.SubjectReleased => AuditChains.PersonalData,
            AuditAction.Exported or AuditAction.DigestAsked => AuditChains.Audit,
            _ => AuditChains.Credentials,
        };
    }
}
