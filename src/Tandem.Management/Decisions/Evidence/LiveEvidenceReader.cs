using System.Globalization;
using Tandem.Ledger.Verification;
using Tandem.Management.Decisions.Indexing;
using Tandem.Management.Frameworks;

namespace Tandem.Management.Decisions.Evidence;

/// <summary>Figures drawn from the index now, judged by the newest verification of the log.</summary>
internal sealed class LiveEvidenceReader(
    FrameworkCatalogue catalogue, MinimumFieldSets sets, DecisionIndexReader index, DecisionIndexService service, LatestVerification latest, GatewayLog log, TimeProvider time)
{
    private const string RecordKind = "EV-GWRECORD";
    private const string VerificationKind = "EV-GWCHECK";

    private static readonly RequirementId Logging = RequirementId.Parse("iso27001:A.8.15");

    /// <summary>Null when records cannot speak for the requirement.</summary>
    internal LiveEvidence? Of(RequirementId requirement) => catalogue.Find(requirement)?.RuntimeEvidence is null ? null : All().GetValueOrDefault(requirement);

    /// <summary>The same figures for no requirement in particular, as the list of decisions shows them.</summary>
    internal LiveEvidence Overall() => All()[Logging];

    /// <summary>Figures of every requirement for which records speak, from one reading of the index.</summary>
    internal IReadOnlyDictionary<RequirementId, LiveEvidence> All()
    {
        var profiles = index.Profiles();
        var requests = profiles.Sum(profile => profile.Count);
        DateTimeOffset? last = requests == 0 ? null : profiles.Max(profile => profile.Last);
        var run = latest.Run;
        var verified = run is null ? 0 : requests - index.CountFrom(run.CheckpointSize);
        var (state, because) = Judge(requests, verified, last);
        return catalogue.Requirements.Where(requirement => requirement.RuntimeEvidence is not null).ToDictionary(requirement => requirement.Id, requirement => new LiveEvidence
        {
            Requirement = requirement.Id,
            Strength = requirement.RuntimeEvidence!.Strength,
            State = state,
            Because = because,
            Requests = requests,
            HoldingFields = Holding(profiles, sets.Of(requirement.Id)!.Value),
            HoldingSecurity = Holding(profiles, sets.SecurityLogging),
            HoldingAi = Holding(profiles, sets.AiEventLogs),
            HoldingBoth = Holding(profiles, sets.Both),
            First = requests == 0 ? null : profiles.Min(profile => profile.First),
            Last = last,
            VerifiedAt = run?.FinishedAt,
            Verified = verified,
        });
    }

    private static long Holding(IReadOnlyList<FieldProfile> profiles, FieldSet fields) => profiles.Where(profile => profile.Fields.Holds(fields)).Sum(profile => profile.Count);

    /// <summary>INVARIANT (missing data never improves): the tests go from worst to best, and only what is present leads to the next.</summary>
    private (LiveEvidenceState State, string Because) Judge(long requests, long verified, DateTimeOffset? last)
    {
        var run = latest.Run;
        var now = time.GetUtcNow();
        if (run is { Verdict: VerificationVerdict.Invalid })
            return (LiveEvidenceState.Failed, $"the log did not verify: {(run.Problems.Count > 0 ? run.Problems[0] : "the verifier named no problem")}");
        if (service.State is { IsDamaged: true, Trouble: { } trouble })
            return (LiveEvidenceState.Failed, trouble);
        if (run is not null && log.Open().Reader is { } reader && (reader.LogKey.ToString() != run.LogKey || reader.Count() < run.CheckpointSize))
            return (LiveEvidenceState.Failed, string.Create(CultureInfo.InvariantCulture, $"the log is another one or shorter than the {run.CheckpointSize} records that were verified"));
        if (requests == 0 || last is null)
            return (LiveEvidenceState.None, "the gateway has recorded no decision");
        if (run is null)
            return (LiveEvidenceState.NotVerified, "the log has not been verified yet");
        if (run.Verdict != VerificationVerdict.Valid)
            return (LiveEvidenceState.NotVerified, "the last verification came to no end");
        if (verified <= 0)
            return (LiveEvidenceState.NotVerified, "all decisions were recorded after the last verification");
        if (Age(RecordKind) is var records && now - last > records)
            return (LiveEvidenceState.Stale, string.Create(CultureInfo.InvariantCulture, $"the newest decision is older than {records.Days} days"));
        if (Age(VerificationKind) is var verification && now - run.FinishedAt > verification)
            return (LiveEvidenceState.Stale, string.Create(CultureInfo.InvariantCulture, $"the last verification is older than {verification.Days} days"));
        return (LiveEvidenceState.Current, verified == requests
            ? "the log verified with all of these decisions, and both are fresh"
            : "the log verified and is fresh; the newest decisions came after and wait for the next verification");
    }

    private TimeSpan Age(string kind) => TimeSpan.FromDays(catalogue.EvidenceTypes[kind].SuggestedMaxAgeDays);
}
