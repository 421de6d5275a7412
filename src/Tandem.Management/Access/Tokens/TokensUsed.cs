using Tandem.Management.Access.Sessions;

namespace Tandem.Management.Access.Tokens;

/// <summary>When each access token was last used; <see cref="TokenUpkeep"/> writes it.</summary>
internal sealed class TokensUsed : SeenTimes;
