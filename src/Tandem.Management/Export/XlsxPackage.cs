using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Tandem.Management.Export;

/// <summary>
/// The zip of a workbook, only ever appended to. A response may only be written asynchronously and a zip writes synchronously, so the zip goes to a small
/// buffer, and the buffer to the response each time it is full. What is not finished never becomes a whole file.
/// </summary>
internal sealed class XlsxPackage : IDisposable
{
    private const int BytesPerWrite = 64 * 1024;

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        // Raw pieces of well-formed XML are written between the elements.
        ConformanceLevel = ConformanceLevel.Fragment,
        CloseOutput = true,
    };

    private readonly Stream _target;
    private readonly DateTimeOffset _at;
    private readonly ForwardBuffer _buffer = new();
    private readonly ZipArchive _zip;

    internal XlsxPackage(Stream target, DateTimeOffset at)
    {
        _target = target;
        _at = at;
        _zip = new(_buffer, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
    }

    /// <summary>Starts a part; it ends when the writer is disposed of, and only then the next may start.</summary>
    internal XmlWriter Open(string path)
    {
        var entry = _zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = _at;
        var xml = XmlWriter.Create(entry.Open(), Settings);
        xml.WriteRaw("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n");
        return xml;
    }

    internal ValueTask WriteWhenFullAsync(CancellationToken cancellation) => _buffer.Length < BytesPerWrite ? ValueTask.CompletedTask : new(WriteAsync(cancellation));

    internal Task FinishAsync(CancellationToken cancellation)
    {
        _zip.Dispose();
        return WriteAsync(cancellation);
    }

    public void Dispose()
    {
        _zip.Dispose();
        _buffer.Dispose();
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        await _target.WriteAsync(_buffer.GetBuffer().AsMemory(0, (int)_buffer.Length), cancellation);
        _buffer.SetLength(0);
    }

    /// <summary>Keeps the zip from going back to fill in lengths: by then the bytes are with the client.</summary>
    private sealed class ForwardBuffer() : MemoryStream(2 * BytesPerWrite)
    {
        public override bool CanSeek => false;
    }
}
