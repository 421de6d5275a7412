using Tandem.Gateway.Exchanges;
using Tandem.Gateway.Identity;
using Tandem.Gateway.Policies;
using Tandem.Gateway.Recording;
using Tandem.Inspection.Decisions;
using Tandem.Inspection.Policy;
using Tandem.Ledger.Records;

namespace Tandem.Gateway.Tests.Recording;

/// <summary>One draft of each kind the gateway writes, from input that never changes; the values are those of a run of the demonstration.</summary>
internal static class SampleDrafts
{
    public const string Recovery = "recovery";

    private const string BundleHash = "a8b23197261445f0a479d6cdda282c1bc294e4512101a7a36eab68c5930510d1";
    private const string FilesHash = "0e6f7b0f4d0a7f3f4a5d3b1f4f6c1f8e3a9a4f7f5a0d7c2e9b8a6d5c4b3a2910";

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 6, 1, 34, 687, 894, TimeSpan.Zero);

    private static readonly CallerKey Key = new(
        "9b5jr9zb", "claims-portal", "AIS-0001", ["claims-handler", "claims-lead"],
        Convert.FromHexString("5726f2644f856a5e1168f2f65b32dd571769798c829ae2f2135c07ab88563195"), Start, Start.AddYears(1), null);

    /// <summary>By the name of the golden file; the recovery is made from the record of <c>decision</c>.</summary>
    public static IReadOnlyDictionary<string, RecordDraft> All { get; } = new SortedDictionary<string, RecordDraft>(StringComparer.Ordinal)
    {
        ["decision"] = DecisionDraft.Of(Decision),
        ["decision-refused"] = DecisionDraft.Of(Refused),
        ["outcome"] = DecisionDraft.Of(Outcome),
        ["key-caller-created"] = KeyRecords.Created(Key),
        ["key-caller-revoked"] = KeyRecords.Revoked(Key with { Expires = null }, "the application is gone"),
        ["policy-loaded"] = PolicyRecords.Of("loaded", "demonstration@1.0.0", BundleHash, "li.wei@example.org", ["mari.tamm@example.org"], []),
        ["policy-refused"] = PolicyRecords.Refused(null, BundleHash, ["SIGNATURES is missing; the bundle must be signed by author and approver"]),
        ["identity-loaded"] = IdentityRecords.Of("loaded", FilesHash, ["https://login.example.org"], []),
        ["identity-refused"] = IdentityRecords.Refused(FilesHash, ["`identity.json` is no JSON; correct it"]),
        ["shed-unauthenticated"] = ShedRecords.Of(Shed()),
    };

    /// <summary>The decision with another role of the caller.</summary>
    public static RecordDraft DecisionOf(string role) => DecisionDraft.Of(Decision with { Caller = Decision.Caller with { Roles = [role] } });

    private static DecisionRecord Decision => new()
    {
        Kind = DecisionKind.Decision,
        RequestId = "01a1fcb2-32b7-7e3f-9ad6-ec67321de5fe",
        Caller = new CallerIdentity("36b42806947d2b79a3779465820ebdb0", "claims-portal", ["claims-handler", "claims-lead"], "key"),
        Source = "10.20.30.0/24",
        Action = "chat.completions",
        Route = "chat",
        Purpose = "assistance",
        AiSystem = "AIS-0001",
        Effect = Effect.Redact,
        Reasons = ["CALLER_AUTHORISED", "DATA_FINANCIAL", "LEVEL_PERMITTED"],
        Rules = ["access-granted@1", "request-financial@1", "request-level@1"],
        Transforms = new Dictionary<string, long> { ["redact"] = 1 },
        Provider = "tandem-mock",
        Model = "mock-1",
        ModelVersion = new ModelVersions("mock-1", "none"),
        Endpoint = "http://localhost:40409",
        Policy = new PolicyReference("demonstration@1.0.0", BundleHash, "li.wei@example.org", ["mari.tamm@example.org"]),
        InputFingerprint = "00a52ba5cb144b573b0efb381eb4e80ec072521a55b833608fd1b6c8d3314582",
        ClassesIn = new Dictionary<string, long> { ["fin.credit_card"] = 1 },
        Level = "confidential",
        Durations = new PhaseDurations(299, 52, 3646, 2989, 0, 0, 0, 6994),
        Coverage = new InspectionCoverage(150, 75, 1, 0, 0),
    };

    private static DecisionRecord Outcome => Decision with
    {
        Kind = DecisionKind.Outcome,
        Reference = 20,
        Rules = ["access-granted@1", "request-financial@1", "request-level@1", "answer-level@1"],
        ModelVersion = new ModelVersions("mock-1", "mock-1"),
        OutputFingerprint = "deb49ef03768b371779a0ea2ea570ac00021333f96a7d45064163b55efe1a64c",
        Response = ResponseVerdict.Clean,
        Tokens = new TokenUsage(18, 27, "reported"),
        Durations = new PhaseDurations(299, 52, 3646, 3090, 1185, 903, 165, 9349),
        Coverage = new InspectionCoverage(150, 199, 3, 0, 375),
        Status = 200,
        Outcome = DecisionOutcome.Complete,
        UpstreamStatus = 200,
    };

    /// <summary>Nobody could be established, so nearly everything is as little as it can be.</summary>
    private static DecisionRecord Refused => new()
    {
        Kind = DecisionKind.Decision,
        RequestId = "01a1fcb2-32d8-75ab-9f96-08609d60d4ec",
        Source = "2001:db8:12::/48",
        Action = "messages",
        Effect = Effect.Block,
        Reasons = ["IDENTITY_INVALID"],
        Policy = Decision.Policy,
        Durations = new PhaseDurations(133, 0, 0, 0, 0, 0, 0, 176),
        Coverage = new InspectionCoverage(0, 0, 0, 0, 355),
        Status = 401,
        Outcome = DecisionOutcome.Refused,
    };

    private static ShedSummary Shed()
    {
        var summary = new ShedSummary("01a1fcb2-33d3-716a-b0fd-2acc0f567381", Start);
        for (var request = 0; request < 3; request++) summary.Add("10.20.30.0/24", "IDENTITY_INVALID");
        summary.Add("loopback", "IDENTITY_MISSING");
        summary.To = Start.AddSeconds(42);
        return summary;
    }
}
