using Tandem.Management.Records;

namespace Tandem.Management.Access.Accounts;

/// <summary>Why an account is changed: asked for with each change that takes something from a person or gives power.</summary>
internal static class AccountReason
{
    internal const string Missing = "say why, in at most 1000 characters; it stands in the history";

    internal static bool IsGood(string? reason) => reason?.Trim().Length is > 0 and <= RecordLimits.Reason;
}
