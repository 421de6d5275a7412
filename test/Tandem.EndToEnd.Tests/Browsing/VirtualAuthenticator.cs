using System.Text.Json;
using Microsoft.Playwright;

namespace Tandem.EndToEnd.Tests.Browsing;

/// <summary>A device that keeps passkeys, simulated by Chromium itself: everything on this side of it is as with a real one.</summary>
internal sealed class VirtualAuthenticator
{
    private readonly ICDPSession _tools;
    private readonly string _id;

    private VirtualAuthenticator(ICDPSession tools, string id) => (_tools, _id) = (tools, id);

    /// <summary>Connects one to the page, which asks for a finger and gets it.</summary>
    public static async Task<VirtualAuthenticator> ConnectAsync(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        var made = await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new(tools, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>Whether the finger is recognised from now on.</summary>
    public Task RecogniseAsync(bool isVerified) => _tools.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = _id, ["isUserVerified"] = isVerified });

    /// <summary>The passkeys it keeps.</summary>
    public async Task<IReadOnlyList<JsonElement>> PasskeysAsync() =>
        [.. (await _tools.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = _id }))!.Value.GetProperty("credentials").EnumerateArray()];
}
