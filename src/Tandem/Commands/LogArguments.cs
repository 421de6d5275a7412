using System.CommandLine;
using Tandem.Hosting;
using Tandem.Ledger.Notes;

namespace Tandem.Commands;

/// <summary>What every command about a log needs: its folder, and the public key that the verifier brings along.</summary>
internal sealed class LogArguments
{
    private readonly Argument<string> _folder = new("folder") { Description = "the log's folder, for example data/gateway/ledger" };
    private readonly Option<string> _key = new("--key") { Description = "the log's verifier key: a file, or the key itself (name+hash+base64)", Required = true };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_folder);
        command.Options.Add(_key);
    }

    public string Folder(ParseResult result)
    {
        var folder = result.GetRequiredValue(_folder);
        return Directory.Exists(folder) ? folder : throw new CommandException($"there is no folder `{folder}`; name the folder of the log, for example data/gateway/ledger");
    }

    /// <summary>The key comes from the verifier, never from the log that is checked.</summary>
    public VerifierKey Key(ParseResult result)
    {
        var given = result.GetRequiredValue(_key);
        var text = File.Exists(given) ? File.ReadAllText(given).Trim() : given;
        return VerifierKey.TryParse(text, out var key) ? key
            : throw new CommandException($"`{given}` is neither a file with a verifier key nor one itself; a key looks like `example.org/log+1a2b3c4d+AbCd…`");
    }
}
