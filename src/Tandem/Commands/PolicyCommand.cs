using System.CommandLine;
using Tandem.Hosting;
using Tandem.Policies;

namespace Tandem.Commands;

/// <summary><c>tandem policy</c>: from a draft folder to the bundle in force.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", "Check, sign, publish and roll back policy bundles.")
    {
        Start(), Check(), NewSigner(), Sign(), Publish(), Rollback(),
    };

    private static ExampleCommand Start()
    {
        var data = DataOption.Create("data");
        var author = new Option<string>("--author") { Description = "the person who writes the policy, for example ana@example.org", Required = true };
        var approver = new Option<string>("--approver") { Description = "the other person, who approves it", Required = true };
        var keys = new Option<string>("--keys") { Description = "folder for the two persons' keys; hand each to its owner and remove it from this machine", DefaultValueFactory = _ => "signers" };
        var command = new ExampleCommand("start", "Put the starter policy in force: makes a key for each of two persons, signs and publishes. Edit <data>/policy/draft afterwards and publish it under a new version.",
            "tandem policy start --author ana@example.org --approver bob@example.org")
        { data, author, approver, keys };
        command.SetAction(result =>
        {
            var folder = DataFolder.Open(result.GetRequiredValue(data));
            FirstStart.Prepare(folder);
            var draft = StarterPolicy.Begin(folder, result.GetRequiredValue(author), result.GetRequiredValue(approver), result.GetRequiredValue(keys));
            Console.WriteLine($"bundle {draft} is published; a running gateway looks at it within a second, and its health says whether it is in force");
            return 0;
        });
        return command;
    }

    private static ExampleCommand Check()
    {
        var folder = FolderArgument();
        var command = new ExampleCommand("check", "Load a bundle and run its own tests; all problems are listed with file, line and column.", "tandem policy check data/policy/draft") { folder };
        command.SetAction(result =>
        {
            var bundle = new BundleDraft(result.GetRequiredValue(folder)).Load(TimeProvider.System);
            Console.WriteLine($"{bundle.Id}@{bundle.Version}  {bundle.Hash}\n{bundle.Rules.Count} rules, {bundle.Routes.Count} routes, {bundle.Inventory.Systems.Count} AI systems; all tests of the bundle pass");
            return 0;
        });
        return command;
    }

    private static ExampleCommand NewSigner()
    {
        var data = DataOption.Create("data");
        var person = new Option<string>("--person") { Description = "who will sign, for example ana@example.org", Required = true };
        var role = new Option<string>("--role") { Description = "author or approver", Required = true };
        role.AcceptOnlyFromAmong(Signer.Author, Signer.Approver);
        var key = new Option<string>("--out") { Description = "file for the private key", Required = true };
        var command = new ExampleCommand("new-signer", "Make a person's signing key and add the person to this installation's trust list.",
            "tandem policy new-signer --person eve@example.org --role approver --out eve.key") { data, person, role, key };
        command.SetAction(result =>
        {
            var folder = DataFolder.Open(result.GetRequiredValue(data));
            FirstStart.Prepare(folder);
            var made = Signer.Make(result.GetRequiredValue(person), result.GetRequiredValue(key));
            TrustFile.Add(folder.TrustList, result.GetRequiredValue(person), result.GetRequiredValue(role), made);
            Console.WriteLine(made);
            return 0;
        });
        return command;
    }

    private static ExampleCommand Sign()
    {
        var folder = FolderArgument();
        var key = new Option<string>("--key") { Description = "file with the person's private key", Required = true };
        var command = new ExampleCommand("sign", "Add a person's signature to a bundle that loads and passes its tests.", "tandem policy sign data/policy/draft --key signers/author.key") { folder, key };
        command.SetAction(result =>
        {
            var draft = new BundleDraft(result.GetRequiredValue(folder));
            var bundle = draft.Load(TimeProvider.System);
            using var signer = Signer.Read(result.GetRequiredValue(key));
            draft.Sign(bundle, signer);
            Console.WriteLine($"{signer.VerifierKey.Name} signed {bundle.Id}@{bundle.Version} {bundle.Hash}");
            return 0;
        });
        return command;
    }

    private static ExampleCommand Publish()
    {
        var data = DataOption.Create("data");
        var folder = FolderArgument();
        var command = new ExampleCommand("publish", "Copy a signed bundle to its place and point to it. The gateway checks signatures and quorum itself and keeps the last good one when they fail.",
            "tandem policy publish data/policy/draft") { data, folder };
        command.SetAction(result =>
        {
            var draft = new BundleDraft(result.GetRequiredValue(folder));
            var bundle = draft.Load(TimeProvider.System);
            new PublishedBundles(DataFolder.Open(result.GetRequiredValue(data)).Policy).Publish(bundle.Hash, draft.Files());
            Console.WriteLine($"{bundle.Id}@{bundle.Version} {bundle.Hash} is published; a running gateway looks at it within a second, and its health says whether it is in force");
            return 0;
        });
        return command;
    }

    private static ExampleCommand Rollback()
    {
        var data = DataOption.Create("data");
        var hash = new Argument<string>("hash") { Description = "hash of the bundle to go back to" };
        var command = new ExampleCommand("rollback", "Point to a bundle that was published before; the folders of <data>/policy/bundles are their hashes.", "tandem policy rollback 8b42e791…9513e0") { data, hash };
        command.SetAction(result =>
        {
            new PublishedBundles(DataFolder.Open(result.GetRequiredValue(data)).Policy).PointTo(result.GetRequiredValue(hash));
            Console.WriteLine($"{result.GetValue(hash)} is pointed to again; a running gateway looks at it within a second, and its health says whether it is in force");
            return 0;
        });
        return command;
    }

    private static Argument<string> FolderArgument() => new("folder") { Description = "the bundle's folder" };
}
