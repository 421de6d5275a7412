using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Access.Profile;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Approvals;

/// <summary>A decision as page and API send it.</summary>
/// <param name="Seat">Approver for whom it is given; empty for oneself.</param>
/// <param name="Verdict">`approve` or `reject`.</param>
/// <param name="Reason">Why; needed to reject.</param>
/// <param name="Password">The person's password, asked for again.</param>
/// <param name="Code">A code of the authenticator; needed when the account has one.</param>
internal sealed record DecisionRequest(string? Seat, string? Verdict, string? Reason, string? Password, string? Code)
{
    public override string ToString() => nameof(DecisionRequest); // the members are secrets
}

/// <summary>
/// Approves or rejects. INVARIANT (fresh sign-in): the proof comes with the decision itself and is used up by it. INVARIANT (governed event): the answer says that a decision is recorded
/// only when its record is durable in the log.
/// </summary>
internal sealed class DecideApproval(
    TandemDbContext db, Registers registers, ApprovalPeople people, SignAgain sign, DurableChange durable, IEnumerable<ApprovalMoved> moved,
    CurrentUser user, ChangeContext change, IServiceProvider services, TimeProvider time)
{
    // Of several decisions at once each finds the others before it; nobody loses this often by chance.
    private const int MostAttempts = 4;

    internal async Task<ApprovalOutcome> ExecuteAsync(HttpContext http, string key, DecisionRequest request, CancellationToken cancellation)
    {
        var seat = string.IsNullOrEmpty(request.Seat) ? user.PersonKey ?? "" : request.Seat;
        // What is wrong with the decision alone costs no attempt to sign in.
        var (verdict, errors) = Check(request);
        if (await FindAsync(key, cancellation) is not { } approval)
            return new ApprovalOutcome.Missing();
        if (await WhyNotAsync(approval, seat, cancellation) is { } refused)
            return refused;
        if (errors.Any || verdict is not { } decided)
            return new ApprovalOutcome.Invalid(errors);
        var (method, wrong) = await sign.ProveAsync(http, request.Password ?? "", request.Code ?? "", cancellation);
        if (method is null)
            return new ApprovalOutcome.Invalid(wrong);

        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            try
            {
                return await StoreAsync(key, seat, decided, (request.Reason ?? "").Trim(), method, cancellation);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Another decision, or a change of the record, was first: the same as if we had read later.
            }
        }
    }

    private static (ApprovalVerdict? Verdict, FormErrors Errors) Check(DecisionRequest request)
    {
        var errors = new FormErrors();
        var verdict = ChoiceNames.Parse<ApprovalVerdict>(request.Verdict);
        var reason = (request.Reason ?? "").Trim();
        if (verdict is null)
            errors.Add("verdict", "choose `approve` or `reject`");
        if (verdict == ApprovalVerdict.Reject && reason.Length == 0)
            errors.Add("reason", "say why it is rejected; who put it forward must know what to change");
        if (reason.Length > ApprovalLimits.Text)
            errors.Add("reason", $"the reason has {reason.Length} characters; shorten it to {ApprovalLimits.Text}");
        return (verdict, errors);
    }

    private async Task<ApprovalOutcome> StoreAsync(string key, string seatOf, ApprovalVerdict verdict, string reason, string method, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await FindAsync(key, cancellation) is not { } approval)
            return new ApprovalOutcome.Missing();
        if (await WhyNotAsync(approval, seatOf, cancellation) is { } refused)
            return refused;
        var register = registers.Find(approval.SubjectType);
        if (register is null || await register.FindAsync(db, approval.SubjectKey, cancellation) is not { } record || !SignedContent.Fits(approval, register, record))
            return await SupersedeAsync(approval, transaction, cancellation);

        var seat = approval.Seats.Single(s => s.Person == seatOf);
        seat.Verdict = verdict;
        seat.Reason = reason;
        seat.DecidedAt = time.GetUtcNow();
        (seat.DecidedBy, seat.DecidedByPerson, seat.DecidedByName) = (user.Id, user.PersonKey!, user.Name);
        seat.SignedWith = method;
        (seat.Sentence, seat.ContentHash) = (approval.Sentence, approval.ContentHash);
        approval.Approved += verdict == ApprovalVerdict.Approve ? 1 : 0;
        approval.Rejected += verdict == ApprovalVerdict.Reject ? 1 : 0;
        if (ApprovalRules.StateAfter(approval.Seats.Count, approval.Quorum, approval.Approved, approval.Rejected) is var state and not ApprovalState.Open)
            approval.Close(state, seat.DecidedAt.Value);
        change.Reason = reason;
        foreach (var hook in moved)
            await hook.Handle(services, new(approval, ApprovalStep.Decided, seat), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new ApprovalOutcome.Done(approval, await durable.WaitAsync(ApprovalSeat.Type, seat.RecordKey, seat.Version, cancellation));
    }

    // Reached only when a change of the record and the request for approval crossed; a later change supersedes by itself.
    private async Task<ApprovalOutcome> SupersedeAsync(Approval approval, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellation)
    {
        approval.Close(ApprovalState.Superseded, time.GetUtcNow(), $"{approval.SubjectKey} was changed");
        foreach (var hook in moved)
            await hook.Handle(services, new(approval, ApprovalStep.Superseded), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new ApprovalOutcome.Refused($"{approval.SubjectKey} was changed after it was put forward, so that the decision would not be on what it is now; ask for it to be put forward again");
    }

    private async Task<ApprovalOutcome?> WhyNotAsync(Approval approval, string seatOf, CancellationToken cancellation)
    {
        var mayApprove = user.May(Permissions.Approve);
        var authors = registers.Find(approval.SubjectType) is { } register
            ? (await people.AuthorsAsync(register, approval.SubjectKey, approval.SubjectVersion, approval.Purpose, cancellation)).Append(approval.AskedByPerson).ToHashSet(StringComparer.Ordinal)
            : [];
        var seats = await people.SeatsAsync(approval.Seats, cancellation);
        var why = ApprovalRules.WhyNotDecide(approval.State, seats, seatOf, user.PersonKey, mayApprove, authors);
        return why is null ? null : approval.State != ApprovalState.Open || seats.Any(s => s.Person == seatOf && s.IsDecided)
            ? new ApprovalOutcome.Refused(why) : new ApprovalOutcome.Forbidden(why);
    }

    private Task<Approval?> FindAsync(string key, CancellationToken cancellation) => db.Approvals.Include(a => a.Seats).FirstOrDefaultAsync(a => a.Key == key, cancellation);
}
