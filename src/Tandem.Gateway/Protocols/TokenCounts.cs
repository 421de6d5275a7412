using System.Runtime.InteropServices;

namespace Tandem.Gateway.Protocols;

/// <summary>Token counts as upstream reported them; null where it reported none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenCounts(long? Input, long? Output);
