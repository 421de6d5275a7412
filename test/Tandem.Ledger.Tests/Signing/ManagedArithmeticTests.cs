using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Ledger.Signing.Managed;

namespace Tandem.Ledger.Tests.Signing;

public sealed class ManagedArithmeticTests
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void FieldElement_RandomOperands_AgreesWithBigInteger() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
        Gen.Two(Bytes(32)).ToArbitrary(),
        pair =>
        {
            var (a, b) = (Field(pair.Item1), Field(pair.Item2));
            var (x, y) = (Number(pair.Item1[..31].Append((byte)(pair.Item1[31] & 0x7f))), Number(pair.Item2[..31].Append((byte)(pair.Item2[31] & 0x7f))));
            return Number(a) == x % P
                && Number(a * b) == x * y % P
                && Number(a + b) == (x + y) % P
                && Number(a - b) == (((x - y) % P) + P) % P
                && Number((a + b) * (b + b + a)) == (x + y) * (y + y + x) % P
                && Number((a + b).Squared()) == (x + y) * (x + y) % P
                && Number(-a) == (P - (x % P)) % P
                && Number(a.Inverted()) == BigInteger.ModPow(x % P, P - 2, P)
                && Number(a.PowerP58()) == BigInteger.ModPow(x % P, (P - 5) / 8, P)
                && a.IsZero() == (x % P).IsZero
                && a.IsNegative() == !(x % P).IsEven;
        }));

    [Fact]
    public void FieldElement_ValuesAroundTheModulus_AreReduced()
    {
        for (var distance = -20; distance <= 18; distance++)
        {
            var value = P + distance;
            Assert.Equal(value % P, Number(Field(Encode(value, 32))));
        }
    }

    [Fact]
    public void Scalar_RandomOperands_AgreesWithBigInteger() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
        Bytes(96 + 64).ToArbitrary(),
        bytes =>
        {
            var (a, b, wide) = (bytes[..32], bytes[32..64], bytes[96..]);
            var c = Encode(Number(bytes[64..96]) % L, 32);
            var result = new byte[32];
            Scalar.MultiplyAdd(a, b, c, result);
            var reduced = new byte[32];
            Scalar.Reduce(wide, reduced);
            return Number(result) == ((Number(a) * Number(b)) + Number(c)) % L && Number(reduced) == Number(wide) % L;
        }));

    [Fact]
    public void Scalar_MultiplesOfTheOrderAndTheirNeighbours_AreReduced()
    {
        foreach (var factor in (BigInteger[])[0, 1, 2, 15, 16, BigInteger.Pow(2, 259), (BigInteger.Pow(2, 512) / L) - 1])
        {
            foreach (var rest in (BigInteger[])[0, 1, L - 1])
            {
                var reduced = new byte[32];
                Scalar.Reduce(Encode((factor * L) + rest, 64), reduced);
                Assert.Equal(rest, Number(reduced));
            }
        }
    }

    // Random bytes seldom have long runs of ones or zeros, where carries go wrong: each byte is drawn from few values half of the time.
    private static Gen<byte[]> Bytes(int length) =>
        Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0, 1, 0x7f, 0x80, 0xec, 0xed, 0xff)).Select(n => (byte)n).ArrayOf(length);

    private static FieldElement Field(byte[] bytes) => FieldElement.FromBytes(bytes);

    private static BigInteger Number(FieldElement element)
    {
        var bytes = new byte[32];
        element.WriteTo(bytes);
        return Number(bytes);
    }

    private static BigInteger Number(IEnumerable<byte> bytes) => new([.. bytes], isUnsigned: true);

    private static byte[] Encode(BigInteger value, int length)
    {
        var bytes = new byte[length];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }
}
