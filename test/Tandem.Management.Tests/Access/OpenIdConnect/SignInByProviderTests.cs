using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.OpenIdConnect;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access.OpenIdConnect;

public sealed class SignInByProviderTests(PostgresServer postgres)
{
    private const string Newcomer = "grace@example.org";

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Newcomer_WhereTheOptionsSaySo_GetsAnAccountOnceAndIsKnownByTheProvidersId(string engine)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { CreatesAccounts = true, DefaultRole = Roles.Reader }, engine);
        await management.SignInAsync();
        provider.Claims = claims => claims["email"] = Newcomer;
        var browser = management.OpenBrowser();

        await browser.SignInAsync(provider, "/ai-systems");
        Assert.Equal((HttpStatusCode.OK, "/ai-systems"), (browser.Status, browser.Path));
        await browser.OpenAsync("/account");
        Assert.Contains("Ada at the provider", browser.Text, StringComparison.Ordinal);
        Assert.Contains(Roles.Reader, browser.Text, StringComparison.Ordinal);

        // The provider's id counts, whatever becomes of the address.
        provider.Claims = claims => (claims["email"], claims["email_verified"]) = ("grace.hopper@example.org", false);
        var again = management.OpenBrowser();
        await again.SignInAsync(provider);
        Assert.Equal("/", again.Path);
        var account = await management.WithDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Email == Newcomer));
        var login = await management.WithDatabaseAsync(db => db.UserLogins.AsNoTracking().SingleAsync());
        Assert.Equal((provider.Issuer, "person-1", account.Id), (login.LoginProvider, login.ProviderKey, login.UserId));
        Assert.Null(account.PasswordHash);
        Assert.NotNull(account.PersonKey);
        Assert.Equal(2, await management.WithDatabaseAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task History_HoldsTheFirstSignInAndNoSecret()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { CreatesAccounts = true, DefaultRole = Roles.Reader });
        await management.SignInAsync();
        provider.Claims = claims => claims["email"] = Newcomer;

        await management.OpenBrowser().SignInAsync(provider);

        var changes = await management.WithDatabaseAsync(db => db.ChangeEvents.Where(e => e.Reason == "first sign-in at Example login").ToListAsync());
        Assert.Equal(["account", "account-login", "account-role", "person", "role"], changes.Select(e => e.RecordType).Distinct().Order());
        Assert.All(changes, change => Assert.Equal("Ada at the provider", change.ActorName));
        Assert.DoesNotContain(changes, change => change.Fields.Contains("person-1", StringComparison.Ordinal) || change.RecordKey.Contains("person-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Newcomer_WhereTheOptionsDoNotSaySo_IsRefused()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider);
        await management.SignInAsync();
        provider.Claims = claims => claims["email"] = Newcomer;
        var browser = management.OpenBrowser();

        await browser.SignInAsync(provider);

        browser.AssertRefused("noaccount", "No account here can be used with this sign-in at Example login");
        Assert.Equal(1, await management.WithDatabaseAsync(db => db.Users.CountAsync()));
    }

    [Theory]
    [InlineData("email_verified", false)]
    [InlineData("email_verified", null)]
    [InlineData("email_verified", "yes")]
    [InlineData("email", "no address")]
    [InlineData("email", null)]
    public async Task Address_ThatIsNotVerified_MakesAndFindsNoAccount(string claim, object? value)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { CreatesAccounts = true, LinksByEmail = true, DefaultRole = Roles.Reader });
        await management.SignInAsync();
        foreach (var email in new[] { Newcomer, ManagementFixture.Email })
        {
            provider.Claims = claims => (claims["email"], claims[claim]) = (email, value is null ? null : JsonValue.Create(value));
            var browser = management.OpenBrowser();

            await browser.SignInAsync(provider);

            browser.AssertRefused("noaccount", "No account here");
        }
        Assert.Equal((1, 0), (await management.WithDatabaseAsync(db => db.Users.CountAsync()), await management.WithDatabaseAsync(db => db.UserLogins.CountAsync())));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Account_WithTheVerifiedAddress_IsLinkedOnlyWhereTheOptionsSaySo(bool links, bool isIn)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { LinksByEmail = links, CreatesAccounts = true, DefaultRole = Roles.Reader });
        await management.SignInAsync();
        var browser = management.OpenBrowser();

        await browser.SignInAsync(provider);

        Assert.Equal(isIn ? "/" : "/sign-in?refused=noaccount", browser.Path);
        Assert.Equal(isIn ? 1 : 0, await management.WithDatabaseAsync(db => db.UserLogins.CountAsync()));

        // A second person of the same address does not get the account that the first one has.
        provider.Claims = claims => claims["sub"] = "person-2";
        var other = management.OpenBrowser();
        await other.SignInAsync(provider);
        other.AssertRefused("noaccount", "No account here");
    }

    [Fact]
    public async Task Address_OfAnotherClaim_IsNotVerifiedByTheWordForEmail()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { EmailClaim = "upn", LinksByEmail = true });
        await management.SignInAsync();
        provider.Claims = claims => (claims["email"], claims["upn"]) = (Newcomer, ManagementFixture.Email);
        var browser = management.OpenBrowser();

        await browser.SignInAsync(provider);

        browser.AssertRefused("noaccount", "No account here");
    }

    [Theory]
    [InlineData("person-1", true)]
    [InlineData("another person", false)]
    public async Task Address_ToldByTheUserInfoEndpoint_CountsForTheSamePersonOnly(string subject, bool isIn)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { LinksByEmail = true });
        await management.SignInAsync();
        provider.Claims = claims => claims.Remove("email");
        provider.UserInfo = new() { ["sub"] = subject, ["email"] = ManagementFixture.Email, ["email_verified"] = true };
        var browser = management.OpenBrowser();

        await browser.SignInAsync(provider);

        Assert.Equal(isIn ? "/" : "/sign-in?refused=unproven", browser.Path);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Groups_GiveAndTakeTheRolesTheyGovernAndNoOthers(string engine)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with
        {
            CreatesAccounts = true,
            GroupsClaim = "groups",
            Roles = new Dictionary<string, string> { ["risk"] = Roles.RiskOwner, ["leads"] = Roles.SecurityLead, ["board"] = Roles.TopManagement },
        }, engine);
        await management.SignInAsync();
        async Task<IEnumerable<string>> SignInAsync(string? path, params string[] groups)
        {
            provider.Claims = claims => (claims["email"], claims["groups"]) = (Newcomer, new JsonArray([.. groups.Select(group => JsonValue.Create(group))]));
            var browser = management.OpenBrowser();
            await browser.SignInAsync(provider);
            Assert.Equal(path ?? "/", browser.Path);
            return await management.WithDatabaseAsync(db => (from account in db.Users
                                                             join held in db.UserRoles on account.Id equals held.UserId
                                                             join role in db.Roles on held.RoleId equals role.Id
                                                             where account.Email == Newcomer
                                                             orderby role.Name
                                                             select role.Name!).ToListAsync());
        }

        Assert.Empty(await SignInAsync("/sign-in?refused=noaccount", "unknown"));
        Assert.Equal([Roles.RiskOwner, Roles.SecurityLead], await SignInAsync(null, "risk", "leads", "unknown"));
        Assert.Equal([Roles.SecurityLead, Roles.TopManagement], await SignInAsync(null, "leads", "board"));
        await management.WithDatabaseAsync(async db => await db.UserRoles.AddAsync(new()
        {
            UserId = (await db.Users.SingleAsync(u => u.Email == Newcomer)).Id,
            RoleId = (await db.Roles.SingleAsync(r => r.Name == Roles.ImsManager)).Id,
        }) is { } && await db.SaveChangesAsync() > 0);
        Assert.Equal([Roles.ImsManager], await SignInAsync(null));
        await management.WithDatabaseAsync(db => db.UserRoles.Where(held => db.Users.Any(u => u.Id == held.UserId && u.Email == Newcomer)).ExecuteDeleteAsync());
        Assert.Empty(await SignInAsync("/sign-in?refused=noaccount", "unknown"));
    }

    [Fact]
    public async Task Groups_ThatWouldTakeThePowerOfTheLastAdministrator_LeaveIt()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with
        {
            LinksByEmail = true,
            GroupsClaim = "groups",
            Roles = new Dictionary<string, string> { ["admins"] = Roles.ImsManager, ["all"] = Roles.Reader },
        });
        await management.SignInAsync();
        async Task<IEnumerable<string>> SignInAsync()
        {
            provider.Claims = claims => claims["groups"] = new JsonArray("all");
            var browser = management.OpenBrowser();
            await browser.SignInAsync(provider);
            Assert.Equal("/", browser.Path);
            return await management.WithDatabaseAsync(db => (from account in db.Users
                                                             join held in db.UserRoles on account.Id equals held.UserId
                                                             join role in db.Roles on held.RoleId equals role.Id
                                                             where account.Email == ManagementFixture.Email
                                                             orderby role.Name
                                                             select role.Name!).ToListAsync());
        }

        Assert.Equal([Roles.ImsManager, Roles.Reader], await SignInAsync());
        await management.SignInAsAsync("Grace Hopper", Roles.Owner);
        Assert.Equal([Roles.Reader], await SignInAsync());
    }

    [Fact]
    public async Task Account_Disabled_IsNeitherLinkedNorLetIn()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { LinksByEmail = true, CreatesAccounts = true, DefaultRole = Roles.Reader });
        await management.SignInAsync();
        await management.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(a => a.DisabledAt, TimeProvider.System.GetUtcNow())));
        var browser = management.OpenBrowser();

        await browser.SignInAsync(provider);

        Assert.Equal("/sign-in?refused=noaccount", browser.Path);
        Assert.Equal((1, 0), (await management.WithDatabaseAsync(db => db.Users.CountAsync()), await management.WithDatabaseAsync(db => db.UserLogins.CountAsync())));
    }

    [Fact]
    public async Task SecondFactor_ThatThePersonSwitchedOn_IsAskedForHereToo()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { LinksByEmail = true });
        await management.SignInAsync();
        await management.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(a => a.TwoFactorEnabled, true)));
        var browser = management.OpenBrowser();

        await browser.SignInAsync(provider, "/ai-systems");
        Assert.Equal("/sign-in/code?returnUrl=%2Fai-systems", browser.Path);
        await browser.OpenAsync("/account");

        Assert.StartsWith("/sign-in?", browser.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LockedAccount_IsRefusedAndNotLinked()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { LinksByEmail = true });
        await management.SignInAsync();
        await management.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(a => a.LockoutEnd, DateTimeOffset.MaxValue)));

        var browser = management.OpenBrowser();
        await browser.SignInAsync(provider);
        browser.AssertRefused("noaccount", "No account here");
        Assert.Empty(await management.WithDatabaseAsync(db => db.UserLogins.ToListAsync()));

        await management.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null)));
        await browser.SignInAsync(provider);
        Assert.Equal("/", browser.Path);
        await management.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(a => a.LockoutEnd, DateTimeOffset.MaxValue)));
        var late = management.OpenBrowser();
        await late.SignInAsync(provider);
        late.AssertRefused("noaccount", "No account here");
    }

    [Fact]
    public async Task OnlyWay_KeepsPasswordsAndPasskeysForAdministrators()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { IsOnlyWay = true, LinksByEmail = true });
        await management.SignInAsync();
        using var authenticator = new SoftAuthenticator();
        var bob = await management.SignInAnotherAsync();
        await bob.AddAsync(authenticator);
        await management.WithDatabaseAsync(async db =>
        {
            db.Roles.Add(new("Reader") { Id = Guid.CreateVersion7(), NormalizedName = "READER" });
            await db.SaveChangesAsync();
            var account = await db.Users.SingleAsync(u => u.Email == "bob@example.org");
            var reader = await db.Roles.SingleAsync(r => r.Name == "Reader");
            await db.UserRoles.Where(held => held.UserId == account.Id).ExecuteDeleteAsync();
            db.UserRoles.Add(new() { UserId = account.Id, RoleId = reader.Id });
            return await db.SaveChangesAsync();
        });

        var browser = management.OpenBrowser();
        await browser.OpenAsync("/sign-in");
        Assert.Contains("For administrators only", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("/sign-in", ("email", "bob@example.org"), ("password", ManagementFixture.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await PasskeyBrowser.SignInAsync(browser, authenticator);
        browser.AssertRefused();
        await browser.OpenAsync("/sign-in");
        await browser.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password));
        Assert.Equal("/", browser.Path);

        provider.Claims = claims => claims["email"] = "bob@example.org";
        var other = management.OpenBrowser();
        await other.SignInAsync(provider);
        Assert.Equal("/", other.Path);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Newcomer_WhoComesTwiceAtOnce_GetsOneAccount(string engine)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { CreatesAccounts = true, DefaultRole = Roles.Reader }, engine);
        await management.SignInAsync();
        var browsers = Enumerable.Range(0, 4).Select(_ => management.OpenBrowser()).ToList();
        // Each sign-in has a nonce and a challenge of its own; the provider answers each by its code.
        var left = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var (browser, code) in browsers.Zip(["1", "2", "3", "4"]))
            left[code] = await browser.LeaveAsync(provider);
        provider.Lies["token"] = async http =>
        {
            var claims = provider.HonestClaims();
            claims["email"] = "o'brien+tandem@example.org";
            claims["nonce"] = left[(await http.Request.ReadFormAsync())["code"].ToString()]["nonce"];
            await http.Response.WriteAsJsonAsync(new { access_token = "access", token_type = "Bearer", id_token = provider.Sign(claims) });
        };

        await Task.WhenAll(browsers.Zip(left.Keys).Select(pair => pair.First.ReturnAsync(provider, left[pair.Second]["state"], pair.Second)));

        Assert.All(browsers, browser => Assert.Equal("/", browser.Path));
        Assert.Equal((2, 1), (await management.WithDatabaseAsync(db => db.Users.CountAsync()), await management.WithDatabaseAsync(db => db.UserLogins.CountAsync())));
    }

    [Fact]
    public async Task SignOut_EndsTheSessionHere()
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var management = await StartAsync(provider, described => described with { LinksByEmail = true });
        await management.SignInAsync();
        var browser = management.OpenBrowser();
        await browser.SignInAsync(provider);

        await browser.SubmitAsync("/sign-out");
        await browser.OpenAsync("/account");

        Assert.StartsWith("/sign-in?", browser.Path, StringComparison.Ordinal);
    }

    private Task<ManagementFixture> StartAsync(HostileProvider provider, Func<SignInProvider, SignInProvider>? change = null, string engine = DatabaseEngine.Sqlite) =>
        ManagementFixture.StartAsync(engine, postgres, options => options with { SignInAttemptsPerMinute = 100, SignInProvider = (change ?? (same => same))(provider.Describe()) });
}
