using Microsoft.EntityFrameworkCore;
using Tandem.Management.Database;
using Tandem.Management.Ui;

namespace Tandem.Management.AiSystems;

internal sealed class AiSystemTiles(TandemDbContext db) : IHomeTileSource
{
    public async Task<HomePart> ReadAsync(CancellationToken cancellation)
    {
        var systems = await db.AiSystems.AsNoTracking().Where(s => s.ArchivedAt == null).Select(s => new { s.RiskClass, s.Bindings }).ToListAsync(cancellation);
        var bound = systems.Count(s => s.Bindings.Count > 0);
        return new(
            [
                new HomeTile(10, "AI systems in the register", systems.Count, null, null, "/ai-systems"),
                new HomeTile(11, "Bound to the gateway", bound, systems.Count, "AI systems", "/ai-systems"),
                new HomeTile(12, "EU risk class decided", systems.Count(s => s.RiskClass != EuRiskClass.NotAssessed), systems.Count, "AI systems", "/ai-systems"),
            ],
            [
                new NextStep(10, "Register your first AI system", "Risk, impact, controls and the gateway's records all point to an AI system.", "/ai-systems/new", systems.Count > 0),
                new NextStep(11, "Bind an application to an AI system", "From then on what the application asks of a model is recorded under the system's name.", systems.Count > 0 ? "/ai-systems" : "/ai-systems/new", bound > 0),
            ]);
    }
}
