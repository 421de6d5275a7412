using Tandem.Management.Access;

namespace Tandem.Management.Tests.Access;

public sealed class SignInTurnsTests
{
    [Theory]
    [InlineData("kate@example.org", "kate@example.org")]
    [InlineData("kate@example.org", "KATE@example.org")]
    [InlineData("kate@example.org", "\u212Aate@example.org")]
    [InlineData("\u00e5sa@example.org", "a\u030Asa@EXAMPLE.org")]
    [InlineData("\u00e5sa@example.org", "\u212Bsa@example.org")]
    public async Task Address_HoweverItIsWritten_HasOneTurn(string one, string other)
    {
        using var turns = new SignInTurns();
        var end = new TaskCompletionSource<bool>();
        var isTried = false;

        var first = turns.TakeAsync(one, () => end.Task, TestContext.Current.CancellationToken);
        var second = turns.TakeAsync(other, () => Task.FromResult(isTried = true), TestContext.Current.CancellationToken);

        Assert.False(isTried);
        end.SetResult(true);
        Assert.True(await first && await second && isTried);
    }
}
