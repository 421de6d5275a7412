using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.History;
using Tandem.Management.People;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Approvals;

/// <summary>What is put forward, by page and API.</summary>
/// <param name="Type">Register of the record.</param>
/// <param name="Key">Key of the record.</param>
/// <param name="Version">Version that was looked at; it must be the newest.</param>
/// <param name="Purpose">One of the register's purposes; empty for what the sentence says.</param>
/// <param name="Sentence">What is signed for; empty with a purpose, whose sentence it then is.</param>
/// <param name="Approvers">People by key, e-mail address or name.</param>
/// <param name="Quorum">How many of them must approve.</param>
/// <param name="Due">Last day, `2026-11-30`; empty for none.</param>
/// <param name="Note">For the approvers.</param>
public sealed record PutForwardRequest(
    string Type, string Key, int Version, string? Purpose, string? Sentence, IReadOnlyList<string>? Approvers, int Quorum, string? Due, string? Note);

/// <summary>Puts exactly one version of a record forward for approval.</summary>
internal sealed class PutForward(
    TandemDbContext db, Registers registers, RecordRights rights, ApprovalPeople people, PeopleDirectory directory, IEnumerable<ApprovalPurpose> purposes, IEnumerable<ApprovalMoved> moved,
    CurrentUser user, ChangeContext change, IServiceProvider services, TimeProvider time)
{
    internal async Task<ApprovalOutcome> ExecuteAsync(PutForwardRequest request, CancellationToken cancellation)
    {
        if (registers.Find(request.Type) is not { } register || await register.FindAsync(db, request.Key, cancellation) is not { } record)
            return new ApprovalOutcome.Missing();
        if (!rights.MayEdit(register, record))
            return new ApprovalOutcome.Forbidden(rights.WhyNot(register, record));
        if (record.ArchivedAt is not null)
            return new ApprovalOutcome.Refused($"{record.Key} is archived; restore it before it is approved");
        if (request.Version != record.Version)
            return new ApprovalOutcome.Refused(string.Create(CultureInfo.InvariantCulture, $"{record.Key} is in version {record.Version}, by {record.UpdatedBy}, and not {request.Version}; look at it and put that version forward"));

        var errors = new FormErrors();
        var (purpose, sentence) = Sentence(request, errors);
        var due = Due(request.Due, errors);
        if ((request.Note?.Length ?? 0) > ApprovalLimits.Text)
            errors.Add("note", $"the note has {request.Note!.Length} characters; shorten it to {ApprovalLimits.Text}");
        var approvers = await ApproversAsync(request, register, purpose, errors, cancellation);
        if (errors.Any)
            return new ApprovalOutcome.Invalid(errors);
        return await StoreAsync(register, record, request with { Purpose = purpose, Sentence = sentence }, due, approvers, cancellation);
    }

    private (string Purpose, string Sentence) Sentence(PutForwardRequest request, FormErrors errors)
    {
        if (request.Purpose is { Length: > 0 } name)
        {
            var known = purposes.Where(p => p.RecordType == request.Type).ToList();
            if (known.Find(p => p.Name == name) is { } purpose)
                return (name, purpose.Sentence(request.Key, request.Version));
            errors.Add("purpose", $"`{request.Type}` can be put forward for {string.Join(", ", known.Select(p => $"`{p.Name}`").Append("a sentence of your own"))}; choose one");
            return (name, "");
        }
        var sentence = (request.Sentence ?? "").Trim();
        if (sentence.Length == 0)
            errors.Add("sentence", $"write the sentence that is signed for, such as `I approve version {request.Version} of {request.Key} as it is.`");
        else if (sentence.Length > ApprovalLimits.Sentence)
            errors.Add("sentence", $"the sentence has {sentence.Length} characters; shorten it to {ApprovalLimits.Sentence}");
        else if (sentence.Any(char.IsControl))
            errors.Add("sentence", "the sentence stands on one line without control characters; type it again");
        return ("", sentence);
    }

    private DateOnly? Due(string? text, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            errors.Add("due", "the last day is a day such as `2026-11-30`, or empty");
        else if (day < people.Today)
            errors.Add("due", $"{text} has passed; choose today or a later day");
        return day;
    }

    private async Task<IReadOnlyList<CandidateFacts>> ApproversAsync(PutForwardRequest request, Register register, string purpose, FormErrors errors, CancellationToken cancellation)
    {
        var asked = (request.Approvers ?? []).Select(text => text?.Trim() ?? "").Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count is 0 or > ApprovalLimits.Approvers)
        {
            errors.Add("approvers", asked.Count == 0 ? "choose at least one approver" : $"{asked.Count} are too many; choose {ApprovalLimits.Approvers} at most");
            return [];
        }
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in asked)
        {
            var found = text.Length <= RecordLimits.PersonName ? await directory.MatchAsync(text, cancellation) : [];
            if (found is [var only])
                keys.Add(only.Key);
            else
                errors.Add("approvers", found.Count == 0 ? $"nobody in the register of people is `{text}`; choose a person" : $"{found.Count} people are called `{text}`; choose by key");
        }
        var authors = await AuthorsAsync(register, request.Key, request.Version, purpose, cancellation);
        var candidates = await people.CandidatesAsync(keys, cancellation);
        foreach (var candidate in candidates)
        {
            if (ApprovalRules.WhyNotAsked(candidate, authors) is { } why)
                errors.Add("approvers", why);
        }
        if (candidates.Count > 0 && ApprovalRules.QuorumProblem(request.Quorum, candidates.Count) is { } problem)
            errors.Add("quorum", problem);
        return candidates;
    }

    /// <summary>Who must not approve what this person puts forward.</summary>
    internal async Task<IReadOnlySet<string>> AuthorsAsync(Register register, string key, int version, string purpose, CancellationToken cancellation) =>
        (await people.AuthorsAsync(register, key, version, purpose, cancellation)).Append(user.PersonKey ?? "").ToHashSet(StringComparer.Ordinal);

    private async Task<ApprovalOutcome> StoreAsync(
        Register register, Record record, PutForwardRequest request, DateOnly? due, IReadOnlyList<CandidateFacts> approvers, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            if (await OpenAsync(request, cancellation) is { } open)
                return AlreadyOpen(open);
            var now = time.GetUtcNow();
            var (key, number) = await KeySequence.NextAsync(db, Approval.Type, Approval.KeyPrefix, cancellation);
            var content = SignedContent.Of(register, record, record.Version);
            var id = new ApprovalId(Guid.CreateVersion7(now));
            var title = register.Summarise(record).Title;
            var approval = new Approval
            {
                Id = id,
                Key = key,
                Number = number,
                SubjectType = register.Type,
                SubjectKey = record.Key,
                SubjectVersion = record.Version,
                SubjectTitle = title,
                Purpose = request.Purpose!,
                Sentence = request.Sentence!,
                Note = (request.Note ?? "").Trim(),
                Content = content,
                ContentHash = SignedContent.Hash(content),
                Quorum = request.Quorum,
                Due = due,
                AskedBy = change.ActorId,
                AskedByPerson = user.PersonKey ?? "",
                AskedByName = change.ActorName,
                CreatedAt = now,
                SearchText = string.Join('\n', [key, record.Key, title, request.Sentence, change.ActorName, .. approvers.Select(a => a.Name)]).ToLowerInvariant(),
                Seats = approvers.Select(a => new ApprovalSeat { ApprovalId = id, ApprovalKey = key, Person = a.Person, PersonName = a.Name }).ToList(),
            };
            change.Reason = approval.Note;
            db.Add(approval);
            foreach (var hook in moved)
                await hook.Handle(services, new(approval, ApprovalStep.PutForward), cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return new ApprovalOutcome.Done(approval, IsRecorded: false);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Somebody else put it forward at the same moment; anything else is not ours to explain.
            db.ChangeTracker.Clear();
            if (await OpenAsync(request, cancellation) is { } open)
                return AlreadyOpen(open);
            throw;
        }
    }

    private Task<string?> OpenAsync(PutForwardRequest request, CancellationToken cancellation) =>
        db.Approvals.Where(a => a.SubjectType == request.Type && a.SubjectKey == request.Key && a.Purpose == request.Purpose && a.State == ApprovalState.Open)
            .Select(a => a.Key).FirstOrDefaultAsync(cancellation);

    private static ApprovalOutcome.Refused AlreadyOpen(string key) => new($"{key} asks for the same already; wait for its decisions or withdraw it");
}
