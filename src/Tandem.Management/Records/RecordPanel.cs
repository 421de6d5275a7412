using Microsoft.AspNetCore.Components;

namespace Tandem.Management.Records;

/// <summary>A part of a record's page that a feature brings, such as live traffic figures of an AI system.</summary>
/// <param name="RecordType">Register it belongs to; null for all.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Order">Place among its kind; lowest first.</param>
/// <param name="Name">Name of a tab in the address; empty for a panel of the overview.</param>
/// <param name="Label">Words on the tab; empty for a panel of the overview.</param>
/// <param name="Component">Razor component with string parameters <c>RecordType</c> and <c>RecordKey</c>; it draws its own card, or nothing.</param>
internal sealed record RecordPanel(string? RecordType, PanelPlace Place, int Order, string Name, string Label, Type Component)
{
    /// <summary>True for a part that guests may see: what it shows then belongs to the record itself.</summary>
    internal bool IsForGuests { get; init; }

    /// <summary>Razor component with the same parameters that stands on the tab, such as a count; null for none.</summary>
    internal Type? Badge { get; init; }

    internal static RecordPanel Side<TComponent>(string? recordType, int order)
        where TComponent : IComponent => new(recordType, PanelPlace.Side, order, "", "", typeof(TComponent));

    internal static RecordPanel Main<TComponent>(string? recordType, int order)
        where TComponent : IComponent => new(recordType, PanelPlace.Main, order, "", "", typeof(TComponent));

    internal static RecordPanel Tab<TComponent>(string? recordType, int order, string name, string label)
        where TComponent : IComponent => new(recordType, PanelPlace.Tab, order, name, label, typeof(TComponent));

    /// <summary>Below the list of the register, with string parameter <c>RecordType</c> alone.</summary>
    internal static RecordPanel List<TComponent>(string recordType, int order)
        where TComponent : IComponent => new(recordType, PanelPlace.List, order, "", "", typeof(TComponent));

    internal bool Serves(string recordType, PanelPlace place) => Place == place && (RecordType is null || RecordType == recordType);
}

/// <summary>Where a feature's part of a page stands.</summary>
internal enum PanelPlace
{
    Main,
    Side,
    Tab,
    List,
}
