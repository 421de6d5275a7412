namespace Tandem.Management.Frameworks.Uploads;

/// <summary>Form in which a framework came.</summary>
public enum FrameworkFormat
{
    Own,
    Oscal,
    CisoAssistant,
}

internal static class FrameworkFormats
{
    internal static string Words(FrameworkFormat format) => format switch
    {
        FrameworkFormat.Own => "JSON of Tandem",
        FrameworkFormat.Oscal => "OSCAL catalog",
        FrameworkFormat.CisoAssistant => "library of CISO Assistant",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
