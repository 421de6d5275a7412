using System.Buffers;
using System.Globalization;
using System.Text;
using Tandem.Ledger.Canonical;

namespace Tandem.Ledger.Records;

/// <summary>The canonical JSON line of one record with four gaps: `m`, `n`, `prev` and `t` are known only when the record gets its place.</summary>
/// <remarks>Everything but the gaps is rendered before the writer's lock is taken, so that under the lock only a few hundred bytes are copied.</remarks>
internal sealed class RecordLine
{
    private const string GapM = "m";
    private const string GapN = "n";
    private const string GapPrevious = "prev";
    private const string GapTime = "t";
    private readonly byte[] _fixedBytes;
    private readonly int[] _gaps;

    private RecordLine(byte[] fixedBytes, int[] gaps)
    {
        _fixedBytes = fixedBytes;
        _gaps = gaps;
    }

    /// <summary>Longest line these members can give, in bytes.</summary>
    public int MaximumBytes => _fixedBytes.Length + 170;

    /// <summary>Renders the draft and the writer's constant members in the order of RFC 8785 section 3.2.3 (UTF-16 code units).</summary>
    public static RecordLine Render(RecordDraft draft, RecordOrigin origin)
    {
        var members = new SortedDictionary<string, JcsValue?>(StringComparer.Ordinal)
        {
            ["v"] = JcsValue.Of(RecordFormat.Version),
            ["log"] = JcsValue.Of(origin.Log),
            ["w"] = JcsValue.Of(origin.Writer),
            ["boot"] = JcsValue.Of(origin.Boot),
            ["tenant"] = JcsValue.Of(origin.Tenant),
            ["kind"] = JcsValue.Of(draft.Kind),
            [GapM] = null,
            [GapN] = null,
            [GapPrevious] = null,
            [GapTime] = null,
        };
        foreach (var (name, value) in draft.Members) members[name] = value;

        var buffer = new ArrayBufferWriter<byte>(1024);
        var gaps = new List<int>(4);
        var first = true;
        foreach (var (name, value) in members)
        {
            if (value is null)
            {
                gaps.Add(buffer.WrittenCount);
                continue;
            }

            // INVARIANT (gap never first): `boot` is always there and sorts before the four gaps, so each gap can begin with a comma.
            buffer.Write(first ? "{\""u8 : ",\""u8);
            first = false;
            Encoding.ASCII.GetBytes(name, buffer);
            buffer.Write("\":"u8);
            value.WriteTo(buffer);
        }

        buffer.Write("}"u8);
        return new RecordLine(buffer.WrittenSpan.ToArray(), [.. gaps]);
    }

    /// <summary>The whole line for a place in the chain.</summary>
    public byte[] Place(long monotonicNanoseconds, long sequence, ReadOnlySpan<byte> previous, DateTimeOffset time)
    {
        Span<byte> line = stackalloc byte[0];
        var rented = ArrayPool<byte>.Shared.Rent(MaximumBytes);
        try
        {
            line = rented;
            var written = 0;
            var copied = 0;
            for (var gap = 0; gap < _gaps.Length; gap++)
            {
                Append(line, ref written, _fixedBytes.AsSpan(copied, _gaps[gap] - copied));
                copied = _gaps[gap];
                switch (gap)
                {
                    case 0: AppendNumber(line, ref written, ",\"m\":"u8, monotonicNanoseconds); break;
                    case 1: AppendNumber(line, ref written, ",\"n\":"u8, sequence); break;
                    case 2: AppendPrevious(line, ref written, previous); break;
                    default: AppendTime(line, ref written, time); break;
                }
            }

            Append(line, ref written, _fixedBytes.AsSpan(copied));
            return line[..written].ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Append(Span<byte> line, ref int written, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(line[written..]);
        written += bytes.Length;
    }

    private static void AppendNumber(Span<byte> line, ref int written, ReadOnlySpan<byte> name, long value)
    {
        Append(line, ref written, name);
        value.TryFormat(line[written..], out var length, default, CultureInfo.InvariantCulture);
        written += length;
    }

    private static void AppendPrevious(Span<byte> line, ref int written, ReadOnlySpan<byte> previous)
    {
        Append(line, ref written, ",\"prev\":\""u8);
        Convert.TryToHexStringLower(previous, line[written..], out var length);
        written += length;
        Append(line, ref written, "\""u8);
    }

    private static void AppendTime(Span<byte> line, ref int written, DateTimeOffset time)
    {
        Append(line, ref written, ",\"t\":\""u8);
        time.UtcDateTime.TryFormat(line[written..], out var length, RecordTime.Format, CultureInfo.InvariantCulture);
        written += length;
        Append(line, ref written, "\""u8);
    }
}
