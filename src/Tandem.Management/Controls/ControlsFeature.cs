using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Controls.Claims;
using Tandem.Management.Controls.Coverage;
using Tandem.Management.Controls.Instances;
using Tandem.Management.Controls.Library;
using Tandem.Management.Controls.Testing;
using Tandem.Management.Figures;
using Tandem.Management.Frameworks;
using Tandem.Management.History;
using Tandem.Management.MyWork;
using Tandem.Management.Records;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.Controls;

internal static class ControlsFeature
{
    /// <exception cref="FrameworkContentException">The library is damaged; the start stops when it is first asked for.</exception>
    internal static void Add(IServiceCollection services, ManagementOptions options)
    {
        services.AddSingleton(provider => ControlLibraryReader.Load(Path.Combine(options.ContentFolder, "controls"), provider.GetRequiredService<FrameworkCatalogue>()));
        services.AddRegister(ControlRegister.Definition, RailGroup.Controls, order: 10);
        services.AddSingleton(new RailEntry(RailGroup.Controls, 20, "list-check", "Coverage", "/control-coverage"));
        services.AddRegister(InstanceRegister.Definition, RailGroup.Controls, order: 30);
        services.AddRegister(ClaimRegister.Definition, RailGroup.Controls, order: 40);
        services.AddRegister(TestRegister.Definition, RailGroup.Controls, order: 50);
        services.AddSingleton(new RailEntry(RailGroup.Controls, 60, "books", "Library of controls", "/control-library"));
        services.AddSingleton(new PaletteAction("Adopt controls from the library", "plus", "/control-library/adopt", Permissions.Create));
        services.AddSingleton(new RecordPage(ControlTestResult.Type, key => TestRegister.Definition.PathOf(key.Split('/')[0])));
        services.AddScoped<ControlPositions>();
        services.AddScoped<CoverageReader>();
        services.AddScoped<IFigureSource, ReuseFigures>();
        services.AddScoped<AdoptControls>();
        services.AddScoped<RecordTestResult>();
        services.AddScoped<IHomeTileSource, ControlTiles>();
        services.AddScoped<IWorkSource, TestWork>();
        services.AddSingleton(RecordPanel.Main<ControlPanel>(Control.Type, 0));
        services.AddSingleton(RecordPanel.Side<ControlHintsPanel>(Control.Type, 0));
        services.AddSingleton(RecordPanel.Main<TestResultsPanel>(ControlTest.Type, 0));
        services.AddSingleton(RequirementPanel.Of<RequirementControlsPanel>(order: 10));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        // Before the registers, whose addresses take any key.
        LibraryEndpoints.Map(app);
        CoverageEndpoints.Map(app);
        TestResultEndpoints.Map(app);
        app.MapRegister(ControlRegister.Definition);
        app.MapRegister(InstanceRegister.Definition);
        app.MapRegister(ClaimRegister.Definition);
        app.MapRegister(TestRegister.Definition);
    }
}
