using System.Text;
using Tandem.Management.Files;

namespace Tandem.Management.Tests.Files;

public sealed class FileTypesTests
{
    [Theory]
    [InlineData("a.pdf", "%PDF-1.7 …", "application/pdf")]
    [InlineData("a.PDF", "%PDF-1.7 …", "application/pdf")]
    [InlineData("a.docx", "PK\u0003\u0004…", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("a.md", "# Überschrift", "text/markdown; charset=utf-8")]
    [InlineData("a.txt", "<script>alert(1)</script>", "text/plain; charset=utf-8")]
    public void Find_OfWhatIsTaken_TellsTheType(string name, string content, string mediaType) => Assert.Equal(mediaType, FileTypes.Documents.Find(name, Encoding.UTF8.GetBytes(content), out _)?.MediaType);

    [Theory]
    [InlineData("a.html", "<html>", "is of a kind that is not taken")]
    [InlineData("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "is of a kind that is not taken")]
    [InlineData("a.exe", "MZ", "is of a kind that is not taken")]
    [InlineData("a.pdf.exe", "%PDF-1.7", "is of a kind that is not taken")]
    [InlineData("pdf", "%PDF-1.7", "is of a kind that is not taken")]
    [InlineData("a.pdf", "MZ", "is not a PDF")]
    [InlineData("a.pdf", "<html>", "is not a PDF")]
    [InlineData("a.docx", "%PDF-1.7", "is not a DOCX")]
    [InlineData("a.png", "GIF89a", "is not a PNG")]
    [InlineData("a.jpg", "<svg>", "is not a JPEG")]
    [InlineData("a.txt", "a\0b", "is not text in UTF-8")]
    public void Find_OfWhatIsNot_SaysWhy(string name, string content, string why)
    {
        Assert.Null(FileTypes.Documents.Find(name, Encoding.UTF8.GetBytes(content), out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfTextCutInsideACharacter_IsText_AndOfBrokenBytesIsNot()
    {
        var cut = Encoding.UTF8.GetBytes(new string('a', FileTypes.HeadBytes - 1) + "é").AsSpan(0, FileTypes.HeadBytes);

        Assert.NotNull(FileTypes.Documents.Find("a.txt", cut, out _));
        Assert.Null(FileTypes.Documents.Find("a.txt", [0xff, 0xfe, (byte)'a'], out _));
        Assert.Null(FileTypes.Documents.Find("a.txt", [(byte)'a', 0xc3], out _));
    }
}
