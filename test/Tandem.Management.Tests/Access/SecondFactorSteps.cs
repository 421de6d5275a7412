using System.Net;
using Tandem.Management.Access.SecondFactor;

namespace Tandem.Management.Tests.Access;

/// <summary>Switching the own second factor on, as a person with an authenticator does.</summary>
internal static class SecondFactorSteps
{
    /// <summary>The key that the authenticator holds then.</summary>
    internal static async Task<byte[]> SwitchSecondFactorOnAsync(this Browser browser, TimeProvider clock)
    {
        await browser.OpenAsync("/account/second-factor");
        var key = Decode(browser.Page.QuerySelector("main code")!.TextContent);
        await browser.SubmitAsync("/account/second-factor", ("code", TimeCode.At(key, clock.GetUtcNow())), ("password", ManagementFixture.Password));
        Assert.True(browser.Status == HttpStatusCode.OK, browser.Text);
        return key;
    }

    internal static byte[] Decode(string text)
    {
        var bits = string.Concat(Base32.Normalise(text).Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }
}
