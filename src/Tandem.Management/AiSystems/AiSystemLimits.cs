namespace Tandem.Management.AiSystems;

/// <summary>Bounds of what a person may enter; the same for pages, API and columns.</summary>
internal static class AiSystemLimits
{
    internal const int Name = 200;
    internal const int Text = 4000;
    internal const int ListItems = 50;
    internal const int ListItem = 300;
    internal const int Bindings = 20;
}
