using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Ledger.Canonical;

namespace Tandem.Ledger.Tests.Canonical;

public sealed class JcsValueTests
{
    [Fact]
    public void ToString_MembersInAnyOrder_AreSortedByUtf16CodeUnits()
    {
        // U+1F600 is two surrogates from U+D83D, so it comes before U+FB33 although its code point is higher.
        var value = JcsValue.Of(new Dictionary<string, long> { ["\ufb33"] = 1, ["\U0001f600"] = 2, ["b"] = 3, ["a"] = 4, ["B"] = 5, [""] = 6 });

        Assert.Equal("{\"\":6,\"B\":5,\"a\":4,\"b\":3,\"\U0001f600\":2,\"\ufb33\":1}", value.ToString());
    }

    [Fact]
    public void ToString_EveryKind_IsCanonical()
    {
        var value = JcsValue.Of(new Dictionary<string, JcsValue>
        {
            ["roles"] = JcsValue.Of(["b", "a"]),
            ["n"] = JcsValue.Of(JcsValue.MaxInteger),
            ["m"] = JcsValue.Of(-JcsValue.MaxInteger),
            ["stream"] = JcsValue.Of(true),
            ["off"] = JcsValue.Of(false),
            ["nothing"] = JcsValue.Of(Array.Empty<string>()),
            ["class"] = JcsValue.Of(new Dictionary<string, long>()),
        });

        Assert.Equal("{\"class\":{},\"m\":-9007199254740991,\"n\":9007199254740991,\"nothing\":[],\"off\":false,\"roles\":[\"b\",\"a\"],\"stream\":true}", value.ToString());
    }

