using System.ComponentModel;
using System.Diagnostics;

namespace Tandem.Management.Files;

/// <summary>A file is not taken because of what a scan said, or because it could not be scanned.</summary>
internal sealed class FileRefusedException(string message) : Exception(message);

/// <summary>Has a program of the operator look at a file before it is stored. INVARIANT (fail closed): what was not found clean is not stored.</summary>
internal sealed class FileScan(ManagementOptions options)
{
    private const int Clean = 0;
    private const int Infected = 1;
    private const int LongestSaid = 200;

    /// <summary>Returns when the file is clean, or nothing scans here.</summary>
    /// <exception cref="FileRefusedException">Anything else, in words for who uploads.</exception>
    internal async Task CheckAsync(string path, CancellationToken cancellation)
    {
        if (options.FileScanCommand is not { } program)
            return;
        using var process = Start(program, path);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.FileScanLimit);
        try
        {
            var said = FirstLineAsync(process.StandardOutput, limit.Token);
            var errors = FirstLineAsync(process.StandardError, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var (line, fault) = (await said, await errors);
            if (process.ExitCode == Infected)
                throw new FileRefusedException($"the file was found harmful and is not stored: {(line.Length > 0 ? line : "the scanner did not say what it found")}");
            if (process.ExitCode != Clean)
                throw NotScanned($"the scanner ended with code {process.ExitCode}{(fault.Length > 0 ? $" ({fault})" : "")}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw NotScanned($"the scanner took longer than {options.FileScanLimit.TotalSeconds:0} seconds");
        }
        finally
        {
            End(process);
        }
    }

    private static Process Start(string program, string path)
    {
        // The path is one argument, whatever it holds; no shell reads it.
        var how = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        how.ArgumentList.Add(path);
        try
        {
            var process = Process.Start(how)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            throw NotScanned($"the scanner could not be started: {failure.Message}");
        }
    }

    private static FileRefusedException NotScanned(string why) => new($"the file could not be scanned and is not stored: {why}; try again later or tell whoever runs this installation");

    // Everything is read, so that no scanner waits for a reader; one line of it is kept.
    private static async Task<string> FirstLineAsync(StreamReader reader, CancellationToken cancellation)
    {
        var kept = new System.Text.StringBuilder();
        var buffer = new char[1024];
        var isOver = false;
        for (int read; (read = await reader.ReadAsync(buffer, cancellation)) > 0;)
        {
            foreach (var c in buffer.AsSpan(0, read))
            {
                isOver = isOver || c is '\n' or '\r' || kept.Length >= LongestSaid;
                if (!isOver && !char.IsControl(c) && !char.IsSurrogate(c))
                    kept.Append(c);
            }
        }
        return kept.ToString().Trim();
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the order.
        }
    }
}
