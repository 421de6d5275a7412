using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Approvals;
using Tandem.Management.Files;
using Tandem.Management.History;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents;

internal static class DocumentsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddSingleton<FileStore>();
        services.AddRegister(DocumentRegister.Definition, RailGroup.Operate, order: 40);
        services.AddScoped<UploadFile>();
        services.AddSingleton(new ApprovalPurpose(Document.Type, DocumentWorkflow.Publication, DocumentWorkflow.ForPublication));
        services.AddSingleton(DocumentWorkflow.FollowDecision);
        services.AddSingleton(RecordPanel.Main<DocumentFilesPanel>(Document.Type, 0));
        services.AddSingleton(new RecordPage(DocumentFile.Type, key => DocumentRegister.Definition.PathOf(key.Split('/')[0])));
        services.AddScoped<IHomeTileSource, DocumentTiles>();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        // Before the register, whose addresses take any key.
        DocumentEndpoints.Map(app);
        app.MapRegister(DocumentRegister.Definition);
    }
}
