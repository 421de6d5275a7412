using Tandem.Management.Access.OpenIdConnect;

namespace Tandem.Hosting;

/// <summary>What one start of an installation is told.</summary>
/// <param name="Data">Where everything lies.</param>
/// <param name="Pages">Address of the pages.</param>
/// <param name="Gateway">Address that applications call.</param>
/// <param name="Operations">Address of the gateway's operations listener.</param>
/// <param name="PublicPages">Address under which browsers reach the pages when a proxy stands in front; null = <paramref name="Pages"/>.</param>
/// <param name="Database"><c>sqlite</c> or a PostgreSQL connection string, for management's data.</param>
/// <param name="CommitTimeout">Longest time a record may take to be durable before its request is refused.</param>
/// <param name="SegmentSizeBytes">Size of one preallocated file of the gateway's log.</param>
/// <param name="SignInAttempts">Attempts to sign in to the pages for each minute and address.</param>
/// <param name="FileScan">Program that looks at each uploaded file before it is stored, by its full path; null = none.</param>
/// <param name="SignInProvider">Identity provider at which people may sign in to the pages; null = none.</param>
internal sealed record InstallationOptions(
    DataFolder Data, Uri Pages, Uri Gateway, Uri Operations, Uri? PublicPages, string Database, TimeSpan CommitTimeout, long SegmentSizeBytes, int SignInAttempts, string? FileScan, SignInProvider? SignInProvider);
