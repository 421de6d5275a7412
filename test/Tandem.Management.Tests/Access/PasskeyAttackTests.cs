using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Passkeys;
using Tandem.Management.Database;
using Tandem.Testing.Postgres;

namespace Tandem.Management.Tests.Access;

public sealed class PasskeyAttackTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Answer_SentTwice_SignsInOnceAlsoWhenBothComeAtOnce(string engine)
    {
        await using var management = await StartAsync(engine);
        using var authenticator = new SoftAuthenticator { Counts = false };
        await (await management.SignInAsync()).AddAsync(authenticator);
        var browser = management.OpenBrowser();
        var answer = authenticator.Get(await browser.AskToSignInAsync());
        var copies = new List<Browser>();
        for (var i = 0; i < 4; i++)
        {
            var copy = browser.Copy();
            await copy.OpenAsync("/sign-in");
            copies.Add(copy);
        }
        var late = browser.Copy();

        await Task.WhenAll(copies.Select(copy => copy.AnswerAsync(answer)));
        await late.OpenAsync("/sign-in");
        await late.AnswerAsync(answer);

        Assert.Single(copies, copy => copy.Path == "/");
        Assert.All(copies.Where(copy => copy.Path != "/"), copy => copy.AssertRefused());
        late.AssertRefused();
    }

    [Fact]
    public async Task Answer_ToTheChallengeOfAnotherBrowser_IsRefused()
    {
        await using var management = await StartAsync();
        using var authenticator = new SoftAuthenticator();
        await (await management.SignInAsync()).AddAsync(authenticator);
        var (victim, attacker) = (management.OpenBrowser(), management.OpenBrowser());

        // What the victim signs for a false page, the attacker sends from elsewhere.
        var answer = authenticator.Get(await victim.AskToSignInAsync());
        await attacker.AskToSignInAsync();
        await attacker.AnswerAsync(answer);

        attacker.AssertRefused();
        var withoutChallenge = management.OpenBrowser();
        await withoutChallenge.OpenAsync("/sign-in");
        await withoutChallenge.AnswerAsync(answer);
        withoutChallenge.AssertRefused();
    }

    [Fact]
    public async Task Answer_TooLate_IsRefused()
    {
        var clock = new FrozenClock();
        await using var management = await StartAsync(clock: clock);
        using var authenticator = new SoftAuthenticator();
        await (await management.SignInAsync()).AddAsync(authenticator);
        var browser = management.OpenBrowser();

        var answer = authenticator.Get(await browser.AskToSignInAsync());
        clock.Advance(OneTimeState.Lifetime);
        await browser.AnswerAsync(answer);

        browser.AssertRefused();
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("frame")]
    [InlineData("site")]
    [InlineData("unverified")]
    [InlineData("counter")]
    [InlineData("key")]
    [InlineData("handle")]
    [InlineData("unknown")]
    public async Task Answer_ThatIsNotWhatWasAskedFor_IsRefused(string lie)
    {
        await using var management = await StartAsync();
        using var honest = new SoftAuthenticator();
        using var stranger = new SoftAuthenticator { CredentialId = lie == "unknown" ? new byte[32] : honest.CredentialId };
        await (await management.SignInAsync()).AddAsync(honest);
        stranger.UserHandle = honest.UserHandle;
        var liar = lie switch
        {
            "origin" => honest with { Origin = "https://localhost:8080" },
            "frame" => honest with { IsCrossOrigin = true },
            "site" => honest with { Site = "evil.example" },
            "unverified" => honest with { VerifiesUser = false },
            "counter" => honest with { Counter = 0 }, // 1 with this answer, as when it was added: a copy of the authenticator
            "handle" => honest with { UserHandle = Base64Url.EncodeToString("00000000-0000-0000-0000-000000000000"u8) },
            _ => stranger,
        };
        var browser = management.OpenBrowser();

        await browser.SignInAsync(liar);
        browser.AssertRefused();
        await browser.SignInAsync(honest);

        Assert.Equal("/", browser.Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[[[[")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"AAAA","authenticatorData":"AAAA","signature":"AAAA","userHandle":"AAAA"}}""")]
    public async Task Answer_ThatIsNone_IsRefusedInWords(string answer)
    {
        await using var management = await StartAsync();
        var signedIn = await management.SignInAsync();
        var browser = management.OpenBrowser();
        await browser.AskToSignInAsync();

        await browser.AnswerAsync(answer);
        browser.AssertRefused();
        await browser.AskToSignInAsync();
        await browser.AnswerAsync(answer + new string(' ', AddPasskey.MaximumAnswerLength));
        browser.AssertRefused();

        await signedIn.AskToAddAsync();
        await signedIn.AddAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, signedIn.Status);
    }

    [Fact]
    public async Task State_ThatWasTamperedWithOrMadeForSomethingElse_IsRefused()
    {
        await using var management = await StartAsync();
        using var authenticator = new SoftAuthenticator();
        var signedIn = await management.SignInAsync();
        await signedIn.AddAsync(authenticator);

        var tampered = management.OpenBrowser();
        var answer = authenticator.Get(await tampered.AskToSignInAsync());
        var state = tampered.Cookie("tandem-once")!;
        tampered.SetCookie("tandem-once", (state[0] == 'A' ? 'B' : 'A') + state[1..]);
        await tampered.AnswerAsync(answer);
        tampered.AssertRefused();

        // The challenge of an addition, whose cookie stands under the same name, does not sign in.
        var options = await signedIn.AskToAddAsync();
        var crossed = management.OpenBrowser();
        await crossed.AskToSignInAsync();
        crossed.SetCookie("tandem-once", signedIn.Cookie("tandem-once")!);
        await crossed.AnswerAsync(authenticator.Get(options));
        crossed.AssertRefused();
    }

    [Fact]
    public async Task LockedAccount_DoesNotTakeItsPasskey()
    {
        await using var management = await StartAsync();
        using var authenticator = new SoftAuthenticator();
        await (await management.SignInAsync()).AddAsync(authenticator);
        await management.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(a => a.LockoutEnd, DateTimeOffset.MaxValue)));
        var browser = management.OpenBrowser();

        await browser.SignInAsync(authenticator);

        browser.AssertRefused();
        Assert.DoesNotContain("signed in with a passkey", await management.WithDatabaseAsync(db => db.ChangeEvents.Select(e => e.Reason).ToListAsync()));
        await management.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null)));
        await browser.SignInAsync(authenticator);
        Assert.Equal("/", browser.Path);
    }

    [Fact]
    public async Task WrongAnswers_DoNotLockTheAccountThatTheyName()
    {
        await using var management = await StartAsync();
        using var honest = new SoftAuthenticator();
        await (await management.SignInAsync()).AddAsync(honest);
        using var stranger = new SoftAuthenticator { CredentialId = honest.CredentialId, UserHandle = honest.UserHandle };
        var browser = management.OpenBrowser();

        for (var i = 0; i < 6; i++)
            await browser.SignInAsync(stranger);

        Assert.Equal((0, null), await management.WithDatabaseAsync(db => db.Users.Select(u => ValueTuple.Create(u.AccessFailedCount, u.LockoutEnd)).SingleAsync()));
    }

    [Fact]
    public async Task CredentialOfAnotherPerson_CanNeitherBeAddedNorRenamedNorRemoved()
    {
        await using var management = await StartAsync();
        using var ofAda = new SoftAuthenticator();
        await (await management.SignInAsync()).AddAsync(ofAda);
        var bob = await management.SignInAnotherAsync();
        using var ofBob = new SoftAuthenticator { CredentialId = ofAda.CredentialId };
        var id = PasskeyRow.IdOf(ofAda.CredentialId);

        await bob.AddAsync(ofBob.Create(await bob.AskToAddAsync()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bob.Status);
        using var renamed = await bob.CallAsync(HttpMethod.Patch, $"/api/account/passkeys/{id}", new { name = "mine" });
        using var removed = await bob.CallAsync(HttpMethod.Post, $"/api/account/passkeys/{id}/remove", new { password = ManagementFixture.Password });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (renamed.StatusCode, removed.StatusCode));
        var browser = management.OpenBrowser();
        await browser.SignInAsync(ofAda);
        await browser.OpenAsync("/account");
        Assert.Contains("Ada Lovelace", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnPasskeyWithTheNameOfAnotherPerson_SignsInAsNobody()
    {
        await using var management = await StartAsync();
        using var ofAda = new SoftAuthenticator();
        await (await management.SignInAsync()).AddAsync(ofAda);
        using var ofBob = new SoftAuthenticator();
        await (await management.SignInAnotherAsync()).AddAsync(ofBob);
        ofBob.UserHandle = ofAda.UserHandle;
        var browser = management.OpenBrowser();

        await browser.SignInAsync(ofBob);

        browser.AssertRefused();
    }

    [Fact]
    public async Task Addition_WithTheChallengeOfAnotherPersonOrAnEndedSession_IsRefused()
    {
        await using var management = await StartAsync();
        var ada = await management.SignInAsync();
        var bob = await management.SignInAnotherAsync();
        using var authenticator = new SoftAuthenticator();

        var answer = authenticator.Create(await ada.AskToAddAsync());
        bob.SetCookie("tandem-once", ada.Cookie("tandem-once")!);
        await bob.AddAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bob.Status);

        answer = authenticator.Create(await ada.AskToAddAsync());
        await ada.OpenAsync("/account");
        await ada.SubmitAsync("/sign-out");
        await ada.OpenAsync("/sign-in");
        await ada.SubmitAsync("/sign-in", ("email", ManagementFixture.Email), ("password", ManagementFixture.Password));
        await ada.AddAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, ada.Status);
        Assert.Empty(await management.WithDatabaseAsync(db => db.UserPasskeys.ToListAsync()));
    }

    [Fact]
    public async Task Addition_SentAgainAfterTheRemoval_IsRefused()
    {
        await using var management = await StartAsync();
        using var authenticator = new SoftAuthenticator();
        var browser = await management.SignInAsync();
        var answer = authenticator.Create(await browser.AskToAddAsync());
        var state = browser.Cookie("tandem-once")!;
        await browser.AddAsync(answer);
        Assert.Equal("/account/passkeys?done=added", browser.Path);
        await management.WithDatabaseAsync(db => db.UserPasskeys.ExecuteDeleteAsync());

        browser.SetCookie("tandem-once", state);
        await browser.AddAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("site")]
    [InlineData("unverified")]
    [InlineData("short")]
    [InlineData("challenge")]
    public async Task Addition_OfAPasskeyThatIsNotAsAsked_IsRefused(string lie)
    {
        await using var management = await StartAsync();
        var browser = await management.SignInAsync();
        using var authenticator = lie switch
        {
            "origin" => new SoftAuthenticator { Origin = "http://evil.example" },
            "site" => new SoftAuthenticator { Site = "evil.example" },
            "unverified" => new SoftAuthenticator { VerifiesUser = false },
            "short" => new SoftAuthenticator { CredentialId = [1] },
            _ => new SoftAuthenticator(),
        };
        var options = JsonNode.Parse(await browser.AskToAddAsync())!;
        if (lie == "challenge")
            options["challenge"] = Base64Url.EncodeToString(new byte[32]);

        await browser.AddAsync(authenticator.Create(options.ToJsonString()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("This passkey cannot be taken", browser.Page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await management.WithDatabaseAsync(db => db.UserPasskeys.ToListAsync()));
    }

    [Fact]
    public async Task Addition_WithGuessedPasswords_LocksTheAccount()
    {
        await using var management = await StartAsync();
        var thief = await management.SignInAsync();

        for (var i = 0; i < 6; i++)
        {
            using var answer = await thief.CallAsync(HttpMethod.Post, "/api/account/passkeys/challenge", new { password = "a guess" });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        Assert.NotNull((await management.WithDatabaseAsync(db => db.Users.SingleAsync())).LockoutEnd);
    }

    [Fact]
    public async Task Addition_BeyondTwenty_IsRefused()
    {
        await using var management = await StartAsync();
        var browser = await management.SignInAsync();
        for (var i = 0; i < AddPasskey.MaximumPerAccount; i++)
        {
            using var authenticator = new SoftAuthenticator();
            await browser.AddAsync(authenticator);
        }

        using var answer = await browser.CallAsync(HttpMethod.Post, "/api/account/passkeys/challenge", new { password = ManagementFixture.Password });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("has 20 passkeys", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_TooOften_IsSlowedDown()
    {
        await using var management = await ManagementFixture.StartAsync(change: options => options with { SignInAttemptsPerMinute = 2 });
        var browser = management.OpenBrowser();
        for (var i = 0; i < 3; i++)
        {
            await browser.AskToSignInAsync();
            await browser.AnswerAsync("{}");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    public async Task SignIn_WithAnotherSiteAsTarget_LeadsHome(string target)
    {
        await using var management = await StartAsync();
        using var authenticator = new SoftAuthenticator();
        await (await management.SignInAsync()).AddAsync(authenticator);
        var browser = management.OpenBrowser();

        await browser.SignInAsync(authenticator, target);

        Assert.Equal((HttpStatusCode.OK, "/"), (browser.Status, browser.Path));
    }

    private Task<ManagementFixture> StartAsync(string engine = DatabaseEngine.Sqlite, TimeProvider? clock = null) =>
        ManagementFixture.StartAsync(engine, postgres, options => options with { SignInAttemptsPerMinute = 100, TimeProvider = clock ?? TimeProvider.System });
}
