using System.Text;

namespace Tandem.Inspection.Classification.Matching;

/// <summary>
/// Finds all of many literal words in one pass, ASCII letters compared without case (Aho and Corasick 1975, as a complete table of transitions).
/// One step per byte whatever the input, and its state says which word may still be under way at the end of a stream's piece: a skip-based
/// search is faster on clean text and can tell neither.
/// </summary>
internal sealed class KeywordAutomaton
{
    // A transition is the row offset of the next state; the sign bit says that some word ends there.
    private const int OffsetMask = int.MaxValue;
    private readonly byte[] _classOf = new byte[256];
    private readonly int[] _next;
    private readonly int _classes;
    private readonly int[] _depth;
    private readonly int[][] _ending;

    internal KeywordAutomaton(IReadOnlyList<string> words)
    {
        var folded = words.Select(w => Encoding.UTF8.GetBytes(w.ToLowerInvariant())).ToArray();
        var classes = 1;
        foreach (var b in folded.SelectMany(w => w).Distinct().Order())
        {
            _classOf[b] = (byte)classes;
            if (b is >= (byte)'a' and <= (byte)'z')
                _classOf[b - 32] = (byte)classes;
            classes++;
        }

        _classes = classes;
        var children = new List<Dictionary<byte, int>> { new() };
        var depth = new List<int> { 0 };
        var ending = new List<List<int>> { new() };
        for (var word = 0; word < folded.Length; word++)
        {
            if (folded[word].Length == 0)
                throw new ArgumentException("a keyword is empty; give each keyword at least one character", nameof(words));
            var state = 0;
            foreach (var b in folded[word])
            {
                if (!children[state].TryGetValue(_classOf[b], out var next))
                {
                    next = children.Count;
                    children[state].Add(_classOf[b], next);
                    children.Add([]);
                    depth.Add(depth[state] + 1);
                    ending.Add([]);
                }

                state = next;
            }

            ending[state].Add(word);
        }

        _next = new int[children.Count * classes];
        Link(children, ending);
        _depth = [.. depth];
        _ending = [.. ending.Select(e => e.ToArray())];
        Lengths = [.. folded.Select(w => w.Length)];
    }

    /// <summary>Length in bytes of each word, in the order given.</summary>
    internal int[] Lengths { get; }

    /// <summary>Moves on by one byte.</summary>
    /// <param name="state">The state before; 0 at the start.</param>
    /// <param name="value">The byte.</param>
    /// <returns>The state after; negative when at least one word ends with this byte.</returns>
    internal int Step(int state, byte value) => _next[(state & OffsetMask) + _classOf[value]];

    /// <summary>Words that end in a state, longest first.</summary>
    internal ReadOnlySpan<int> Ending(int state) => _ending[(state & OffsetMask) / _classes];

    /// <summary>Number of last bytes that may be the beginning of a word.</summary>
    internal int Depth(int state) => _depth[(state & OffsetMask) / _classes];

    // Breadth first: a missing transition is that of the longest proper suffix that is also a prefix of a word.
    private void Link(List<Dictionary<byte, int>> children, List<List<int>> ending)
    {
        var suffix = new int[children.Count];
        var queue = new Queue<int>();
        queue.Enqueue(0);
        while (queue.TryDequeue(out var state))
        {
            ending[state].AddRange(state == 0 ? [] : ending[suffix[state]]);
            for (byte c = 0; c < _classes; c++)
            {
                if (children[state].TryGetValue(c, out var child))
                {
                    suffix[child] = state == 0 ? 0 : (_next[(suffix[state] * _classes) + c] & OffsetMask) / _classes;
                    _next[(state * _classes) + c] = child * _classes;
                    queue.Enqueue(child);
                }
                else if (state != 0)
                {
                    _next[(state * _classes) + c] = _next[(suffix[state] * _classes) + c];
                }
            }
        }

        for (var i = 0; i < _next.Length; i++)
        {
            if (ending[_next[i] / _classes].Count > 0)
                _next[i] |= int.MinValue;
        }
    }
}
