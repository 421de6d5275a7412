using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;

namespace Tandem.Management.Controls.Testing;

/// <summary>Results of tests, for pages and programs.</summary>
internal static class TestResultEndpoints
{
    internal sealed record ResultAnswer(int Number, string Result, string PerformedOn, string Instance, string Note, int? Corrects, DateTimeOffset RecordedAt, string RecordedBy);

    /// <param name="Results">The latest first.</param>
    internal sealed record ResultList(IReadOnlyList<ResultAnswer> Results);

    internal static void Map(IEndpointRouteBuilder app)
    {
        var path = TestRegister.Definition.Path + "/{key}/results";
        app.MapGet(path + "/new", ShowAsync).RequireAuthorization(Permissions.EditOwn);
        app.MapPost(path, SendAsync).RequireAuthorization(Permissions.EditOwn);
        var api = app.MapGroup("/api" + path).WithTags(TestRegister.Definition.Plural);
        api.MapPost("", async (string key, TestResultEntry body, RecordTestResult use, CancellationToken cancellation) =>
            RecordApi<ControlTest>.Result(TestRegister.Definition, await use.ExecuteAsync(key, body, cancellation))).RequireAuthorization(Permissions.EditOwn)
            .WithSummary("Enter the result of a test").Produces<RecordApi<ControlTest>.Answer>();
        api.MapGet("", ListAsync)
            .WithSummary("Results of a test").Produces<ResultList>();
    }

    private static async Task<IResult> ListAsync(string key, TandemDbContext db, CancellationToken cancellation)
    {
        if (!await db.ControlTests.AsNoTracking().AnyAsync(t => t.Key == key, cancellation))
            return Results.NotFound();
        var results = await db.ControlTestResults.AsNoTracking().Where(r => r.TestKey == key).OrderByDescending(r => r.Number).ToListAsync(cancellation);
        return Results.Ok(new ResultList(results.ConvertAll(r => new ResultAnswer(r.Number, ChoiceNames.Of(r.Result), DayText.Of(r.PerformedOn), r.Instance, r.Note, r.Corrects, r.RecordedAt, r.RecordedBy))));
    }

    private static async Task<IResult> ShowAsync(string key, string? corrects, TandemDbContext db, RecordRights rights, CancellationToken cancellation)
    {
        if (await db.ControlTests.AsNoTracking().FirstOrDefaultAsync(t => t.Key == key, cancellation) is not { } test)
            return Results.NotFound();
        var errors = new FormErrors();
        if (!rights.MayEdit(TestRegister.Definition, test))
            errors.Add("", rights.WhyNot(TestRegister.Definition, test));
        return await PageAsync(test, new TestResultEntry(test.Version, Corrects: corrects), errors, errors.Any ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK, db, cancellation);
    }

    private static async Task<IResult> SendAsync(string key, HttpRequest request, RecordTestResult use, TandemDbContext db, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var entry = new TestResultEntry(RecordForm.Version(form), form["result"].ToString(), form["performedOn"].ToString(), form["instance"].ToString(), form["note"].ToString(), form["corrects"].ToString());
        var outcome = await use.ExecuteAsync(key, entry, cancellation);
        if (outcome is RecordOutcome<ControlTest>.Saved)
            return Results.LocalRedirect(TestRegister.Definition.PathOf(key));
        db.ChangeTracker.Clear();
        if (await db.ControlTests.AsNoTracking().FirstOrDefaultAsync(t => t.Key == key, cancellation) is not { } test)
            return Results.NotFound();
        var (errors, status) = outcome switch
        {
            RecordOutcome<ControlTest>.Invalid invalid => (invalid.Errors, StatusCodes.Status422UnprocessableEntity),
            RecordOutcome<ControlTest>.Forbidden forbidden => (new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden),
            RecordOutcome<ControlTest>.Refused refused => (new FormErrors().Add("", refused.Why), StatusCodes.Status409Conflict),
            RecordOutcome<ControlTest>.Conflict conflict => (new FormErrors().Add("", $"{conflict.Stored.UpdatedBy} changed {key} meanwhile, or entered a result; look at it and send yours again"), StatusCodes.Status409Conflict),
            _ => throw new InvalidOperationException($"a result cannot end as `{outcome}`"),
        };
        return await PageAsync(test, entry with { Version = test.Version }, errors, status, db, cancellation);
    }

    private static async Task<IResult> PageAsync(ControlTest test, TestResultEntry entry, FormErrors errors, int status, TandemDbContext db, CancellationToken cancellation)
    {
        var places = await db.ControlInstances.AsNoTracking().Where(i => i.Control == test.Control && i.ArchivedAt == null).OrderBy(i => i.Number).Select(i => new { i.Key, i.Title }).ToListAsync(cancellation);
        return Page.Show<TestResultPage>(new { Test = test, Entry = entry, Places = places.ConvertAll(place => new Choice(place.Key, $"{place.Key} {place.Title}")), Errors = errors }, status);
    }
}
