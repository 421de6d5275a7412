using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Database;

namespace Tandem.Management.Auditors;

/// <summary>INVARIANT (each read logged): what a guest asks for is stored before it is answered; what cannot be stored is not answered.</summary>
internal static class ReadLog
{
    internal static void UseReadLog(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        if (user.IsGuest && !GuestAccess.IsOwn(http) && http.GetEndpoint()?.Metadata.GetMetadata<GuestsAllowed>() is not null)
            await StoreAsync(http, user);
        await next(http);
    });

    private static async Task StoreAsync(HttpContext http, CurrentUser user)
    {
        var db = http.RequestServices.GetRequiredService<TandemDbContext>();
        var address = http.Request.Path + http.Request.QueryString.ToUriComponent();
        db.AuditorReads.Add(new AuditorRead
        {
            At = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            Person = user.PersonKey ?? "",
            PersonName = user.Name,
            Address = address.Length <= AuditorLimits.Address ? address : address[..AuditorLimits.Address],
        });
        await db.SaveChangesAsync(http.RequestAborted);
    }
}
