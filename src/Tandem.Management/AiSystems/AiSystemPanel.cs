using Microsoft.AspNetCore.Components;

namespace Tandem.Management.AiSystems;

/// <summary>A part of the overview of an AI system that another feature brings, such as live traffic figures.</summary>
/// <param name="Order">Place among the panels; lowest first.</param>
/// <param name="Component">Razor component with a string parameter <c>SystemKey</c>; it draws its own card, or nothing.</param>
public sealed record AiSystemPanel(int Order, Type Component)
{
    /// <summary>Names a component as a panel; to be registered as a singleton.</summary>
    public static AiSystemPanel Of<TComponent>(int order)
        where TComponent : IComponent => new(order, typeof(TComponent));
}
