using System.Diagnostics;
using System.Text;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>One finished run of a program: what it printed and how it ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    public static Task<ProgramRun> Tandem(params string[] arguments) => Of(BuildPaths.Executable, arguments);

    public static async Task<ProgramRun> Of(string program, string[] arguments, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"`{program}` did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var stop = new CancellationTokenSource(limit ?? TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException cancelled)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`{program} {string.Join(' ', arguments)}` did not end; so far it printed: {await output} {await error}", cancelled);
        }

        return new ProgramRun(process.ExitCode, await output, await error);
    }

    public override string ToString() => new StringBuilder().AppendLine(null, $"exit {ExitCode}").AppendLine(Output).AppendLine(Error).ToString();
}
