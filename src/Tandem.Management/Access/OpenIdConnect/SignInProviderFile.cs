using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Management.Access.OpenIdConnect;

/// <summary>Reads the file that describes the provider. A member that nobody knows is a mistake to report: a misspelt one would leave its default in force.</summary>
public static class SignInProviderFile
{
    private const long LargestFile = 64 * 1024;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The provider of the file; the file of its secret is looked for beside it. What is wrong with the values, <see cref="ManagementOptions.Validate"/> says.</summary>
    /// <exception cref="ManagementOptionsException">The file cannot be read or is no such description.</exception>
    public static SignInProvider Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
                throw new ManagementOptionsException($"the sign-in provider's file `{path}` is larger than such a file can be; see that it is the right one");
            var provider = JsonSerializer.Deserialize<SignInProvider>(File.ReadAllBytes(path), Form)
                ?? throw new ManagementOptionsException($"the sign-in provider's file `{path}` holds no object; see docs/formats/sign-in-provider.md");
            return provider with { ClientSecretFile = provider.ClientSecretFile.Length == 0 ? "" : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, provider.ClientSecretFile) };
        }
        catch (JsonException damage)
        {
            throw new ManagementOptionsException($"the sign-in provider's file `{path}` cannot be understood at `{damage.Path}`, line {damage.LineNumber + 1}; see docs/formats/sign-in-provider.md for its members", damage);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ManagementOptionsException($"the sign-in provider's file `{path}` cannot be read; name a file that exists and may be read", error);
        }
    }
}
