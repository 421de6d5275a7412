using Tandem.Management.Ui;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Why a sign-in at the provider did not become one here, in as many kinds as the person can do different things about.</summary>
internal enum ProviderRefusal
{
    /// <summary>The provider does not answer, or not as a provider does.</summary>
    Unavailable,

    /// <summary>The person, or the provider for the person, said no.</summary>
    Cancelled,

    /// <summary>Begun in another browser, too long ago, or used already.</summary>
    Outdated,

    /// <summary>What the provider sent does not prove who the person is.</summary>
    Unproven,

    /// <summary>Nobody here is linked to this person, or the account may not be used now.</summary>
    NoAccount,
}

internal static class ProviderRefusalWords
{
    /// <summary>Word for the address of the sign-in page.</summary>
    internal static string Word(this ProviderRefusal refusal) => refusal.ToString().ToLowerInvariant();

    /// <summary>What pages say about a word of their address; nothing for any other text.</summary>
    internal static FormErrors Explain(string? word, SignInProvider? provider)
    {
        var words = provider is null ? null : word switch
        {
            "unavailable" => $"{provider.DisplayName} does not answer as it should; try again in a minute, and tell your administrator if it stays",
            "cancelled" => $"the sign-in at {provider.DisplayName} was cancelled; try again when you want to",
            "outdated" => "this sign-in took too long, was used already, or was begun in another browser; begin again",
            "unproven" => $"the answer of {provider.DisplayName} was not accepted; try again, and tell your administrator if it stays: the log says why",
            "noaccount" when provider.IsOnlyWay => $"no account here can be used with this sign-in at {provider.DisplayName}; ask your administrator",
            "noaccount" => $"no account here can be used with this sign-in at {provider.DisplayName}; if you have one with a password, sign in with it and link the two on your account page, else ask your administrator",
            _ => null,
        };
        return words is null ? FormErrors.None : new FormErrors().Add("", words);
    }
}

/// <summary>Ends a sign-in at the provider.</summary>
/// <param name="refusal">What the person is told.</param>
/// <param name="detail">What the log says; never a token, a code or a secret.</param>
internal sealed class ProviderException(ProviderRefusal refusal, string detail) : Exception(detail)
{
    internal ProviderRefusal Refusal { get; } = refusal;
}
