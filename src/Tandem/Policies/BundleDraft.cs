using System.Text;
using Tandem.Gateway.Policies;
using Tandem.Hosting;
using Tandem.Inspection.Policy;
using Tandem.Inspection.Policy.Testing;
using Tandem.Ledger.Notes;

namespace Tandem.Policies;

/// <summary>A bundle as its authors work on it: a folder that is checked, signed and then published.</summary>
internal sealed class BundleDraft(string folder)
{

    /// <exception cref="CommandException">The folder is missing, too large, holds links or cannot be read.</exception>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files()
    {
        if (!Directory.Exists(folder))
            throw new CommandException($"there is no folder `{folder}`; name the folder of a bundle");
        try
        {
            return BundleContent.Read(folder, $"`{folder}`");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the bundle cannot be read: {error.Message}");
        }
    }

    /// <summary>Loads the bundle and runs its own tests.</summary>
    /// <exception cref="CommandException">It has problems; all are listed with file and place.</exception>
    public PolicyBundle Load(TimeProvider time)
    {
        var result = PolicyBundle.Load(Files(), time.GetUtcNow());
        if (result.Bundle is not { } bundle)
            throw new CommandException(Listed("the bundle cannot be loaded", result.Problems.Select(problem => $"{problem.File}:{problem.Line}:{problem.Column}: {problem.Message}")));
        var failed = BundleTests.Run(bundle).Where(test => !test.Passed).Select(test => $"{test.File}:{test.Line}: {test.Name}: {test.Message}").ToList();
        return failed.Count is 0 ? bundle : throw new CommandException(Listed("the bundle's own tests fail", failed));
    }

    /// <summary>Adds a person's signature to those that are there and still fit the content.</summary>
    public void Sign(PolicyBundle bundle, NoteSigner signer)
    {
        var path = Path.Combine(folder, PolicyBundle.SignaturesFile);
        var text = Encoding.UTF8.GetBytes(bundle.SignedText);
        var note = Encoding.UTF8.GetString(SignedNote.Create(text, signer));
        // Signatures of an earlier content would only be refused by the gateway; they go with the first signature of the new one.
        if (File.Exists(path) && SignedNote.Parse(File.ReadAllBytes(path)) is var earlier && earlier.Text.Span.SequenceEqual(text) && !earlier.IsSignedBy(signer.VerifierKey))
            note = File.ReadAllText(path) + note[(bundle.SignedText.Length + 1)..];
        File.WriteAllText(path, note, new UTF8Encoding(false));
    }

    private static string Listed(string title, IEnumerable<string> lines) => title + "\n  " + string.Join("\n  ", lines);
}
