using System.Diagnostics;

namespace Tandem.Management.Tests.Export;

/// <summary>Reads PDF files with the tools of Poppler, which `test.sh` installs: another reader than the writer.</summary>
internal static class PdfReading
{
    /// <summary>The text of all pages, as it stands on them; pages end with a form feed.</summary>
    internal static Task<string> TextAsync(byte[] pdf) => RunAsync("pdftotext", pdf, "-layout", "-enc", "UTF-8", "-", "-");

    /// <summary>Facts on the file, one a line.</summary>
    internal static Task<string> InfoAsync(byte[] pdf) => RunAsync("pdfinfo", pdf, "-");

    private static async Task<string> RunAsync(string program, byte[] pdf, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} is missing; run ./test.sh, which installs it");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(pdf, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal("", await errors);
        return await output;
    }
}
