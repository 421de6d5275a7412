namespace Tandem.Management.Access;

/// <summary>What the executable tells its operator once, after the host was built.</summary>
public sealed class ManagementStartup
{
    /// <summary>Link by which the first administrator is created; null as soon as an administrator exists. A secret: show it once and never log it.</summary>
    public Uri? FirstAdministratorLink { get; internal set; }

    /// <summary>What works by itself and is not waited for begins this long after the start: the first page comes first.</summary>
    internal static TimeSpan PagesFirst { get; } = TimeSpan.FromSeconds(3);
}
