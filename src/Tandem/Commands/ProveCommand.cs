using System.CommandLine;
using System.Globalization;
using System.Text;
using Tandem.Hosting;
using Tandem.Ledger.Reading;

namespace Tandem.Commands;

/// <summary><c>tandem prove</c>: takes one record out of a log together with what a stranger needs to check it.</summary>
internal static class ProveCommand
{
    public static Command Create()
    {
        var log = new LogArguments();
        var index = new Option<long>("--index") { Description = "index of the record, from 0", Required = true };
        var folder = new Option<string>("--out") { Description = "folder to write; must not exist yet", Required = true };
        var command = new ExampleCommand("prove", "Write one record with its inclusion proof and the record of its key, for anyone to check (docs/formats/verify-a-record.md).",
            "tandem prove data/gateway/ledger --key data/gateway/log.vkey --index 7 --out record7")
        { index, folder };
        log.AddTo(command);
        command.SetAction(result =>
        {
            var target = result.GetRequiredValue(folder);
            if (Path.Exists(target))
                throw new CommandException($"`{target}` exists already; name a folder that does not");
            using var reader = LedgerReader.Open(log.Folder(result), log.Key(result));
            var wanted = result.GetValue(index);
            var size = reader.LatestCheckpoint()?.Checkpoint.Size ?? 0;
            if (wanted < 0 || wanted >= size)
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"record {wanted} is not under the latest checkpoint, which covers {size} records; name an index below that"));
            var proof = reader.Prove(wanted);
            var key = reader.Prove((proof.Certificate ?? proof.Record).Index);
            Directory.CreateDirectory(target);
            File.WriteAllBytes(Path.Combine(target, "entry.note"), proof.Record.Entry.ToArray());
            File.WriteAllText(Path.Combine(target, "entry.tlog-proof"), proof.TlogProofText, new UTF8Encoding(false));
            File.WriteAllBytes(Path.Combine(target, "key.note"), key.Record.Entry.ToArray());
            File.WriteAllText(Path.Combine(target, "key.tlog-proof"), key.TlogProofText, new UTF8Encoding(false));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"record {wanted} and its proof are in {target}; how to check them without this program: docs/formats/verify-a-record.md"));
            return 0;
        });
        return command;
    }
}
