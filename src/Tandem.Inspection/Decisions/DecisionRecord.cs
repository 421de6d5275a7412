using Tandem.Inspection.Policy;

namespace Tandem.Inspection.Decisions;

/// <summary>What the ledger keeps of one request: every member of the kinds decision, outcome and recovery.</summary>
/// <remarks>
/// A request has one counting record: the outcome or recovery, or the decision itself when it refused. "none" is written where a
/// member does not apply, so that absence is never mistaken for "not recorded". No text of prompt or answer is ever kept here.
/// Fields are those of the run-time evidence catalogue.
/// </remarks>
public sealed record DecisionRecord
{
    private static readonly Dictionary<string, long> NoCounts = [];

    /// <summary>Member <c>kind</c>.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>Member <c>req</c>: the decision id that callers see, a UUID version 7 in text form.</summary>
    public required string RequestId { get; init; }

    /// <summary>Member <c>ref</c>: sequence number of the decision that this record completes; -1 for a decision.</summary>
    public long Reference { get; init; } = -1;

    /// <summary>Member <c>tenant</c>: a label, not a wall.</summary>
    public string Tenant { get; init; } = "default";

    /// <summary>Members <c>sub</c>, <c>app</c>, <c>roles</c>, <c>auth</c>; fields caller.identity, caller.application, caller.groups, caller.authMethod.</summary>
    public CallerIdentity Caller { get; init; } = CallerIdentity.Unknown;

    /// <summary>Member <c>src</c>, field source: zone of the peer's address, never the address itself.</summary>
    public string Source { get; init; } = "none";

    /// <summary>Member <c>act</c>, field action: for example <c>chat.completions</c>.</summary>
    public string Action { get; init; } = "none";

    /// <summary>Member <c>route</c>: name of the route in the bundle.</summary>
    public string Route { get; init; } = "none";

    /// <summary>Member <c>use</c>, field route.purpose.</summary>
    public string Purpose { get; init; } = "none";

    /// <summary>Member <c>ai</c>: key of the AI system.</summary>
    public string AiSystem { get; init; } = "none";

    /// <summary>Member <c>dec</c>, field decision.outcome.</summary>
    public required Effect Effect { get; init; }

    /// <summary>Member <c>reason</c>: stable reason codes.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Member <c>rules</c>, field decision.rules: <c>id@v</c>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Member <c>tr</c>, field decision.transforms: how many findings each effect changed, both directions.</summary>
    public IReadOnlyDictionary<string, long> Transforms { get; init; } = NoCounts;

    /// <summary>Member <c>prov</c>, field model.provider.</summary>
    public string Provider { get; init; } = "none";

    /// <summary>Member <c>model</c>, field model.name: as the caller asked for it.</summary>
    public string Model { get; init; } = "none";

    /// <summary>Member <c>modelVer</c>, field model.version.</summary>
    public ModelVersions ModelVersion { get; init; } = ModelVersions.None;

    /// <summary>Member <c>ep</c>, field model.endpoint: origin of the upstream.</summary>
    public string Endpoint { get; init; } = "none";

    /// <summary>Members <c>pol</c>, <c>polH</c>, <c>polAuthor</c>, <c>polApprovers</c>; fields policy.version, policy.author, policy.approver.</summary>
    public PolicyReference Policy { get; init; } = PolicyReference.None;

    /// <summary>Member <c>inFp</c>, field content.inputFingerprint: keyed hash of the canonical text, hexadecimal.</summary>
    public string InputFingerprint { get; init; } = "none";

    /// <summary>Member <c>outFp</c>: the same of the answer.</summary>
    public string OutputFingerprint { get; init; } = "none";

    /// <summary>Member <c>class</c>, field content.dataClasses: findings in the request by detector type.</summary>
    public IReadOnlyDictionary<string, long> ClassesIn { get; init; } = NoCounts;

    /// <summary>Member <c>classOut</c>, field content.dataClasses: findings in the answer by detector type.</summary>
    public IReadOnlyDictionary<string, long> ClassesOut { get; init; } = NoCounts;

    /// <summary>Member <c>level</c>: highest level of all findings.</summary>
    public string Level { get; init; } = "none";

    /// <summary>Member <c>rag</c>, field content.retrievalSources.</summary>
    public IReadOnlyList<string> RetrievalSources { get; init; } = [];

    /// <summary>Member <c>resp</c>, field response.classifier.</summary>
    public ResponseVerdict Response { get; init; } = ResponseVerdict.None;

    /// <summary>Member <c>hrev</c>, field review.status.</summary>
    public ReviewStatus Review { get; init; } = ReviewStatus.None;

    /// <summary>Member <c>tok</c>, field usage.tokens.</summary>
    public TokenUsage Tokens { get; init; } = TokenUsage.None;

    /// <summary>Member <c>cost</c>, field usage.cost: millionths of the currency unit; -1 = not known.</summary>
    public long CostMillionths { get; init; } = -1;

    /// <summary>Member <c>us</c>, field latency.</summary>
    public PhaseDurations Durations { get; init; } = PhaseDurations.None;

    /// <summary>Member <c>ret</c>, field retention: an ISO 8601 duration.</summary>
    public string Retention { get; init; } = "P3Y";

    /// <summary>Member <c>cov</c>.</summary>
    public InspectionCoverage Coverage { get; init; } = InspectionCoverage.None;

    /// <summary>Member <c>stream</c>: true when a streamed answer was asked for.</summary>
    public bool Stream { get; init; }

    /// <summary>Member <c>status</c>: HTTP status given to the caller; 0 = none yet.</summary>
    public int Status { get; init; }

    /// <summary>Member <c>end</c>.</summary>
    public DecisionOutcome Outcome { get; init; } = DecisionOutcome.Pending;

    /// <summary>Member <c>ups</c>: HTTP status of the upstream; 0 = none.</summary>
    public int UpstreamStatus { get; init; }

    /// <summary>Member <c>pd</c>: commitment to the erasable part; <c>none</c> while nothing erasable is kept.</summary>
    public string ErasablePart { get; init; } = "none";
}
