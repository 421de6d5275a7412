using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Management.Access.SecondFactor;

/// <summary>Six-digit codes that follow from a shared key and the time (RFC 6238: HMAC-SHA-1, steps of 30 seconds), as every authenticator app makes them.</summary>
internal static class TimeCode
{
    internal const int Digits = 6;

    private const int StepSeconds = 30;

    // A clock may be one step off either way; more would only help a guesser.
    private const int Tolerance = 1;

    /// <summary>Step in which the code is right, later than the last one used; null when there is none. INVARIANT (no replay): a step counts once.</summary>
    internal static long? Match(ReadOnlySpan<byte> key, string code, long? lastStep, DateTimeOffset now)
    {
        if (code.Length != Digits || !code.All(char.IsAsciiDigit))
            return null;
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        long? match = null;
        // All steps are computed, so that the time taken does not tell which one was near.
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            var isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, step)), Encoding.ASCII.GetBytes(code));
            if (isRight && !(step <= lastStep))
                match ??= step;
        }
        return match;
    }

    /// <summary>The code at a point in time.</summary>
    internal static string At(ReadOnlySpan<byte> key, DateTimeOffset time) => Of(key, time.ToUnixTimeSeconds() / StepSeconds);

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "what authenticator apps compute; HMAC does not rest on collision resistance")]
    private static string Of(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
