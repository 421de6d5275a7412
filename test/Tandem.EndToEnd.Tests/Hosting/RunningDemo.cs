using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>A started <c>tandem demo</c> on a folder and on ports of its own. Starting it again on the same folder is a second start.</summary>
internal sealed class RunningDemo : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _printed = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningDemo(Process process, string data, int[] ports)
    {
        _process = process;
        Data = data;
        Pages = Local(ports[0]);
        Gateway = Local(ports[1]);
        Operations = Local(ports[2]);
        Mock = Local(ports[3]);
    }

    public string Data { get; private set; }
    public Uri Pages { get; }
    public Uri Gateway { get; }
    public Uri Operations { get; }
    public Uri Mock { get; }
    public string GatewayLedger => Path.Combine(Data, "gateway", "ledger");
    public string GatewayLogKey => Path.Combine(Data, "gateway", "log.vkey");
    public int ProcessId => _process.Id;

    public string Printed
    {
        get
        {
            lock (_printed)
                return _printed.ToString();
        }
    }

    public DemoAccess Access => JsonSerializer.Deserialize<DemoAccess>(File.ReadAllText(Path.Combine(Data, "demonstration", "access.json")), JsonSerializerOptions.Web)!;

    /// <summary>Starts the demonstration on a file system of its own with little room, seen by that process alone.</summary>
    public static async Task<RunningDemo> StartOnSmallDiskAsync(string data, int sizeMiB)
    {
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];
        string[] wrapper = ["unshare", "--mount", .. user, "--", "sh", "-c", string.Create(CultureInfo.InvariantCulture, $"mount -t tmpfs -o size={sizeMiB}m tmpfs \"$0\" && exec \"$@\""), data];
        var demo = await StartAsync(data, wrapper, ["--segment-mib", "1"]);
        // The mount is private to the process; its root is the way in from outside.
        demo.Data = string.Create(CultureInfo.InvariantCulture, $"/proc/{demo.ProcessId}/root{data}");
        return demo;
    }

    /// <summary>Starts the demonstration and waits until it says that it is ready.</summary>
    public static Task<RunningDemo> StartAsync(string data, params string[] more) => StartAsync(data, null, more);

    /// <param name="data">The data folder.</param>
    /// <param name="wrapper">A program and arguments to run it under, such as <c>unshare …</c>; null for none.</param>
    /// <param name="more">More options of <c>tandem demo</c>.</param>
    public static async Task<RunningDemo> StartAsync(string data, string[]? wrapper, string[] more)
    {
        return await StartAsync(data, FreePorts.Take(4), wrapper, more);
    }

    /// <summary>Starts the demonstration on ports that somebody else must know before: pages, gateway, operations, mock.</summary>
    public static Task<RunningDemo> StartOnAsync(string data, int[] ports, params string[] more) => StartAsync(data, ports, null, more);

    private static Task<RunningDemo> StartAsync(string data, int[] ports, string[]? wrapper, string[] more) =>
        StartAsync([.. wrapper ?? [], BuildPaths.Executable, "demo"], data, ports, ["--mock", Local(ports[3]).ToString(), .. more]);

    /// <summary>Starts <c>tandem serve</c> on a folder that was a demonstration's; there is no mock then.</summary>
    public static Task<RunningDemo> ServeAsync(string data, params string[] more) => StartAsync([BuildPaths.Executable, "serve"], data, FreePorts.Take(4), more);

    private static async Task<RunningDemo> StartAsync(string[] program, string data, int[] ports, string[] more)
    {
        string[] command = [.. program, "--data", data, "--pages", Local(ports[0]).ToString(), "--gateway", Local(ports[1]).ToString(),
            "--operations", Local(ports[2]).ToString(),
            // The disk is shared with every other test; what happens on a slow one is tested where it can be made slow.
            "--commit-timeout-ms", "30000",
            // All tests come from one address.
            "--sign-in-attempts", "1000", .. more];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        var demo = new RunningDemo(new Process { StartInfo = start, EnableRaisingEvents = true }, data, ports);
        demo.Listen();
        try
        {
            await demo._ready.Task.WaitAsync(StartLimit);
        }
        catch (Exception error) when (error is TimeoutException or InvalidOperationException)
        {
            await demo.DisposeAsync();
            throw new InvalidOperationException($"`tandem demo` did not become ready; it printed:\n{demo.Printed}", error);
        }

        return demo;
    }

    /// <summary>Ends the process as a power cut would: nothing gets to run.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the process as Ctrl+C does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", ProcessId.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("the process ended"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        lock (_printed)
            _printed.AppendLine(line);
        if (line.Contains("Press Ctrl+C to stop", StringComparison.Ordinal))
            _ready.TrySetResult();
    }

    // Passkeys and cookies are bound to the name `localhost`, so tests use it as people do.
    private static Uri Local(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"));
}

/// <summary>How to get into the demonstration: the account of the pages and one key for each application.</summary>
internal sealed record DemoAccess(string Account, string Password, IReadOnlyDictionary<string, string> Keys);
