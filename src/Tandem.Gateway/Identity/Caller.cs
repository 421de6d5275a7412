namespace Tandem.Gateway.Identity;

/// <summary>Who calls, as far as it was proven.</summary>
/// <param name="Subject">The identity in clear; never recorded, only its pseudonym is.</param>
/// <param name="Application">The calling application, empty when the token names none.</param>
/// <param name="AiSystem">The AI system the credential belongs to, or null when the inventory must say.</param>
/// <param name="Roles">Roles the credential carries.</param>
/// <param name="Method">How the caller was known.</param>
internal sealed record Caller(string Subject, string Application, string? AiSystem, IReadOnlyList<string> Roles, AuthenticationMethod Method);
