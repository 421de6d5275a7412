namespace Tandem.Testing.Files;

/// <summary>A folder of one test, deleted with it.</summary>
public sealed class TemporaryFolder(string name = "tandem-test") : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(name + "-").FullName;

    /// <summary>A path below the folder.</summary>
    public string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
