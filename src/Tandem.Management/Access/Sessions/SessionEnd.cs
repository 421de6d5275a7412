namespace Tandem.Management.Access.Sessions;

/// <summary>Why a session ended, in the words that history and pages show.</summary>
internal static class SessionEnd
{
    internal const string SignedOut = "signed out";

    internal const string SignedInAnew = "signed in anew in the same browser";

    internal const string EndedByOwner = "ended by its owner";

    internal const string PasswordChanged = "password changed";

    internal const string SecondFactorChanged = "second factor changed";

    internal const string PasskeyRemoved = "passkey removed";

    internal const string LinkUndone = "link to the sign-in provider undone";

    internal const string AccountDisabled = "account disabled";

    internal const string SecondFactorReset = "second factor reset by an administrator";

    internal const string Idle = "not used for too long";

    internal const string TooOld = "longest time is over";
}
