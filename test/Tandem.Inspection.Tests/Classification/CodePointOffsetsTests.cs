using Tandem.Inspection.Classification;

namespace Tandem.Inspection.Tests.Classification;

public sealed class CodePointOffsetsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("äbc", 2, 1)]
    [InlineData("äbc", 1, 0)]
    [InlineData("€😀x", 7, 2)]
    [InlineData("", 0, 0)]
    public void FromBytes_Offset_CountsCodePoints(string text, int offset, int expected) => Assert.Equal(expected, CodePointOffsets.FromBytes(System.Text.Encoding.UTF8.GetBytes(text), offset));

    [Fact]
    public void FromBytes_OffsetBeyondTheText_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => CodePointOffsets.FromBytes("abc"u8, 4));
}
