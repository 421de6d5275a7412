using Tandem.Inspection.Policy.Loading;
using Tandem.Inspection.Policy.Rules;
using Tandem.Inspection.Policy.Testing;

namespace Tandem.Inspection.Policy;

/// <summary>A policy bundle: loaded whole or not at all, immutable, decisions a pure function of facts and bundle. Thread-safe.</summary>
public sealed class PolicyBundle
{
    /// <summary>The file of a bundle that holds its signatures; the one file that is not part of its hash.</summary>
    public const string SignaturesFile = "SIGNATURES";

    private static readonly string[] OutOfForce = ["POLICY_NOT_LOADED"];

    private readonly RuleSet _admit;
    private readonly RuleSet _request;
    private readonly RuleSet _response;

    internal PolicyBundle(IReadOnlyList<PolicyRule> rules, IReadOnlyList<BundleTest> tests)
    {
        Tests = tests;
        Rules = [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        _admit = new RuleSet(PolicyPhase.Admit, rules);
        _request = new RuleSet(PolicyPhase.Request, rules);
        _response = new RuleSet(PolicyPhase.Response, rules);
    }

    /// <summary>Identifier of the bundle, the same in all its versions.</summary>
    public required string Id { get; init; }

    /// <summary>Semantic version.</summary>
    public required string Version { get; init; }

    /// <summary>Hash of the content (<c>polH</c>): 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>When the bundle was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>Who approved it; never the author.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    /// <summary>From when it may be in force; null = from its creation.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>From when it is no longer in force; null = without end.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The ways in; names and paths are unique.</summary>
    public required IReadOnlyList<RouteDefinition> Routes { get; init; }

    /// <summary>The LLM endpoints; names are unique.</summary>
    public required IReadOnlyList<UpstreamDefinition> Upstreams { get; init; }

    /// <summary>The AI systems.</summary>
    public required Inventory Inventory { get; init; }

    /// <summary>The organisation's levels and the classes of detector types.</summary>
    public required ClassTable Classes { get; init; }

    /// <summary>The rules, in ordinal order of their ids.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; }

    /// <summary>The bundle's own cases, which <see cref="BundleTests"/> runs.</summary>
    internal IReadOnlyList<BundleTest> Tests { get; }

    /// <summary>The text that <c>SIGNATURES</c> signs, with its final newline.</summary>
    public string SignedText => BundleHash.SignedText(Id, Version, Hash);

    /// <summary>Loads a bundle from its files. Pure: the same files and time give the same result.</summary>
    /// <param name="files">Path inside the bundle, with <c>/</c>, to content; <c>SIGNATURES</c> may be among them and is not checked here.</param>
    /// <param name="now">The time at which the bundle is to be in force.</param>
    /// <param name="options">What to check beyond the files; null = defaults.</param>
    /// <returns>The bundle, or all problems that were found.</returns>
    public static BundleLoadResult Load(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, DateTimeOffset now, BundleLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        return BundleLoader.Load(files, now, options ?? new BundleLoadOptions());
    }

    /// <summary>Computes the hash of a bundle's content, whether or not it can be loaded.</summary>
    /// <param name="files">Path inside the bundle, with <c>/</c>, to content; <c>SIGNATURES</c> is left out.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <remarks>SHA-256 over the lines <c>sha256hex, two spaces, path, newline</c> in ordinal order of the paths.</remarks>
    public static string ComputeHash(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return BundleHash.Compute(files);
    }

    /// <summary>Decides one phase of one request.</summary>
    /// <param name="phase">Which rules to ask.</param>
    /// <param name="facts">What is known; facts of later phases keep their defaults.</param>
    /// <returns>
    /// The strongest effect of the matching rules; block when no rule of the organisation allows, when a lower layer that has allow rules
    /// does not allow, or when the bundle is not in force at the time of the facts.
    /// </returns>
    /// <remarks>Deterministic and total: an error while evaluating is in <see cref="PolicyDecision.Errors"/> and counts in the closed direction.</remarks>
    public PolicyDecision Decide(PolicyPhase phase, PolicyFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Now < NotBefore || facts.Now >= NotAfter)
            return new PolicyDecision(Effect.Block, [], OutOfForce, [], [$"bundle {Id}@{Version} is not in force at this time"]);
        var system = facts.System ?? Inventory.Find(facts.AiSystem) ?? InventorySystem.None;
        var rules = phase switch
        {
            PolicyPhase.Admit => _admit,
            PolicyPhase.Request => _request,
            PolicyPhase.Response => _response,
            _ => throw new ArgumentOutOfRangeException(nameof(phase)),
        };
        return rules.Decide(facts, system);
    }

    /// <summary>Returns the organisation's level of a detector type.</summary>
    /// <param name="findingType">Detector type, for example <c>fin.iban</c>.</param>
    /// <returns>One of the levels of <see cref="Classes"/>.</returns>
    public string LevelOf(string findingType) => Classes.LevelOf(findingType);
}
