using Microsoft.AspNetCore.Components;

namespace Tandem.Management.Frameworks;

/// <summary>A part of a requirement's page that another feature brings, such as what gateway records show for it.</summary>
/// <param name="Order">Place among the panels; lowest first.</param>
/// <param name="Component">Razor component with a parameter <c>Requirement</c>; it draws its own card, or nothing.</param>
public sealed record RequirementPanel(int Order, Type Component)
{
    /// <summary>Names a component as a panel; to be registered as a singleton.</summary>
    public static RequirementPanel Of<TComponent>(int order)
        where TComponent : IComponent => new(order, typeof(TComponent));
}