    [Fact]
    public void ToString_ControlCharacters_AreEscapedAndNeverStandInTheBytes()
    {
        var all = string.Concat(Enumerable.Range(0, 0x80).Select(c => (char)c)) + "\u0080\u2028ä";

        var bytes = JcsValue.Of(all).ToBytes();

        Assert.DoesNotContain(bytes, b => b < 0x20);
        Assert.StartsWith("\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(bytes, JcsCanonicalizer.Canonicalize(bytes));
    }

    // Not as attributes: a lone surrogate does not survive the assembly's UTF-8.
    public static TheoryData<int[]> Forbidden() => new(
        [0xd800],
        ['a', 0xdc00],
        [0xd800, 0xd800, 0xdc00],
        [0xfffe],
        [0xffff],
        [0xfdd0],
        [0xd83f, 0xdffe]);

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Of_TextThatIJsonForbids_ThrowsButUntrustedTextIsRepaired(int[] codeUnits)
    {
        var text = new string([.. codeUnits.Select(c => (char)c)]);
        Assert.Throws<JcsException>(() => JcsValue.Of(text));
        Assert.Throws<JcsException>(() => JcsValue.Of(new Dictionary<string, long> { [text] = 1 }));
        var repaired = JcsValue.OfUntrusted(text);
        Assert.Contains("\ufffd", repaired.Text, StringComparison.Ordinal);
        Assert.Null(JcsLint.Check(repaired.ToBytes()));
    }

    [Theory]
    [InlineData("\ud7ff\ue000\ufffd\U0001f600")]
    [InlineData("plain")]
    public void OfUntrusted_TextThatIJsonAllows_IsKept(string text) => Assert.Equal(text, JcsValue.OfUntrusted(text).Text);

    [Theory]
    [InlineData(JcsValue.MaxInteger + 1)]
    [InlineData(-JcsValue.MaxInteger - 1)]
    [InlineData(long.MinValue)]
    public void Of_IntegerBeyond53Bits_Throws(long number) => Assert.Throws<JcsException>(() => JcsValue.Of(number));

    [Fact]
    public void OfMembers_NameTwice_Throws() =>
        Assert.Throws<JcsException>(() => JcsValue.OfMembers([KeyValuePair.Create("a", JcsValue.Of(1)), KeyValuePair.Create("a", JcsValue.Of(1))]));

    [Fact]
    public void Of_NestedDeeperThan64_Throws()
    {
        var value = JcsValue.Of(1);
        for (var depth = 0; depth < JcsValue.MaxDepth; depth++)
            value = JcsValue.Of([value]);

        Assert.Null(JcsLint.Check(value.ToBytes()));
        Assert.Throws<JcsException>(() => JcsValue.Of([value]));
    }

    [Fact]
    public void Members_OfAnotherKind_Throw()
    {
        Assert.Throws<InvalidOperationException>(() => JcsValue.Of(1).Text);
        Assert.Throws<InvalidOperationException>(() => JcsValue.Of("a").Number);
        Assert.Throws<InvalidOperationException>(() => JcsValue.Of("a").IsTrue);
        Assert.Throws<InvalidOperationException>(() => JcsValue.Of("a").Items);
        Assert.Throws<InvalidOperationException>(() => JcsValue.Of("a").Members);
    }

    [Fact]
    public void Writer_WrongSequences_Throw()
    {
        Assert.Throws<JcsException>(() => Writer().WriteName("a"));
        Assert.Throws<JcsException>(() => Writer().WriteEndObject());
        Assert.Throws<JcsException>(() => After(w => w.WriteStartObject()).WriteInteger(1));
        Assert.Throws<JcsException>(() => After(w => w.WriteStartObject()).WriteEndArray());
        Assert.Throws<JcsException>(() => After(w => w.WriteBoolean(true)).WriteBoolean(true));
        Assert.Throws<JcsException>(() => After(w => { w.WriteStartObject(); w.WriteName("b"); w.WriteInteger(1); }).WriteName("a"));
        Assert.Throws<JcsException>(() => After(w => { w.WriteStartObject(); w.WriteName("b"); w.WriteInteger(1); }).WriteName("b"));
        Assert.Throws<JcsException>(() => After(w => { w.WriteStartObject(); w.WriteName("b"); }).WriteEndObject());
        Assert.Throws<JcsException>(() => After(w => { w.WriteStartObject(); w.WriteName("b"); }).WriteName("c"));
        Assert.Throws<JcsException>(() => Writer().WriteInteger(long.MaxValue));
        Assert.Throws<JcsException>(() => Writer().WriteString(new string((char)0xd800, 1)));
        Assert.Throws<JcsException>(() => After(w => Enumerable.Range(0, 64).ToList().ForEach(_ => w.WriteStartArray())).WriteValue(JcsValue.Of(["deep"])));
    }

    [Fact]
    public void Writer_SameContentAsATree_WritesTheSameBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new JcsWriter(output);
        writer.WriteStartObject();
        writer.WriteName("a");
        writer.WriteStartArray();
        writer.WriteInteger(-7);
        writer.WriteBoolean(true);
        writer.WriteString("ä\n");
        writer.WriteValue(JcsValue.Of(["x"]));
        writer.WriteEndArray();
        writer.WriteName("b");
        writer.WriteValue(JcsValue.Of(new Dictionary<string, long> { ["d"] = 2, ["c"] = 1 }));
        writer.WriteEndObject();

        Assert.Equal("{\"a\":[-7,true,\"ä\\n\",[\"x\"]],\"b\":{\"c\":1,\"d\":2}}", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void ToString_LongTextAndTextWithManyEscapes_AreWhole()
    {
        var plain = new string('ä', 5000);
        var escapes = string.Concat(Enumerable.Repeat("a\"\\\t", 300));

        Assert.Equal($"\"{plain}\"", JcsValue.Of(plain).ToString());
        Assert.Equal($"\"{escapes.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"", JcsValue.Of(escapes).ToString());
    }

    [Fact]
    public void RoundTrip_RandomValues_AreCanonicalForLintAndCanonicalizer() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(
        Values(4).ToArbitrary(),
        value =>
        {
            var bytes = value.ToBytes();
            return JcsLint.Check(bytes) is null && bytes.AsSpan().SequenceEqual(JcsCanonicalizer.Canonicalize(bytes)) && !bytes.Any(b => b < 0x20);
        }));

    [Fact]
    public void Equals_EqualTrees_AreEqualAndHashAlike()
    {
        static JcsValue Make() => JcsValue.Of(new Dictionary<string, JcsValue> { ["a"] = JcsValue.Of(["x"]), ["b"] = JcsValue.Of(3) });

        Assert.Equal(Make(), Make());
        Assert.Equal(Make().GetHashCode(), Make().GetHashCode());
        Assert.NotEqual(Make(), JcsValue.Of(3));
        Assert.NotEqual(JcsValue.Of(1), JcsValue.Of(true));
    }

    private static Gen<JcsValue> Values(int depth)
    {
        var text = Gen.ArrayOf(Gen.Choose(0, 0x2fff)).Select(codes => JcsValue.OfUntrusted(new string([.. codes.Select(c => (char)(c < 0x2000 ? c & 0xff : c + 0xb800))])));
        var leaf = Gen.OneOf(
            text,
            Gen.Choose(int.MinValue, int.MaxValue).Select(n => JcsValue.Of(n * 4_000_000L % JcsValue.MaxInteger)),
            Gen.Elements(true, false).Select(JcsValue.Of));
        if (depth == 0)
            return leaf;
        var inner = Values(depth - 1);
        return Gen.OneOf(
            leaf,
            Gen.ArrayOf(inner, 3).Select(items => JcsValue.Of(items)),
            Gen.ArrayOf(Gen.Zip(text, inner), 3).Select(pairs => JcsValue.Of(pairs.DistinctBy(p => p.Item1.Text).ToDictionary(p => p.Item1.Text, p => p.Item2))));
    }

    private static JcsWriter Writer() => new(new ArrayBufferWriter<byte>());

    private static JcsWriter After(Action<JcsWriter> steps)
    {
        var writer = Writer();
        steps(writer);
        return writer;
    }
}
