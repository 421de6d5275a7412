using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Auditors;

/// <summary>Where an external auditor begins: what is open and until when; and the log of what was read, for both sides.</summary>
internal static class AuditRoom
{
    /// <summary>One access of an external auditor.</summary>
    internal sealed record Access(string Key, string Audit, DateOnly? FirstDay, DateOnly? LastDay, IReadOnlyList<string> Registers, IReadOnlyList<string> Records);

    /// <param name="Accesses">Those that are open today.</param>
    internal sealed record Answer(IReadOnlyList<Access> Accesses);

    /// <param name="Reads">Newest first.</param>
    /// <param name="Next">Number to give as `before` for the next page; null on the last.</param>
    internal sealed record ReadListing(IReadOnlyList<AuditorRead> Reads, long? Next);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/audit-room", ShowAsync).AllowGuests();
        app.MapGet("/api/audit-room", AnswerAsync).AllowGuests()
            .WithSummary("What was opened to an external auditor").Produces<Answer>();
        app.MapGet("/auditor-reads", ShowReadsAsync).AllowGuests();
        app.MapGet("/api/auditor-reads", ListReadsAsync).AllowGuests()
            .WithSummary("What external auditors read").Produces<ReadListing>();
    }

    private static async Task<IResult> ShowAsync(AuditorGrants grants, Registers registers, TandemDbContext db, CancellationToken cancellation)
    {
        var open = await grants.OpenAsync(cancellation);
        var records = new List<RecordSummary>();
        foreach (var group in open.SelectMany(access => access.Records).Distinct(StringComparer.Ordinal).GroupBy(registers.FindByKey))
        {
            if (group.Key is { } register)
                records.AddRange(await register.ListAsync(db, group.ToList(), cancellation));
        }
        IReadOnlyList<Register> whole = [.. open.SelectMany(access => access.Registers).Distinct(StringComparer.Ordinal).Select(registers.Find).OfType<Register>()];
        return Page.Show<AuditRoomPage>(new { Open = open, Whole = whole, Records = (IReadOnlyList<RecordSummary>)records });
    }

    private static async Task<IResult> AnswerAsync(AuditorGrants grants, CancellationToken cancellation) => Results.Ok(new Answer(
        [.. (await grants.OpenAsync(cancellation)).Select(access => new Access(access.Key, access.Audit, access.FirstDay, access.LastDay, access.Registers, access.Records))]));

    private static Task<IResult> ShowReadsAsync(HttpRequest request, CurrentUser user, TandemDbContext db, TimeProvider time) =>
        TableQuery.AnswerAsync(request, AuditorReadsTable.Definition, Visible(user, db), time, table => Page.Show<AuditorReadsPage>(new { Table = table }));

    private static async Task<IResult> ListReadsAsync(CurrentUser user, TandemDbContext db, long? before, CancellationToken cancellation)
    {
        const int pageSize = 100;
        var reads = Visible(user, db);
        if (before is not null)
            reads = reads.Where(read => read.Number < before);
        var rows = await reads.OrderByDescending(read => read.Number).Take(pageSize).ToListAsync(cancellation);
        return Results.Ok(new ReadListing(rows, rows.Count == pageSize ? rows[^1].Number : null));
    }

    // A guest sees the own reads, everybody else all of them.
    private static IQueryable<AuditorRead> Visible(CurrentUser user, TandemDbContext db)
    {
        var reads = db.AuditorReads.AsNoTracking();
        var person = user.PersonKey ?? "";
        return user.IsGuest ? reads.Where(read => read.Person == person) : reads;
    }
}
