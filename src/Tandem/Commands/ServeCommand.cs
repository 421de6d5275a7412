using System.CommandLine;
using Tandem.Hosting;

namespace Tandem.Commands;

/// <summary><c>tandem serve</c>: gateway, ledger and management in one process.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var arguments = new InstallationArguments("data");
        var command = new ExampleCommand("serve", "Start gateway, ledger and management in one process on one data folder.", "tandem serve --data /var/lib/tandem");
        arguments.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var options = arguments.Read(result);
            await using var installation = await Installation.StartAsync(options, cancellation);
            Console.WriteLine($"Tandem is running on {options.Data.Root}");
            Console.WriteLine();
            Console.WriteLine($"  Pages        {Address(options.PublicPages ?? options.Pages)}");
            Console.WriteLine($"  Gateway      {Address(options.Gateway)}/v1");
            Console.WriteLine($"  Operations   {Address(options.Operations)}");
            Console.WriteLine();
            if (installation.FirstAdministratorLink is { } link)
                Console.WriteLine($"  There is no administrator yet. Open this link once, within 24 hours, to become the first:\n  {link}\n");
            if (!File.Exists(Path.Combine(options.Data.Policy, "active")))
                Console.WriteLine("  No policy bundle is in force, so every call is refused. Begin with: tandem policy start --help\n");
            Console.WriteLine("Press Ctrl+C to stop.");
            await installation.WaitAsync(cancellation);
            return 0;
        });
        return command;
    }

    private static string Address(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
