using Microsoft.AspNetCore.Components;

namespace Tandem.Management.Ui;

/// <summary>A part of the home page that a feature brings, such as a chart; to be registered as a singleton.</summary>
/// <param name="Order">Place among the panels; lowest first.</param>
/// <param name="Component">Razor component without parameters; it draws its own cards, or nothing.</param>
internal sealed record HomePanel(int Order, Type Component)
{
    internal static HomePanel Of<TComponent>(int order)
        where TComponent : IComponent => new(order, typeof(TComponent));
}
