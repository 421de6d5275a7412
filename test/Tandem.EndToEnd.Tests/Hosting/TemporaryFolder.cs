namespace Tandem.EndToEnd.Tests.Hosting;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder(string name) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(name + "-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
