namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>The secret by which the provider knows this installation.</summary>
internal static class ClientSecret
{
    private const int Longest = 4096;

    /// <exception cref="ProviderException">The file cannot be read or holds no secret.</exception>
    internal static async Task<string> ReadAsync(SignInProvider provider, CancellationToken cancellation)
    {
        try
        {
            if (new FileInfo(provider.ClientSecretFile).Length <= Longest && (await File.ReadAllTextAsync(provider.ClientSecretFile, cancellation)).Trim() is { Length: > 0 } secret)
                return secret;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException(ProviderRefusal.Unavailable, $"the client secret cannot be read from `{provider.ClientSecretFile}`; let the program read the file");
        }
        throw new ProviderException(ProviderRefusal.Unavailable, $"the file `{provider.ClientSecretFile}` holds no client secret; write it there, one line");
    }
}
