using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Management.Frameworks;
using Tandem.Management.Records.Fields;
using Tandem.Management.StandardFilter;
using Tandem.Management.Ui;
using Tandem.Management.Ui.Tables;

namespace Tandem.Management.Evidence.Coverage;

/// <summary>Where evidence is missing, for pages and programs.</summary>
internal static class GapEndpoints
{
    /// <summary>A claim and a kind of evidence of which nothing fresh is accepted.</summary>
    internal sealed record GapAnswer(string Claim, string Text, string Control, string Kind, string Coverage, string Item, int? AgeDays, bool IsShownOtherwise, string Owner, string OwnerName);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(EvidenceRegister.Path + "/gaps", ShowAsync);
        app.MapGet("/api" + EvidenceRegister.Path + "/gaps", ListAsync).WithTags(EvidenceRegister.Definition.Plural)
            .WithSummary("Claims with the kinds of evidence of which nothing fresh is accepted").Produces<IReadOnlyList<GapAnswer>>();
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, EvidenceGaps gaps, TimeProvider time, CancellationToken cancellation) =>
        await TableQuery.AnswerAsync(request, GapsTable.Definition, (await gaps.ReadAsync(cancellation)).AsQueryable(), time, page => Page.Show<GapsPage>(new { Table = page }));

    private static async Task<IResult> ListAsync(EvidenceGaps gaps, ChosenStandard chosen, CancellationToken cancellation) => Results.Ok(
        (await gaps.ReadAsync(cancellation)).Where(gap => chosen.Apply() is not { } standard || (standard == Standard.Iso27001 ? gap.ServesIso27001 : gap.ServesIso42001))
            .Select(gap => new GapAnswer(gap.Claim, gap.Text, gap.Control, gap.Kind, ChoiceNames.Of(gap.Coverage), gap.Item, gap.AgeDays, gap.IsShownOtherwise, gap.Owner, gap.OwnerName)).ToList());
}
