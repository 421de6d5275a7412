using System.CommandLine;
using System.CommandLine.Invocation;
using Tandem.Gateway;
using Tandem.Hosting;
using Tandem.Ledger.Writing;
using Tandem.Management;
using Tandem.Management.Database;
using Tandem.Management.Frameworks;

namespace Tandem;

/// <summary>Runs the chosen command and turns what its user can put right into plain lines and exit code 3, which no finding of a command has.</summary>
internal static class CommandRun
{
    /// <summary>Requests in flight get their time at shutdown, and the ledger its last checkpoint.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(45);

    private const int CouldNotRun = 3;

    private const int Cancelled = 130;

    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        try
        {
            var command = root.Parse(args);
            var result = await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopLimit });
            // A misspelt option must not read as "the log is invalid".
            return command.Action is ParseErrorAction ? CouldNotRun : result;
        }
        catch (Exception error) when (error is CommandException or GatewayConfigurationException or ManagementOptionsException or MigrationException or FrameworkContentException or LedgerOpenException)
        {
            await Console.Error.WriteLineAsync($"tandem: {error.Message}");
            return CouldNotRun;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("tandem: cancelled");
            return Cancelled;
        }
    }
}
