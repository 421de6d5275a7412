namespace Tandem.Management.Ui;

/// <summary>Metadata of the few endpoints that take a file: how much of it. All others take at most <see cref="ManagementHost.RequestLimitBytes"/>.</summary>
/// <param name="FileBytes">Largest file in bytes; the form around it may take as much again as any other request.</param>
internal sealed record UploadLimit(long FileBytes)
{
    internal long RequestBytes => FileBytes + ManagementHost.RequestLimitBytes;
}
