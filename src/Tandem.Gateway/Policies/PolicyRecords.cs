using Tandem.Gateway.Recording;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Policies;

/// <summary>The <c>policy</c> records: which bundle came in force, which was refused and why.</summary>
internal static class PolicyRecords
{
    public static RecordDraft Loaded(PolicyBundle bundle) => Of("loaded", NameOf(bundle), bundle.Hash, bundle.Author, bundle.Approvers, []);

    /// <summary>Of a bundle that could not be read there is only the name it is published under.</summary>
    public static RecordDraft Refused(PolicyBundle? bundle, string pointer, IEnumerable<string> problems) =>
        Of("refused", bundle is null ? "none" : NameOf(bundle), pointer, bundle?.Author ?? "none", bundle?.Approvers ?? [], problems);

    internal static RecordDraft Of(string op, string bundle, string hash, string author, IReadOnlyList<string> approvers, IEnumerable<string> problems) => new RecordDraft("policy")
        .Set("op", op)
        .Set("pol", bundle)
        .Set("polH", hash)
        .Set("author", author)
        .Set("approvers", approvers)
        .Set("problems", RecordedProblem.All(problems));

    private static string NameOf(PolicyBundle bundle) => $"{bundle.Id}@{bundle.Version}";
}
