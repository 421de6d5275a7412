using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Ledger.Checkpoints;
using Tandem.Ledger.Notes;
using Tandem.Ledger.Proofs;
using Tandem.Ledger.Signing;

namespace Tandem.Ledger.Tests.Notes;

public sealed class NotePropertyTests
{
    private static readonly NoteSigner Signer = new("log.example/a", Ed25519PrivateKey.FromSeed(SHA256.HashData("property"u8)));

    [Fact]
    public void SignedNote_RandomText_ParsesBackAndIsSigned() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Text().ToArbitrary(),
        text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text + "\n");
            var note = SignedNote.Parse(SignedNote.Create(bytes, Signer));
            return note.Text.Span.SequenceEqual(bytes) && note.IsSignedBy(Signer.VerifierKey);
        }));

    [Fact]
    public void Checkpoint_RandomParts_PrintAndParseToTheSame() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Zip(Text().Where(t => t.Length > 0 && !t.Contains('\n', StringComparison.Ordinal)), Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        parts =>
        {
            var checkpoint = new Checkpoint(parts.Item1, parts.Item2 * 4_000_000_000L, SHA256.HashData(Encoding.UTF8.GetBytes(parts.Item1)), [parts.Item1]);
            return Checkpoint.Parse(checkpoint.ToText()).Equals(checkpoint);
        }));

    [Fact]
    public void Parsers_RandomChangeOfAGoodText_RefuseWithTheirOwnExceptionOrRead() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(
        Changes().ToArbitrary(),
        change =>
        {
            var proof = new TlogProof(1, [new byte[32]], SignedCheckpoint.Sign(new Checkpoint("log.example/a", 2, new byte[32]), Signer).Note.Bytes, new byte[5]).ToBytes();
            var (position, kind, value) = (change.Position % proof.Length, change.Kind, (byte)change.Value);
            byte[] changed = kind switch
            {
                0 => [.. proof[..position], value, .. proof[(position + 1)..]],
                1 => [.. proof[..position], value, .. proof[position..]],
                2 => [.. proof[..position], .. proof[(position + 1)..]],
                _ => proof[..position],
            };
            try
            {
                // Whatever is still readable has one text only, and does not verify.
                var parsed = TlogProof.Parse(changed);
                return parsed.ToBytes().AsSpan().SequenceEqual(changed) && !parsed.Verify("entry"u8, Signer.VerifierKey);
            }
            catch (NoteFormatException)
            {
                return true;
            }
        }));

    private static Gen<(int Position, int Kind, int Value)> Changes() =>
        from position in Gen.Choose(0, 400)
        from kind in Gen.Choose(0, 3)
        from value in Gen.Choose(0, 255)
        select (position, kind, value);

    private static Gen<string> Text() =>
        Gen.OneOf(Gen.Choose(0x20, 0x7e), Gen.Choose(0x80, 0xd7ff), Gen.Constant((int)'\n')).Select(c => (char)c).ArrayOf().Select(characters => new string(characters));
}
