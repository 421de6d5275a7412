namespace Tandem.Management.Access;

/// <summary>What a feature does when an account is created; registered as a singleton and called in the transaction that stores the account, before it is saved.</summary>
/// <param name="Handle">Called with the services of the scope and the new account.</param>
internal sealed record AccountOpened(Func<IServiceProvider, Account, CancellationToken, Task> Handle);
