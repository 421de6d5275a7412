namespace Tandem.Hosting;

/// <summary>Where everything of one installation lies. The gateway's part and management's part are apart, so that each can belong to its own system user.</summary>
internal sealed class DataFolder
{
    private DataFolder(string root) => Root = root;

    public string Root { get; }

    public string Gateway => Path.Combine(Root, "gateway");
    public string GatewayKeys => Path.Combine(Gateway, "keys");
    public string GatewayLogKey => Path.Combine(GatewayKeys, "log.key");
    public string GatewayLogVerifierKey => Path.Combine(Gateway, "log.vkey");
    public string GatewayLedger => Path.Combine(Gateway, "ledger");
    public string GatewayState => Path.Combine(Gateway, "state.json");
    public string TrustList => Path.Combine(Gateway, "trust.json");
    public string Identity => Path.Combine(Gateway, "identity.json");
    public string OperationsToken => Path.Combine(Gateway, "operations.token");
    public string Policy => Path.Combine(Root, "policy");
    public string Management => Path.Combine(Root, "management");
    public string Exchange => Path.Combine(Root, "exchange");
    public string Demonstration => Path.Combine(Root, "demonstration");

    /// <summary>Names the folder of an installation that was started before; changes nothing.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static DataFolder Existing(string path)
    {
        var folder = new DataFolder(Path.GetFullPath(path));
        return File.Exists(folder.GatewayLogVerifierKey) ? folder
            : throw new CommandException($"`{folder.Root}` is no data folder of an installation: it has no gateway/log.vkey; name it with --data <folder>");
    }

    /// <summary>Names the folder and makes it when it is missing; says what to do when that is not permitted.</summary>
    /// <exception cref="CommandException">The folder cannot be made or written.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(Path.GetFullPath(path));
        try
        {
            foreach (var part in (string[])[folder.Gateway, folder.GatewayKeys, folder.Policy, folder.Management, folder.Exchange])
                Directory.CreateDirectory(part);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.GatewayKeys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the data folder `{folder.Root}` cannot be written ({error.Message}); choose another with --data <folder>");
        }

        return folder;
    }
}
