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

    /// <summary>The first time in an hour that an account worked from an address: by it the journal's actor is known to have been there.</summary>
    WorkedFrom,
}
