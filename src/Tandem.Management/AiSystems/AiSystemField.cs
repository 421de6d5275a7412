using System.Text.Json;
using Tandem.Management.Database;

namespace Tandem.Management.AiSystems;

/// <summary>One field of the register, so that two versions can be compared and mixed field by field.</summary>
/// <param name="Name">Name as in form, history and API.</param>
/// <param name="Label">What pages call it.</param>
/// <param name="Value">Reads it.</param>
/// <param name="Take">The first form with this field taken from the second.</param>
internal sealed record AiSystemField(string Name, string Label, Func<AiSystemForm, object> Value, Func<AiSystemForm, AiSystemForm, AiSystemForm> Take)
{
    internal static IReadOnlyList<AiSystemField> All { get; } =
    [
        new("name", "Name", f => f.Name, (to, from) => to with { Name = from.Name }),
        new("purpose", "Purpose", f => f.Purpose, (to, from) => to with { Purpose = from.Purpose }),
        new("intendedUses", "Intended uses", f => f.IntendedUses, (to, from) => to with { IntendedUses = from.IntendedUses }),
        new("outOfScopeUse", "Out-of-scope use", f => f.OutOfScopeUse, (to, from) => to with { OutOfScopeUse = from.OutOfScopeUse }),
        new("affectedParties", "Affected parties", f => f.AffectedParties, (to, from) => to with { AffectedParties = from.AffectedParties }),
        new("owner", "Owner", f => f.Owner, (to, from) => to with { Owner = from.Owner }),
        new("unit", "Organisational unit", f => f.Unit, (to, from) => to with { Unit = from.Unit }),
        new("organisationRoles", "Role of the organisation", f => f.OrganisationRoles, (to, from) => to with { OrganisationRoles = from.OrganisationRoles }),
        new("state", "Life cycle", f => f.State, (to, from) => to with { State = from.State }),
        new("autonomy", "Autonomy", f => f.Autonomy, (to, from) => to with { Autonomy = from.Autonomy }),
        new("riskClass", "EU risk class", f => f.RiskClass, (to, from) => to with { RiskClass = from.RiskClass }),
        new("riskClassBasis", "Basis of the class", f => f.RiskClassBasis, (to, from) => to with { RiskClassBasis = from.RiskClassBasis }),
        new("humanOversight", "Human oversight", f => f.HumanOversight, (to, from) => to with { HumanOversight = from.HumanOversight }),
        new("bindings", "Gateway bindings", f => f.Bindings, (to, from) => to with { Bindings = from.Bindings }),
    ];

    internal bool Differs(AiSystemForm a, AiSystemForm b) => Json(a) != Json(b);

    /// <summary>The value in words for a person who compares two versions.</summary>
    internal string Text(AiSystemForm form) => Value(form) switch
    {
        string text => text,
        EuRiskClass risk => AiSystemWords.Of(risk),
        Autonomy autonomy => AiSystemWords.Of(autonomy),
        LifecycleState state => AiSystemWords.Of(state),
        IReadOnlyList<string> items => string.Join("\n", items),
        IReadOnlyList<OrganisationRole> roles => string.Join("\n", roles.Select(AiSystemWords.Of)),
        IReadOnlyList<GatewayBinding> bindings => string.Join("\n", bindings.Select(Words)),
        var value => throw new InvalidOperationException($"no words for a field of type `{value.GetType()}`"),
    };

    private static string Words(GatewayBinding binding) =>
        $"{binding.ApplicationId} · route {(binding.Route.Length > 0 ? binding.Route : "any")} · roles {(binding.Roles.Count > 0 ? string.Join(", ", binding.Roles) : "nobody")} · classes {(binding.DataClasses.Count > 0 ? string.Join(", ", binding.DataClasses) : "as the policy allows")}";

    private string Json(AiSystemForm form) => JsonSerializer.Serialize(Value(form), JsonColumn.Options);
}
