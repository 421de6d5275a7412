using Tandem.Management.Controls.Claims;
using Tandem.Management.Controls.Instances;
using Tandem.Management.Controls.Testing;

namespace Tandem.Management.Controls.Coverage;

/// <summary>Where a control stands: put in place where, and what tests say there.</summary>
/// <param name="Control">The control.</param>
/// <param name="Instances">Where it is put in place or is to be; none archived.</param>
/// <param name="Effectiveness">What tests say, by key of the instance.</param>
/// <param name="Claims">Claims in use.</param>
/// <param name="Tests">Tests in use.</param>
public sealed record ControlPosition(Control Control, IReadOnlyList<ControlInstance> Instances, IReadOnlyDictionary<string, Effectiveness> Effectiveness, IReadOnlyList<ControlClaim> Claims, IReadOnlyList<ControlTest> Tests)
{
    /// <summary>Places where it is needed.</summary>
    public IEnumerable<ControlInstance> Needed => Instances.Where(instance => instance.Status != InstanceStatus.NotNeeded);

    public int InPlace => Instances.Count(instance => instance.Status == InstanceStatus.Implemented);

    /// <summary>Status of the worst place; null while no place is named.</summary>
    public InstanceStatus? Worst => Needed.Select(instance => (InstanceStatus?)instance.Status).Order().FirstOrDefault();

    /// <summary>True when it is in place wherever it is needed, and is needed somewhere.</summary>
    public bool IsInPlace => Worst == InstanceStatus.Implemented;

    /// <summary>What tests say of the worst place in which it is in place; null while it is in place nowhere.</summary>
    public Effectiveness? WorstEffectiveness => Effectivenesses.Worst(Instances.Where(instance => instance.Status == InstanceStatus.Implemented).Select(instance => Effectiveness[instance.Key]));

    /// <summary>Status in words, with n of m.</summary>
    public string StatusWords => Worst is { } worst ? $"{InstanceWords.Of(worst)}, {InPlace} of {Needed.Count()} in place" : Instances.Count > 0 ? "Needed nowhere" : "No place named yet";
}
