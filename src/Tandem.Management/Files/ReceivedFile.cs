using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Files;

/// <summary>The one file of an upload, looked at before it is stored.</summary>
/// <param name="File">As the form brought it; it lies on the disk, in a file that goes with the request.</param>
/// <param name="Name">Safe name.</param>
/// <param name="Type">What it is.</param>
internal sealed record ReceivedFile(IFormFile File, string Name, FileType Type)
{
    /// <summary>Name of the form's file input.</summary>
    internal const string Field = "file";

    /// <summary>Reads what came; null with what is wrong.</summary>
    /// <param name="form">The form.</param>
    /// <param name="types">What is taken there.</param>
    /// <param name="largest">Bytes that are taken there.</param>
    /// <param name="cancellation">Stops it.</param>
    internal static async Task<(ReceivedFile? File, string? Problem)> ReadAsync(IFormCollection form, FileTypes types, long largest, CancellationToken cancellation)
    {
        if (form.Files is not [{ Name: Field } file])
            return (null, form.Files.Count == 0 ? "choose a file" : $"one file is taken at a time, in the part `{Field}`; send it alone");
        if (file.Length == 0)
            return (null, "the file is empty; choose another one");
        if (file.Length > largest)
            return (null, $"the file is larger than {largest / 1024 / 1024} MiB; upload a smaller one");
        var head = new byte[Math.Min(FileTypes.HeadBytes, file.Length)];
        await using (var content = file.OpenReadStream())
            await content.ReadExactlyAsync(head, cancellation);
        var name = FileNames.Safe(file.FileName);
        return types.Find(name, head, out var problem) is { } type ? (new(file, name, type), null) : (null, problem);
    }
}
