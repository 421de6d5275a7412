using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Management.Access;
using Tandem.Management.Database;
using Tandem.Management.Records.Fields;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Controls.Library;

/// <summary>The library, one item of it, and taking items over; for pages and programs.</summary>
internal static class LibraryEndpoints
{
    internal sealed record ClaimAnswer(string Claim, IReadOnlyList<string> EvidenceTypes);

    internal sealed record TestAnswer(string Procedure, string Cadence, string Source);

    /// <summary>An item of the library.</summary>
    internal sealed record ItemAnswer(
        string Item, string Group, string Title, string Purpose, string Description, string Type, string Nature, string Level, IReadOnlyList<string> Satisfies,
        IReadOnlyList<ClaimAnswer> Claims, IReadOnlyList<TestAnswer> Tests, string SuggestedOwnerRole, bool HasGatewayEvidence, string? Control, string? AdoptedVersion);

    /// <param name="Version">Version of the library.</param>
    /// <param name="Notice">What it is and is not.</param>
    /// <param name="Items">All of it.</param>
    internal sealed record LibraryAnswer(string Version, string Notice, IReadOnlyList<ItemAnswer> Items);

    /// <param name="Item">Number of the item.</param>
    /// <param name="Control">Key of the control.</param>
    internal sealed record AlreadyAdopted(string Item, string Control);

    /// <param name="Controls">Keys of the new controls.</param>
    /// <param name="Already">Items that were adopted before.</param>
    internal sealed record AdoptionAnswer(IReadOnlyList<string> Controls, IReadOnlyList<AlreadyAdopted> Already);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/control-library", ShowAsync);
        app.MapGet("/control-library/adopt", AskAsync).RequireAuthorization(Permissions.Create);
        app.MapPost("/control-library/adopt", AdoptAsync).RequireAuthorization(Permissions.Create);
        app.MapGet("/control-library/{item}", ShowItemAsync);
        var api = app.MapGroup("/api/control-library").WithTags("Controls");
        api.MapGet("", ListAsync).WithSummary("The library of controls, and what was adopted from it").Produces<LibraryAnswer>();
        api.MapPost("/adopt", AdoptByApiAsync).RequireAuthorization(Permissions.Create)
            .WithSummary("Adopt controls of the library with claims and tests").Produces<AdoptionAnswer>();
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, ControlLibrary library, TandemDbContext db, TimeProvider time, CancellationToken cancellation) =>
        await TableQuery.AnswerAsync(request, LibraryTable.Of(library), (await RowsAsync(library, db, cancellation)).AsQueryable(), time, page => Page.Show<LibraryPage>(new { Table = page }));

    private static async Task<IResult> ShowItemAsync(string item, ControlLibrary library, TandemDbContext db, CancellationToken cancellation) =>
        library.Find(item) is null ? Results.NotFound() : Page.Show<LibraryControlPage>(new { Row = (await RowsAsync(library, db, cancellation)).First(row => row.Item.Id == item) });

    private static async Task<IResult> AskAsync(HttpRequest request, TandemDbContext db, CancellationToken cancellation) =>
        await FormAsync(new Adoption([.. request.Query["items"].OfType<string>()], request.Query["owner"], null, null), FormErrors.None, StatusCodes.Status200OK, db, cancellation);

    private static async Task<IResult> AdoptAsync(HttpRequest request, AdoptControls use, TandemDbContext db, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var asked = new Adoption([.. form["items"].OfType<string>()], form["owner"], form["scope"].ToString().ReplaceLineEndings("\n"), form["reason"]);
        var outcome = await use.ExecuteAsync(asked, cancellation);
        db.ChangeTracker.Clear();
        return outcome switch
        {
            AdoptionOutcome.Adopted adopted => Page.Show<AdoptedPage>(new { Outcome = adopted }),
            AdoptionOutcome.Invalid invalid => await FormAsync(asked, invalid.Errors, StatusCodes.Status422UnprocessableEntity, db, cancellation),
            AdoptionOutcome.Forbidden forbidden => await FormAsync(asked, new FormErrors().Add("", forbidden.Why), StatusCodes.Status403Forbidden, db, cancellation),
            _ => throw new InvalidOperationException($"an adoption cannot end as `{outcome}`"),
        };
    }

    private static async Task<IResult> FormAsync(Adoption asked, FormErrors errors, int status, TandemDbContext db, CancellationToken cancellation) =>
        Page.Show<AdoptPage>(new { Asked = asked, Adopted = await AdoptedAsync(db, cancellation), Errors = errors }, status);

    private static async Task<IResult> ListAsync(ControlLibrary library, TandemDbContext db, CancellationToken cancellation) =>
        Results.Ok(new LibraryAnswer(library.Version, library.Notice, (await RowsAsync(library, db, cancellation)).ConvertAll(row => new ItemAnswer(
            row.Item.Id, row.Item.Group.Id, row.Item.Title, row.Item.Purpose, row.Item.Description, ChoiceNames.Of(row.Item.Type), ChoiceNames.Of(row.Item.Nature), ChoiceNames.Of(row.Item.Level), row.Item.Satisfies,
            [.. row.Item.Claims.Select(claim => new ClaimAnswer(claim.Claim, claim.EvidenceTypes))], [.. row.Item.Tests.Select(test => new TestAnswer(test.Procedure, ChoiceNames.Of(test.Cadence), ChoiceNames.Of(test.Source)))],
            row.Item.SuggestedOwnerRole, row.Item.HasGatewayEvidence, row.Control, row.AdoptedVersion))));

    private static async Task<IResult> AdoptByApiAsync(Adoption body, AdoptControls use, CancellationToken cancellation) => await use.ExecuteAsync(body, cancellation) switch
    {
        AdoptionOutcome.Adopted adopted => Results.Ok(new AdoptionAnswer(adopted.Controls, [.. adopted.Already.Select(pair => new AlreadyAdopted(pair.Item, pair.Control))])),
        AdoptionOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary(), statusCode: StatusCodes.Status422UnprocessableEntity),
        AdoptionOutcome.Forbidden forbidden => Results.Problem(title: "not allowed", detail: forbidden.Why, statusCode: StatusCodes.Status403Forbidden),
        var outcome => throw new InvalidOperationException($"an adoption cannot end as `{outcome}`"),
    };

    private static async Task<List<LibraryRow>> RowsAsync(ControlLibrary library, TandemDbContext db, CancellationToken cancellation)
    {
        var adopted = await db.Controls.AsNoTracking().Where(c => c.ArchivedAt == null && c.LibraryItem != "").Select(c => new { c.LibraryItem, c.Key, c.LibraryVersion }).ToDictionaryAsync(c => c.LibraryItem, cancellation);
        return library.Items.Select(item => adopted.TryGetValue(item.Id, out var control) ? new LibraryRow(item, control.Key, control.LibraryVersion) : new LibraryRow(item, null, null)).ToList();
    }

    private static async Task<Dictionary<string, string>> AdoptedAsync(TandemDbContext db, CancellationToken cancellation) =>
        await db.Controls.AsNoTracking().Where(c => c.ArchivedAt == null && c.LibraryItem != "").ToDictionaryAsync(c => c.LibraryItem, c => c.Key, cancellation);
}
