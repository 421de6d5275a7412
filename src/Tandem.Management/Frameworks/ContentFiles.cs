namespace Tandem.Management.Frameworks;

/// <summary>The files of the content folder; each is read once, however often it is asked for.</summary>
internal sealed class ContentFiles(string folder, List<string> problems)
{
    private readonly Dictionary<string, ContentNode> _opened = new(StringComparer.Ordinal);

    /// <summary>The root of a file; a problem and an empty node when it is missing or no JSON.</summary>
    internal ContentNode Open(string file)
    {
        if (!_opened.TryGetValue(file, out var node))
            _opened[file] = node = ContentNode.Open(folder, file, problems);
        return node;
    }
}
