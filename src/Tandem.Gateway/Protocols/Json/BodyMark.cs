using System.Runtime.InteropServices;

namespace Tandem.Gateway.Protocols.Json;

/// <summary>A value that is no text to scan but has a meaning, where it stands in the bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BodyMark(Meaning Meaning, int Start, int End, BodyScope? Scope);
