using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Approvals;
using Tandem.Management.Documents.Acknowledgements;
using Tandem.Management.Documents.Doubles;
using Tandem.Management.Documents.Templates;
using Tandem.Management.Documents.Text;
using Tandem.Management.Documents.Text.Sections;
using Tandem.Management.Figures;
using Tandem.Management.Files;
using Tandem.Management.Frameworks;
using Tandem.Management.History;
using Tandem.Management.MyWork;
using Tandem.Management.Records;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.Documents;

internal static class DocumentsFeature
{
    /// <exception cref="FrameworkContentException">A template is damaged; it is told when templates are first asked for.</exception>
    internal static void Add(IServiceCollection services, ManagementOptions options)
    {
        services.AddSingleton<FileStore>();
        services.AddRegister(DocumentRegister.Definition, RailGroup.Operate, order: 40);
        services.AddSingleton(provider => TemplateReader.Load(Path.Combine(options.ContentFolder, "templates"), provider.GetRequiredService<FrameworkCatalogue>()));
        services.AddScoped<EnterFile>();
        services.AddScoped<UploadFile>();
        services.AddScoped<LiveValues>();
        services.AddScoped<DocumentTexts>();
        services.AddScoped<WriteText>();
        services.AddScoped<BeginDocument>();
        services.AddScoped<AcknowledgeDocument>();
        services.AddScoped<AcknowledgementRows>();
        services.AddScoped<IWorkSource, AcknowledgementWork>();
        services.AddSingleton(RecordPanel.Side<AcknowledgementsPanel>(Document.Type, 1));
        services.AddSingleton(new RecordPage(Acknowledgement.Type, key => DocumentRegister.Definition.PathOf(key.Split('/')[0])));
        services.AddSingleton(new RailEntry(RailGroup.Operate, 41, "template", "Templates", "/document-templates"));
        services.AddSingleton(new PaletteAction("Begin a document with a template", "template", "/document-templates", Permissions.Create));
        services.AddSingleton(RecordPanel.Side<DocumentDriftPanel>(Document.Type, 0));
        services.AddScoped<DocumentDoubles>();
        services.AddScoped<SectionQueries>();
        services.AddSingleton(RecordPanel.Main<DocumentSectionsPanel>(Document.Type, 1));
        services.AddSingleton(RequirementPanel.Of<RequirementDocumentsPanel>(order: 12));
        services.AddSingleton(RecordPanel.Side<DocumentDoublesPanel>(Document.Type, 2));
        services.AddSingleton(new ApprovalPurpose(Document.Type, DocumentWorkflow.Publication, DocumentWorkflow.ForPublication));
        services.AddSingleton(DocumentWorkflow.FollowDecision);
        services.AddSingleton(RecordPanel.Main<DocumentFilesPanel>(Document.Type, 0));
        services.AddSingleton(new RecordPage(DocumentFile.Type, key => DocumentRegister.Definition.PathOf(key.Split('/')[0])));
        services.AddScoped<IHomeTileSource, DocumentTiles>();
        services.AddScoped<IFigureSource, DocumentFigures>();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        // Before the register, whose addresses take any key.
        TemplateEndpoints.Map(app);
        DocumentTextEndpoints.Map(app);
        DocumentDoublesApi.Map(app);
        SectionApi.Map(app);
        AcknowledgementEndpoints.Map(app);
        DocumentEndpoints.Map(app);
        app.MapRegister(DocumentRegister.Definition);
    }
}
