using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Ui;

namespace Tandem.Management.Approvals;

/// <summary>Takes an open approval back.</summary>
internal sealed class WithdrawApproval(TandemDbContext db, IEnumerable<ApprovalMoved> moved, CurrentUser user, ChangeContext change, IServiceProvider services, TimeProvider time)
{
    /// <summary>True for whoever put it forward.</summary>
    internal bool May(Approval approval) => approval.AskedBy == user.Id;

    internal async Task<ApprovalOutcome> ExecuteAsync(string key, string reason, CancellationToken cancellation)
    {
        reason = reason.Trim();
        if (reason.Length > ApprovalLimits.Text)
            return new ApprovalOutcome.Invalid(new FormErrors().Add("reason", $"the reason has {reason.Length} characters; shorten it to {ApprovalLimits.Text}"));
        while (true)
        {
            if (await db.Approvals.Include(a => a.Seats).FirstOrDefaultAsync(a => a.Key == key, cancellation) is not { } approval)
                return new ApprovalOutcome.Missing();
            if (!May(approval))
                return new ApprovalOutcome.Forbidden($"{approval.AskedByName} put {key} forward and alone can withdraw it; ask there");
            if (approval.State != ApprovalState.Open)
                return new ApprovalOutcome.Refused($"{key} is {ApprovalWords.Of(approval.State).ToLowerInvariant()} already; there is nothing left to withdraw");
            approval.Close(ApprovalState.Withdrawn, time.GetUtcNow(), reason);
            change.Reason = reason;
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                foreach (var hook in moved)
                    await hook.Handle(services, new(approval, ApprovalStep.Withdrawn), cancellation);
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return new ApprovalOutcome.Done(approval, IsRecorded: false);
            }
            catch (DbUpdateConcurrencyException)
            {
                // A decision was first; it is open no more, or one decision further.
                db.ChangeTracker.Clear();
            }
        }
    }
}
