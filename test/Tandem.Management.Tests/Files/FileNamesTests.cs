using Tandem.Management.Files;

namespace Tandem.Management.Tests.Files;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("policy.pdf", "policy.pdf")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\Users\\ada\\policy.docx", "policy.docx")]
    [InlineData("a\0b\r\nc.txt", "abc.txt")]
    [InlineData("ab\u202Efdp.txt", "abfdp.txt")]
    [InlineData("\"><script>.md", "script.md")]
    [InlineData("...", "file")]
    [InlineData(".pdf", "file.pdf")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData("Überprüfung – 2026 (final).pdf", "Überprüfung – 2026 (final).pdf")]
    [InlineData(" . policy .pdf", "policy.pdf")]
    [InlineData("half \uD83D.pdf", "half.pdf")]
    public void Safe_LeavesOnlyAName(string? sent, string expected) => Assert.Equal(expected, FileNames.Safe(sent));

    [Fact]
    public void Safe_OfALongName_KeepsTheExtension()
    {
        var name = FileNames.Safe(string.Concat(Enumerable.Repeat("😀", 200)) + ".docx");

        Assert.True(name.Length <= FileNames.Longest);
        Assert.EndsWith("😀.docx", name, StringComparison.Ordinal);
    }
}
