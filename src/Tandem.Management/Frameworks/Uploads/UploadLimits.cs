namespace Tandem.Management.Frameworks.Uploads;

/// <summary>Bounds of an uploaded framework; the same for reading and for columns.</summary>
internal static class UploadLimits
{
    /// <summary>Bytes of the file.</summary>
    internal const int File = 5 * 1024 * 1024;

    /// <summary>Levels of the file's own structure.</summary>
    internal const int Nesting = 40;

    /// <summary>Parts of a framework.</summary>
    internal const int Nodes = 10_000;

    /// <summary>Levels of parts.</summary>
    internal const int Depth = 15;

    internal const int Urn = 300;
    internal const int Ref = 200;
    internal const int Title = 1000;
    internal const int Short = 500;
    internal const int Text = 40_000;

    /// <summary>Problems that are told at once; the rest is counted.</summary>
    internal const int Problems = 50;
}
