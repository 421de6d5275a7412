using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>A real identity provider that runs beside the demonstration.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    private const string ClientId = "tandem";
    private const string Secret = "a secret between the two";

    private readonly Process _process;
    private readonly StringBuilder _printed = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private IdentityProvider(Process process) => _process = process;

    /// <summary>Starts the provider on a free port, for pages at the given address; writes the file that <c>--sign-in-provider</c> names.</summary>
    /// <param name="pages">Address of the pages.</param>
    /// <param name="folder">Where the file is written.</param>
    /// <param name="more">Members of the file beside those that name the provider.</param>
    public static async Task<(IdentityProvider Provider, string File)> StartAsync(Uri pages, string folder, object more)
    {
        var port = FreePorts.Take(1)[0];
        var task = JsonSerializer.Serialize(new { port, clientId = ClientId, clientSecret = Secret, redirectUri = new Uri(pages, "/sign-in/provider/callback").ToString() });
        var start = new ProcessStartInfo("node", [Path.Combine(BuildPaths.Clients, "identity-provider.mjs"), task]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var provider = new IdentityProvider(new Process { StartInfo = start, EnableRaisingEvents = true });
        await provider.ListenAsync();

        await File.WriteAllTextAsync(Path.Combine(folder, "client-secret"), Secret + "\n");
        var members = JsonSerializer.SerializeToNode(more)!.AsObject();
        members["issuer"] = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
        members["clientId"] = ClientId;
        members["clientSecretFile"] = "client-secret";
        members["displayName"] = "Example login";
        var file = Path.Combine(folder, "sign-in-provider.json");
        await File.WriteAllTextAsync(file, members.ToJsonString());
        return (provider, file);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private async Task ListenAsync()
    {
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("the process ended"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await _ready.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (Exception error) when (error is TimeoutException or InvalidOperationException)
        {
            await DisposeAsync();
            lock (_printed)
                throw new InvalidOperationException($"the identity provider did not become ready; it printed:\n{_printed}", error);
        }
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        lock (_printed)
            _printed.AppendLine(line);
        if (line == "ready")
            _ready.TrySetResult();
    }
}
