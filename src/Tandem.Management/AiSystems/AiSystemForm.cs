namespace Tandem.Management.AiSystems;

/// <summary>What a person or an API client enters about an AI system; the same shape for creating and changing.</summary>
public sealed record AiSystemForm
{
    public string Name { get; init; } = "";

    public string Purpose { get; init; } = "";

    public IReadOnlyList<string> IntendedUses { get; init; } = [];

    public string OutOfScopeUse { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Unit { get; init; } = "";

    public IReadOnlyList<OrganisationRole> OrganisationRoles { get; init; } = [];

    public EuRiskClass RiskClass { get; init; }

    public string RiskClassBasis { get; init; } = "";

    public Autonomy Autonomy { get; init; }

    public LifecycleState State { get; init; }

    public string HumanOversight { get; init; } = "";

    public IReadOnlyList<string> AffectedParties { get; init; } = [];

    public IReadOnlyList<GatewayBinding> Bindings { get; init; } = [];

    /// <summary>Version that the change is based on; 0 when creating.</summary>
    public int Version { get; init; }

    /// <summary>Why, for the history; may be empty.</summary>
    public string Reason { get; init; } = "";

    internal static AiSystemForm From(AiSystem system) => new()
    {
        Name = system.Name,
        Purpose = system.Purpose,
        IntendedUses = system.IntendedUses,
        OutOfScopeUse = system.OutOfScopeUse,
        Owner = system.Owner,
        Unit = system.Unit,
        OrganisationRoles = system.OrganisationRoles,
        RiskClass = system.RiskClass,
        RiskClassBasis = system.RiskClassBasis,
        Autonomy = system.Autonomy,
        State = system.State,
        HumanOversight = system.HumanOversight,
        AffectedParties = system.AffectedParties,
        Bindings = system.Bindings,
        Version = system.Version,
    };

    internal void ApplyTo(AiSystem system)
    {
        system.Name = Name;
        system.Purpose = Purpose;
        system.IntendedUses = IntendedUses;
        system.OutOfScopeUse = OutOfScopeUse;
        system.Owner = Owner;
        system.Unit = Unit;
        system.OrganisationRoles = OrganisationRoles;
        system.RiskClass = RiskClass;
        system.RiskClassBasis = RiskClassBasis;
        system.Autonomy = Autonomy;
        system.State = State;
        system.HumanOversight = HumanOversight;
        system.AffectedParties = AffectedParties;
        system.Bindings = Bindings;
        system.Describe();
    }

    /// <summary>The same with white space at the ends and missing lists of an API client put right.</summary>
    internal AiSystemForm Tidied() => this with
    {
        Name = Trim(Name),
        Purpose = Trim(Purpose),
        IntendedUses = Tidy(IntendedUses),
        OutOfScopeUse = Trim(OutOfScopeUse),
        Owner = Trim(Owner),
        Unit = Trim(Unit),
        OrganisationRoles = (OrganisationRoles ?? []).Distinct().Order().ToList(),
        RiskClassBasis = Trim(RiskClassBasis),
        HumanOversight = Trim(HumanOversight),
        AffectedParties = Tidy(AffectedParties),
        Bindings = (Bindings ?? []).Where(b => b is not null)
            .Select(b => new GatewayBinding(Trim(b.ApplicationId), Trim(b.Route), Tidy(b.Roles), Tidy(b.DataClasses))).ToList(),
        Reason = Trim(Reason),
    };

    // Browsers send line ends as CRLF; stored text has one form, or an unchanged field would look changed.
    private static string Trim(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    private static List<string> Tidy(IReadOnlyList<string>? items) =>
        (items ?? []).Select(Trim).Where(item => item.Length > 0).Distinct(StringComparer.Ordinal).ToList();
}
