using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tandem.EndToEnd.Tests.Hosting;
using Tandem.Testing.Files;

namespace Tandem.EndToEnd.Tests;

/// <summary>Callers that come with a token of the organisation's identity provider instead of a key.</summary>
public sealed class Tokens : IDisposable
{
    private const string Issuer = "https://login.example.org";

    private readonly TemporaryFolder _folder = new("tandem-tokens");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public async Task Token_IsTakenWhileItIsValid_AndRefusedWithItsOwnReasonWhenNot()
    {
        PinTheIssuersKey();
        await using var demo = await RunningDemo.StartAsync(_folder.Path, "--no-traffic");
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

        var valid = await GatewayCall.OpenAi(demo, "with a token", key: Token(now.AddMinutes(-1), now.AddMinutes(5)));
        var expired = await GatewayCall.OpenAi(demo, "with an old token", key: Token(now.AddHours(-2), now.AddHours(-1)));
        var forged = await GatewayCall.OpenAi(demo, "with a forged token", key: Token(now.AddMinutes(-1), now.AddMinutes(5))[..^8] + "AAAAAAAA");

        Assert.Equal(200, valid.Status);
        Assert.Equal((401, "IDENTITY_EXPIRED"), (expired.Status, expired.Reason));
        Assert.Equal((401, "IDENTITY_INVALID"), (forged.Status, forged.Reason));
        var lines = await LogLines.AllAsync(demo);
        Assert.Contains(lines, line => Tells(line, valid, "\"auth\":\"verified-jwt\"") && line.Contains("\"app\":\"claims-portal\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => Tells(line, expired, "IDENTITY_EXPIRED"));
        Assert.Contains(lines, line => Tells(line, forged, "IDENTITY_INVALID"));
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private static bool Tells(string line, GatewayCall call, string words) =>
        line.Contains($"\"req\":\"{call.Decision}\"", StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal);

    private void PinTheIssuersKey()
    {
        var parameters = _key.ExportParameters(includePrivateParameters: false);
        var identity = new
        {
            issuers = new[]
            {
                new
                {
                    issuer = Issuer,
                    audience = "tandem",
                    algorithms = new[] { "ES256" },
                    claims = new { application = "azp", roles = "roles" },
                    jwks = new { keys = new[] { new { kty = "EC", crv = "P-256", kid = "one", alg = "ES256", use = "sig", x = Text(parameters.Q.X!), y = Text(parameters.Q.Y!) } } },
                },
            },
        };
        var gateway = Directory.CreateDirectory(Path.Combine(_folder.Path, "gateway"));
        File.WriteAllText(Path.Combine(gateway.FullName, "identity.json"), JsonSerializer.Serialize(identity));
    }

    private string Token(DateTimeOffset from, DateTimeOffset to)
    {
        var header = Text("""{"alg":"ES256","kid":"one","typ":"JWT"}"""u8);
        var claims = Text(JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = Issuer,
            aud = "tandem",
            sub = "anna.kask",
            azp = "claims-portal",
            roles = new[] { "claims-handler" },
            nbf = from.ToUnixTimeSeconds(),
            exp = to.ToUnixTimeSeconds(),
        }));
        return $"{header}.{claims}.{Text(_key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256))}";
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
