namespace Tandem.Management.AiSystems;

/// <summary>How an AI system reaches the gateway: which application calls, on which route, for whom, and with which classes of data.</summary>
/// <param name="ApplicationId">Application as the caller's identity names it; one application serves one AI system.</param>
/// <param name="Route">Route of the policy bundle; empty means any.</param>
/// <param name="Roles">Roles of callers that may use it; empty means nobody may.</param>
/// <param name="DataClasses">Data classes that may pass, by type or prefix such as `pii.`; empty means those the policy allows.</param>
public sealed record GatewayBinding(string ApplicationId, string Route, IReadOnlyList<string> Roles, IReadOnlyList<string> DataClasses);
