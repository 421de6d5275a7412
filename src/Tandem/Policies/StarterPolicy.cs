using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Hosting;

namespace Tandem.Policies;

/// <summary>The first bundle of an installation, out of the starter policy that comes with the program.</summary>
internal static class StarterPolicy
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Folder of the starter policy as shipped.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "content", "policy-starter");

    /// <returns>Id, version and hash of what was published.</returns>
    public static string Begin(DataFolder data, string author, string approver, string keys)
    {
        var published = new PublishedBundles(data.Policy);
        if (published.Active is { } active)
            throw new CommandException($"bundle {active} is in force already; change it with `tandem policy sign` and `publish`");
        if (string.Equals(author, approver, StringComparison.OrdinalIgnoreCase))
            throw new CommandException("author and approver must be two persons; nobody approves their own work");
        var draft = Path.Combine(data.Policy, "draft");
        Copy(Shipped, draft);
        UseInventory(draft, data);
        return SignAndPublish(data, draft, (author, MakeKey(data, author, Signer.Author, keys)), (approver, MakeKey(data, approver, Signer.Approver, keys)), TimeProvider.System);
    }

    /// <summary>Names author and approver in the draft, has both sign it, and publishes it.</summary>
    public static string SignAndPublish(DataFolder data, string draft, (string Person, string Key) author, (string Person, string Key) approver, TimeProvider time)
    {
        Change(Path.Combine(draft, "bundle.json"), bundle =>
        {
            bundle["created"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            bundle["author"] = author.Person;
            bundle["approvals"] = new JsonArray(approver.Person);
        });
        var work = new BundleDraft(draft);
        var loaded = work.Load(time);
        foreach (var key in (string[])[author.Key, approver.Key])
        {
            using var signer = Signer.Read(key);
            work.Sign(loaded, signer);
        }

        new PublishedBundles(data.Policy).Publish(loaded.Hash, work.Files());
        return $"{loaded.Id}@{loaded.Version} {loaded.Hash}";
    }

    /// <summary>Makes a person's key and adds the person to the trust list; returns the key's file.</summary>
    public static string MakeKey(DataFolder data, string person, string role, string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, role + ".key");
        TrustFile.Add(data.TrustList, person, role, Signer.Make(person, file));
        return file;
    }

    /// <summary>Copies the folder, replacing what an earlier try left.</summary>
    public static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Takes the inventory that management exported, when there is one.</summary>
    public static void UseInventory(string draft, DataFolder data)
    {
        var exported = Path.Combine(data.Exchange, "inventory.json");
        if (File.Exists(exported))
            File.Copy(exported, Path.Combine(draft, "inventory.json"), overwrite: true);
    }

    /// <summary>Changes one JSON file of a draft.</summary>
    public static void Change(string file, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        change(document);
        File.WriteAllText(file, document.ToJsonString(Indented) + "\n");
    }
}
