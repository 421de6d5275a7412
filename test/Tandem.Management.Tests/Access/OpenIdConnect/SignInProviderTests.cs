using Tandem.Management.Access.OpenIdConnect;
using Tandem.Testing.Files;

namespace Tandem.Management.Tests.Access.OpenIdConnect;

public sealed class SignInProviderTests
{
    private const string Good = """
        { // what our provider said
          "issuer": "https://login.example.org/realms/a", "clientId": "tandem", "clientSecretFile": "secret", "displayName": "Example login",
          "groupsClaim": "groups", "roles": { "admins": "IMS manager" }, "createsAccounts": true, "defaultRole": "Reader", "isOnlyWay": true, "scopes": ["openid", "email"],
        }
        """;

    [Fact]
    public void File_IsReadWithItsSecretBesideIt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("provider.json"), Good);
        File.WriteAllText(folder.In("secret"), "s");

        var provider = SignInProviderFile.Read(folder.In("provider.json"));

        Assert.Equal(("tandem", folder.In("secret"), true, "IMS manager"), (provider.ClientId, provider.ClientSecretFile, provider.IsOnlyWay, provider.Roles["admins"]));
        Assert.Equal("https://login.example.org/realms/a/.well-known/openid-configuration", provider.DiscoveryDocument.AbsoluteUri);
        var problems = new List<string>();
        provider.Check(problems);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("", "cannot be understood")]
    [InlineData("[]", "cannot be understood")]
    [InlineData("null", "holds no object")]
    [InlineData("""{ "issuer": "https://login.example.org", "linkByEmail": true }""", "cannot be understood at `$.linkByEmail`")]
    [InlineData("""{ "issuer": "a", "issuer": "b" }""", "cannot be understood")]
    [InlineData("""{ "isOnlyWay": "yes" }""", "cannot be understood at `$.isOnlyWay`")]
    [InlineData("""{ "issuer": null }""", "cannot be understood")]
    public void File_WithMistakes_IsRefusedInWords(string text, string words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("provider.json"), text);

        Assert.Contains(words, Assert.Throws<ManagementOptionsException>(() => SignInProviderFile.Read(folder.In("provider.json"))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<ManagementOptionsException>(() => SignInProviderFile.Read(folder.In("no-such-file"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithMistakes_AreRefusedWithAllOfThem()
    {
        var provider = new SignInProvider
        {
            Issuer = "http://login.example.org",
            DisplayName = "line\nbreak",
            ClientSecretFile = "/no/such/file",
            Scopes = ["email"],
            EmailClaim = "",
            CreatesAccounts = true,
            Roles = new Dictionary<string, string> { ["a"] = "Emperor" },
            DefaultRole = "King",
        };
        var problems = new List<string>();

        provider.Check(problems);

        Assert.Equal(
            ["issuer", "clientId", "clientSecretFile", "displayName", "scopes", "emailClaim", "defaultRole", "roles", "groupsClaim"],
            problems.Select(problem => problem.Split('.', ':')[1]));
    }

    [Theory]
    [InlineData("https://login.example.org", true)]
    [InlineData("http://localhost:9000", true)]
    [InlineData("http://127.0.0.1:9000", true)]
    [InlineData("http://[::1]:9000", true)]
    [InlineData("http://localhost.example.org", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("https://login.example.org?x=1", false)]
    [InlineData("https://user@login.example.org", false)]
    [InlineData("login.example.org", false)]
    [InlineData("ftp://login.example.org", false)]
    public void Issuer_IsHttpsOrOnThisMachine(string issuer, bool isGood)
    {
        var problems = new List<string>();

        new SignInProvider { Issuer = issuer }.Check(problems);

        Assert.Equal(isGood, problems.TrueForAll(problem => !problem.Contains(".issuer:", StringComparison.Ordinal)));
    }
}
