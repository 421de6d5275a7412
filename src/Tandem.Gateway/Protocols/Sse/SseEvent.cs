namespace Tandem.Gateway.Protocols.Sse;

/// <summary>One event of a server-sent event stream, byte for byte.</summary>
/// <param name="Raw">All bytes of the event, the blank line that ends it included. Joining the raw bytes of all events gives the stream.</param>
/// <param name="Name">The last <c>event</c> field; empty when there is none.</param>
/// <param name="Data">The <c>data</c> lines joined by line feeds; null when there is none (a comment, a keep-alive).</param>
internal sealed record SseEvent(ReadOnlyMemory<byte> Raw, string Name, ReadOnlyMemory<byte>? Data);
