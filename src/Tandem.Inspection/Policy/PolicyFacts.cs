namespace Tandem.Inspection.Policy;

/// <summary>All that rules may know of one request. A decision is a function of these facts and the bundle, so it can be replayed.</summary>
/// <remarks>A fact that is not known in a phase keeps its default; rules that name it in that phase are refused at load.</remarks>
public sealed record PolicyFacts
{
    private static readonly Dictionary<string, long> NoClasses = [];

    /// <summary>Who calls: <c>subject</c>.</summary>
    public SubjectFacts Subject { get; init; } = new();

    /// <summary>Name of the route: <c>route</c>.</summary>
    public string Route { get; init; } = "";

    /// <summary>Declared purpose: <c>purpose</c>.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Key of the AI system, for example <c>AIS-0001</c>: <c>ai_system</c>; <c>none</c> when the caller belongs to none.</summary>
    public string AiSystem { get; init; } = "none";

    /// <summary>The inventory's entry of the AI system: <c>system</c>; null = looked up in the bundle's inventory by <see cref="AiSystem"/>.</summary>
    public InventorySystem? System { get; init; }

    /// <summary>What is asked for, for example <c>chat.completions</c>: <c>action</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>Where the request would go: <c>upstream</c>.</summary>
    public UpstreamFacts Upstream { get; init; } = new();

    /// <summary>True when the AI system's intended use covers caller and purpose: <c>use_allowed</c>.</summary>
    public bool UseAllowed { get; init; }

    /// <summary>When the decision is made: <c>now</c>.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Name of the model as asked for: <c>model</c>; from phase request.</summary>
    public string Model { get; init; } = "";

    /// <summary>Findings in the request by detector type: <c>classes_in</c>; from phase request.</summary>
    public IReadOnlyDictionary<string, long> ClassesIn { get; init; } = NoClasses;

    /// <summary>Highest level of the findings in the request, or <c>none</c>: <c>level_in</c>; from phase request.</summary>
    public string LevelIn { get; init; } = "none";

    /// <summary>True when a streamed answer is asked for: <c>stream</c>; from phase request.</summary>
    public bool Stream { get; init; }

    /// <summary>Names of the tools offered to the model: <c>tools</c>; from phase request.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Bytes of the request body: <c>body_bytes</c>; from phase request.</summary>
    public long BodyBytes { get; init; }

    /// <summary>Parts of the request that could not be inspected: <c>uninspected</c>; from phase request.</summary>
    public long Uninspected { get; init; }

    /// <summary>Findings in the answer by detector type: <c>classes_out</c>; from phase response.</summary>
    public IReadOnlyDictionary<string, long> ClassesOut { get; init; } = NoClasses;

    /// <summary>Highest level of the findings in the answer, or <c>none</c>: <c>level_out</c>; from phase response.</summary>
    public string LevelOut { get; init; } = "none";
}
