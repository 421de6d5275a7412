using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.History;
using Tandem.Management.MyWork;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Approvals;

internal static class ApprovalsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<ApprovalPeople>();
        services.AddScoped<ApprovalQueries>();
        services.AddScoped<ApprovalReader>();
        services.AddScoped<PutForward>();
        services.AddScoped<DecideApproval>();
        services.AddScoped<WithdrawApproval>();
        services.AddScoped<SupersedeApprovals>();
        services.AddSingleton(ApprovalNotices.Hook);
        services.AddScoped<IHomeTileSource, ApprovalTiles>();
        services.AddScoped<IWorkSource, ApprovalWork>();
        services.AddSingleton(RecordPanel.Tab<ApprovalsTab>(recordType: null, order: 50, "approvals", "Approvals"));
        services.AddSingleton(new RecordPage(Approval.Type, key => $"/approvals/{key}"));
        services.AddSingleton(new RecordPage(ApprovalSeat.Type, key => $"/approvals/{key.Split('/')[0]}"));
        services.AddSingleton(new RailEntry(RailGroup.Operate, 50, "gavel", "Approvals", "/approvals"));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        ApprovalEndpoints.Map(app);
        ApprovalApi.Map(app);
    }
}
