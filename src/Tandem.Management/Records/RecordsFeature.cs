using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.BulkEdits;
using Tandem.Management.History;
using Tandem.Management.Records.Workflows;
using Tandem.Management.Search;
using Tandem.Management.Ui;

namespace Tandem.Management.Records;

/// <summary>What a feature calls to have a register: one line where services are added, one where addresses are mapped.</summary>
internal static class RecordsFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<SaveRecord>();
        services.AddScoped<SearchIndex>();
        services.AddScoped<RecordChanges>();
        services.AddScoped<RecordRights>();
        services.AddScoped<MoveRecord>();
        services.AddSingleton<Registers>();
    }

    internal static void AddRegister<T>(this IServiceCollection services, RecordDefinition<T> definition, RailGroup group, int order)
        where T : Record
    {
        services.AddSingleton<Register>(definition);
        services.AddSingleton<BulkRegister>(new BulkRegister<T>(definition));
        services.AddSingleton(new RailEntry(group, order, definition.Icon, definition.Plural, definition.Path));
        services.AddSingleton(new RecordPage(definition.Type, definition.PathOf));
        services.AddSingleton(new PaletteAction($"New {definition.Singular}", "plus", $"{definition.Path}/new", definition.Rights.Create));
        services.AddSingleton(new PaletteAction($"Export {definition.Plural} (XLSX)", "download", $"{definition.Path}?format=xlsx", Permissions.Read));
    }

    internal static void MapRegister<T>(this IEndpointRouteBuilder app, RecordDefinition<T> definition)
        where T : Record => new RecordEndpoints<T>(definition).Map(app);
}
