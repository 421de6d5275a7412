using System.CommandLine;
using Tandem.Gateway;
using Tandem.Hosting;
using Tandem.Ledger.Writing;
using Tandem.Management;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;

namespace Tandem;

/// <summary>Runs the chosen command and turns what its user can put right into plain lines and exit code 1.</summary>
internal static class CommandRun
{
    /// <summary>Requests in flight get their time at shutdown, and the ledger its last checkpoint.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(45);

    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopLimit });
        }
        catch (Exception error) when (error is CommandException or GatewayConfigurationException or ManagementOptionsException or MigrationException or FrameworkContentException or LedgerOpenException)
        {
            await Console.Error.WriteLineAsync($"tandem: {error.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("tandem: cancelled");
            return 130;
        }
    }
}
