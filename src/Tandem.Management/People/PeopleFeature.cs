using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Records;
using Tandem.Management.Ui;

namespace Tandem.Management.People;

internal static class PeopleFeature
{
    internal static void Add(IServiceCollection services)
    {
        services.AddRegister(PersonRegister.Definition, RailGroup.Operate, order: 60);
        services.AddScoped<PeopleDirectory>();
        services.AddScoped<PersonNames>();
        services.AddScoped<PersonsOfAccounts>();
        services.AddSingleton(new AccountOpened((provider, account, cancellation) => provider.GetRequiredService<PersonsOfAccounts>().GiveAsync(account, cancellation)));
    }

    internal static void Map(IEndpointRouteBuilder app) => app.MapRegister(PersonRegister.Definition);
}
