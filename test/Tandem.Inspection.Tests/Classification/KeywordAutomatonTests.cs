using System.Text;
using Tandem.Inspection.Classification.Matching;

namespace Tandem.Inspection.Tests.Classification;

public sealed class KeywordAutomatonTests
{
    private static readonly string[] Words = ["he", "she", "his", "hers", "sk-", "sk-ant", "ük"];

    [Fact]
    public void Step_RandomText_FindsWhatAPlainSearchFinds()
    {
        var automaton = new KeywordAutomaton(Words);
        foreach (var text in Texts())
        {
            var found = new List<(int, string)>();
            var state = 0;
            for (var i = 0; i < text.Length; i++)
            {
                state = automaton.Step(state, text[i]);
                if (state < 0)
                    found.AddRange(automaton.Ending(state).ToArray().Select(w => (i + 1 - automaton.Lengths[w], Words[w])));
            }

            Assert.Equal(Plain(text).Order(), found.Order());
        }
    }

    [Fact]
    public void Longer_RandomText_FindsWhatAPlainSearchFinds()
    {
        var filter = new KeywordFilter(Words);
        foreach (var text in Texts())
        {
            var found = new List<(int, string)>();
            for (var at = filter.Next(text, 0); at < text.Length; at = filter.Next(text, at + 1))
            {
                var (length, state) = (0, 0);
                for (var word = filter.Longer(text, at, ref length, ref state); word >= 0; word = filter.Longer(text, at, ref length, ref state))
                    found.Add((at, Words[word]));
            }

            Assert.Equal(Plain(text).Order(), found.Order());
        }
    }

    [Theory]
    [InlineData("xs", 1)]
    [InlineData("xsh", 2)]
    [InlineData("sk-an", 5)]
    [InlineData("sk-x", 0)]
    [InlineData("", 0)]
    public void OpenTail_EndOfText_IsTheLongestBeginningOfAWord(string text, int expected) => Assert.Equal(expected, new KeywordFilter(Words).OpenTail(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Constructor_EmptyWord_Throws() => Assert.Throws<ArgumentException>(() => new KeywordAutomaton([""]));

    private static IEnumerable<byte[]> Texts()
    {
        var state = 5u;
        for (var i = 0; i < 400; i++)
        {
            var text = new StringBuilder();
            for (var j = 0; j < 24; j++)
            {
                state = (state * 1664525) + 1013904223;
                text.Append("hersik-antüHS"[(int)((state >> 10) % 13)]);
            }

            yield return Encoding.UTF8.GetBytes(text.ToString());
        }
    }

    private static List<(int, string)> Plain(byte[] text)
    {
        var found = new List<(int, string)>();
        foreach (var word in Words)
        {
            var wanted = Encoding.UTF8.GetBytes(word);
            for (var i = 0; i + wanted.Length <= text.Length; i++)
            {
                if (text.AsSpan(i, wanted.Length).ToArray().Select(b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b).SequenceEqual(wanted))
                    found.Add((i, word));
            }
        }

        return found;
    }
}
