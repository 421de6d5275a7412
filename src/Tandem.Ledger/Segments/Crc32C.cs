using System.Buffers.Binary;
using System.Numerics;

namespace Tandem.Ledger.Segments;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4) over a prefix and a body, in hardware where the processor has it.</summary>
internal static class Crc32C
{
    public static uint Compute(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> body) => ~Update(Update(uint.MaxValue, prefix), body);

    private static uint Update(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes) state = BitOperations.Crc32C(state, value);
        return state;
    }
}
