using System.CommandLine;
using System.Net;
using System.Net.Sockets;

namespace Tandem.Hosting;

/// <summary>The addresses of one installation, as options of the command line.</summary>
internal sealed class Addresses
{
    private readonly Option<string> _pages = Address("--pages", "address of the pages", "http://localhost:7180");
    private readonly Option<string> _gateway = Address("--gateway", "address that applications call", "http://localhost:7181");
    private readonly Option<string> _operations = Address("--operations", "address of the gateway's operations listener; keep it off the callers' network", "http://localhost:7182");

    public void AddTo(Command command)
    {
        command.Options.Add(_pages);
        command.Options.Add(_gateway);
        command.Options.Add(_operations);
    }

    public (Uri Pages, Uri Gateway, Uri Operations) Read(ParseResult result) =>
        (new Uri(result.GetRequiredValue(_pages)), new Uri(result.GetRequiredValue(_gateway)), new Uri(result.GetRequiredValue(_operations)));

    /// <summary>Says which address is taken before anything is started; a half-started installation helps nobody.</summary>
    /// <exception cref="CommandException">An address is in use or names no interface of this machine.</exception>
    public static void MustBeFree(params ReadOnlySpan<(string Option, Uri Address)> addresses)
    {
        foreach (var (option, address) in addresses)
        {
            if (address.Port is 0)
                continue;
            var ip = address.IsLoopback ? IPAddress.Loopback : IPAddress.TryParse(address.Host.Trim('[', ']'), out var parsed) ? parsed : IPAddress.Any;
            try
            {
                using var probe = new TcpListener(ip, address.Port);
                probe.Start();
            }
            catch (SocketException error)
            {
                throw new CommandException($"the address `{address}` cannot be used ({error.Message.ToLowerInvariant().TrimEnd('.')}); choose another with {option} <address>");
            }
        }
    }

    private static Option<string> Address(string name, string description, string standard)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.AbsolutePath is not "/")
                result.AddError($"{name} must be an address such as {standard}");
        });
        return option;
    }
}
