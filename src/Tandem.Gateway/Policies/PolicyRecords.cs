using Tandem.Gateway.Recording;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Canonical;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Policies;

/// <summary>The <c>policy</c> records: which bundle came in force, which was refused and why.</summary>
internal static class PolicyRecords
{
    public static RecordDraft Loaded(PolicyBundle bundle) => Of("loaded", bundle, bundle.Hash, []);

    public static RecordDraft Refused(PolicyBundle? bundle, string pointer, IEnumerable<string> problems) => Of("refused", bundle, pointer, problems);

    private static RecordDraft Of(string op, PolicyBundle? bundle, string hash, IEnumerable<string> problems) => new RecordDraft("policy")
        .Set("op", op)
        .Set("pol", bundle is null ? "none" : $"{bundle.Id}@{bundle.Version}")
        .Set("polH", hash)
        .Set("author", bundle?.Author ?? "none")
        .Set("approvers", JcsValue.Of(bundle?.Approvers ?? []))
        .Set("problems", RecordedProblem.All(problems));
}
