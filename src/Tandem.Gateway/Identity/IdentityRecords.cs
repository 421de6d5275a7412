using Tandem.Gateway.Recording;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Identity;

/// <summary>The <c>identity</c> records: which issuers came in force, which were refused and why.</summary>
internal static class IdentityRecords
{
    private const int MaximumIssuers = 100;

    public static RecordDraft Loaded(string hash, IEnumerable<TokenIssuer> issuers) => Of("loaded", hash, issuers.Select(issuer => issuer.Name), []);

    public static RecordDraft Refused(string hash, IEnumerable<string> problems) => Of("refused", hash, [], problems);

    internal static RecordDraft Of(string op, string hash, IEnumerable<string> issuers, IEnumerable<string> problems) => new RecordDraft("identity")
        .Set("op", op)
        .Set("fileH", hash)
        .Set("issuers", issuers.Take(MaximumIssuers).Select(RecordedProblem.Of))
        .Set("problems", RecordedProblem.All(problems));
}
