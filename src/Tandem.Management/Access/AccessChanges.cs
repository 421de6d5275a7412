using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tandem.Management.Access.SecondFactor;

namespace Tandem.Management.Access;

/// <summary>
/// Makes every saved change of an account, its roles or its sessions hold from the next request on, wherever the change was made. Statements that
/// bypass tracking (ExecuteUpdate) are not seen and hold within a minute: they are for bookkeeping only.
/// </summary>
internal sealed class AccessChanges(AccessCache cache) : ISaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly HashSet<Guid> _accounts = [];
    private bool _isEverybody;

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Collect(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Collect(eventData.Context!);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Forget(isDone: eventData.Context!.Database.CurrentTransaction is null);
        return ValueTask.FromResult(result);
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Forget(isDone: eventData.Context!.Database.CurrentTransaction is null);
        return result;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(isDone: true);
        return Task.CompletedTask;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Forget(isDone: true);

    private void Collect(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
                continue;
            switch (entry.Entity)
            {
                case IOfAccount { AccountId: var account }:
                    _accounts.Add(account);
                    break;
                case IdentityUserRole<Guid> role:
                    _accounts.Add(role.UserId);
                    break;
                case IdentityUserPasskey<Guid> passkey:
                    _accounts.Add(passkey.UserId);
                    break;
                case Account account:
                    _accounts.Add(account.Id);
                    break;
                case SecondFactorRule:
                    _isEverybody = true;
                    break;
                case IdentityRole<Guid> when entry.State != EntityState.Added:
                    _isEverybody = true;
                    break;
            }
        }
    }

    // Inside a transaction others still read what was before: what they keep meanwhile is forgotten once more at its end.
    private void Forget(bool isDone)
    {
        if (_isEverybody)
            cache.ForgetAll();
        foreach (var account in _accounts)
            cache.Forget(account);
        if (!isDone)
            return;
        _accounts.Clear();
        _isEverybody = false;
    }
}
